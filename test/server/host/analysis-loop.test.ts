/** When analyses run: against a clock that only moves when told. */
import assert from 'node:assert/strict';
import { CancelledError } from '#language/facts/query.js';
import { AnalysisLoop, type Analyst } from '../../../server/host/analysis-loop.js';
import type { Scheduler } from '../../../server/host/scheduler.js';

class Clock implements Scheduler {
  time = 0;
  private due: { at: number; run: () => void }[] = [];

  after(milliseconds: number, run: () => void): () => void {
    const entry = { at: this.time + milliseconds, run };
    this.due.push(entry);
    return () => { this.due = this.due.filter((each) => each !== entry); };
  }

  soon(run: () => void): () => void {
    return this.after(0, run);
  }

  now(): number {
    return this.time;
  }

  /** Runs what is due next; false where nothing is. */
  next(): boolean {
    const [first] = this.due.sort((a, b) => a.at - b.at);
    if (!first) return false;
    this.due.shift();
    this.time = Math.max(this.time, first.at);
    first.run();
    return true;
  }

  run(): void {
    for (let steps = 0; this.next(); steps++) assert.ok(steps < 100_000, 'never comes to rest');
  }

  get pending(): number {
    return this.due.length;
  }
}

/** An analysis of `work` questions of one millisecond each, whose answers are kept. */
class Work implements Analyst<string> {
  answered = new Map<string, number>();
  slices: { root: string; took: number }[] = [];
  results: string[] = [];
  faults: unknown[] = [];

  constructor(private readonly clock: Clock, private readonly work: Record<string, number>, private readonly each = 1) {}

  affected(changed: ReadonlySet<string>): string[] {
    for (const root of changed) this.answered.delete(root);
    return [...changed];
  }

  analyse(root: string, cancelled: () => boolean): string {
    const start = this.clock.time;
    const wanted = this.work[root];
    if (wanted === undefined) throw new Error(`no ${root}`);
    for (let done = this.answered.get(root) ?? 0; done < wanted; done++) {
      if (cancelled()) {
        this.slices.push({ root, took: this.clock.time - start });
        throw new CancelledError();
      }
      this.clock.time += this.each;
      this.answered.set(root, done + 1);
    }
    this.slices.push({ root, took: this.clock.time - start });
    return `${root} done`;
  }

  progress(root: string): number {
    return this.answered.get(root) ?? 0;
  }

  done(_root: string, result: string): void {
    this.results.push(result);
  }

  failed(_root: string, thrown: unknown): void {
    this.faults.push(thrown);
  }
}

describe('the analysis loop', () => {
  it('waits for a pause in typing', () => {
    const clock = new Clock();
    const work = new Work(clock, { a: 1 });
    const loop = new AnalysisLoop(clock, work);
    for (let key = 0; key < 10; key++) {
      loop.touch('a');
      clock.time += 50;
      assert.deepEqual(work.results, []);
      assert.equal(clock.pending, 1);
    }
    clock.run();
    assert.deepEqual(work.results, ['a done']);
    assert.equal(work.slices.length, 1);
  });

  it('lets the editor’s messages in between short slices, and keeps what was answered', () => {
    const clock = new Clock();
    const work = new Work(clock, { a: 500 });
    const loop = new AnalysisLoop(clock, work);
    loop.touch('a');
    clock.run();
    assert.deepEqual(work.results, ['a done']);
    assert.ok(work.slices.length > 20);
    assert.ok(work.slices.every(({ took }) => took <= 16));
    assert.ok(work.slices.reduce((sum, { took }) => sum + took, 0) <= 500);
  });

  it('comes to an end where one question takes longer than a slice', () => {
    const clock = new Clock();
    const work = new Work(clock, { a: 20 }, 300);
    new AnalysisLoop(clock, work).touch('a');
    clock.run();
    assert.deepEqual(work.results, ['a done']);
  });

  it('lengthens slices that get nowhere', () => {
    const clock = new Clock();
    let tries = 0;
    const work = new Work(clock, {});
    // A question that begins anew each time and needs a second before it asks another.
    work.analyse = (_root, cancelled) => {
      tries++;
      cancelled();
      for (let spent = 0; spent < 1000; spent += 10) {
        clock.time += 10;
        if (cancelled()) throw new CancelledError();
      }
      return 'long';
    };
    new AnalysisLoop(clock, work).touch('a');
    clock.run();
    assert.deepEqual(work.results, ['long']);
    assert.ok(tries < 20);
  });

  it('gives up what is under way when the text changes, and never tells of it', () => {
    const clock = new Clock();
    const work = new Work(clock, { a: 100 });
    const loop = new AnalysisLoop(clock, work);
    loop.touch('a');
    for (let steps = 0; steps < 4; steps++) clock.next();
    assert.ok(work.answered.get('a')! > 0);
    loop.touch('a');
    const slices = work.slices.length;
    assert.equal(clock.pending, 1);
    clock.time += 100;
    assert.equal(work.slices.length, slices);
    clock.run();
    assert.deepEqual(work.results, ['a done']);
  });

  it('serves first who waits for a result, at once, and with the text as it stands', async () => {
    const clock = new Clock();
    const work = new Work(clock, { a: 5, b: 5 });
    const loop = new AnalysisLoop(clock, work);
    loop.touch('a', 'b');
    const waited = loop.settled('b');
    clock.next();
    assert.deepEqual(work.results, ['b done']);
    assert.ok(clock.time < 120);
    assert.equal(await waited, 'b done');
    clock.run();
    assert.deepEqual(work.results, ['b done', 'a done']);
  });

  it('tells of a fault, goes on with the rest, and leaves nobody waiting', async () => {
    const clock = new Clock();
    const work = new Work(clock, { b: 1 });
    const loop = new AnalysisLoop(clock, work);
    loop.touch('a', 'b');
    const waited = loop.settled('a');
    clock.run();
    assert.equal(await waited, undefined);
    assert.equal(work.faults.length, 1);
    assert.deepEqual(work.results, ['b done']);
    const dropped = loop.settled('b');
    loop.stop();
    assert.equal(await dropped, undefined);
    assert.equal(clock.pending, 0);
  });
});

describe('the analysis loop, where somebody looks at a picture', () => {
  /** Prepares in `first` questions of one millisecond, then analyses. */
  class Drawn extends Work {
    told: string[] = [];
    looked = true;
    private readonly drawn: Clock;

    constructor(clock: Clock, private readonly first: number, work: Record<string, number>) {
      super(clock, work);
      this.drawn = clock;
    }

    prepare(root: string, cancelled: () => boolean): void {
      for (let done = this.answered.get(root) ?? 0; this.looked && done < this.first; done++) {
        if (cancelled()) throw new CancelledError();
        this.drawn.time += 1;
        this.answered.set(root, done + 1);
      }
      this.told.push(`${root} prepared`);
    }

    prepared(root: string): void {
      this.told.push(`${root} told`);
    }
  }

  it('prepares it before all findings are there, in slices, and then finds the rest', async () => {
    const clock = new Clock();
    const work = new Drawn(clock, 100, { a: 5000 });
    const loop = new AnalysisLoop(clock, work);
    loop.touch('a');
    const prepared = loop.prepared('a');
    while (work.told.length === 0) clock.next();
    assert.equal(await prepared, true);
    assert.deepEqual(work.results, []);
    assert.ok(clock.time >= 100 && clock.time < 200);
    assert.equal(loop.isSettled('a'), false);
    clock.run();
    assert.deepEqual(work.results, ['a done']);
    assert.equal(loop.isSettled('a'), true);
    assert.deepEqual(work.told, ['a prepared', 'a told']);
  });

  it('prepares it for who begins to look while the rest is being found', async () => {
    const clock = new Clock();
    const work = new Drawn(clock, 50, { a: 5000 });
    work.looked = false;
    const loop = new AnalysisLoop(clock, work);
    loop.touch('a');
    while (work.slices.length < 3) clock.next();
    work.looked = true;
    work.told = [];
    const prepared = loop.prepared('a');
    clock.next();
    assert.equal(await prepared, true);
    assert.deepEqual([work.told[0], work.results], ['a prepared', []]);
    clock.run();
    assert.deepEqual(work.results, ['a done']);
  });

  it('prepares anew after every edit, and leaves nobody waiting where that fails or is called off', async () => {
    const clock = new Clock();
    const work = new Drawn(clock, 1, { a: 2 });
    const loop = new AnalysisLoop(clock, work);
    loop.touch('a');
    clock.run();
    loop.touch('a');
    assert.equal(loop.isSettled('a'), false);
    clock.run();
    assert.equal(work.told.filter((each) => each === 'a prepared').length, 2);
    work.prepare = () => { throw new Error('no picture'); };
    loop.touch('a');
    const failing = loop.prepared('a');
    clock.run();
    assert.equal(await failing, undefined);
    assert.equal(work.faults.length, 1);
    const dropped = loop.prepared('a');
    loop.stop();
    assert.equal(await dropped, undefined);
  });
});
