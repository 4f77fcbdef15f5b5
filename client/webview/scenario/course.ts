/**
 * A run of the simulation that can be watched at any moment: it is stepped forward, and goes back to the snapshot before
 * a moment to step from there again. What the reader does to it happens at its moment, after everything else of that
 * moment; the future that was seen before is forgotten. The same moment has the same state, however it was come to.
 */
import type { EventPlan, Plan, Ways } from '#language/simulation/plan.js';
import { LONGEST_JOBS, Run, type Snapshot } from '#language/simulation/run.js';
import { changeOf, type Change } from './changes.js';
import { askedFlows, sampleOf, samplesFor, seenBy, type Sample, type Seen } from './samples.js';

/** Snapshots over the whole length. */
const SNAPSHOTS = 48;
/** What all snapshots together may hold, in requests and events under way: where there are more, every second one goes. */
const LARGEST_SNAPSHOTS = 2_000_000;
const MOST_SNAPSHOTS = 96;
/** Requests under way from which on a snapshot is large. */
const LARGE = 10_000;
/** A year of flapping changes more often than anybody watches: later changes are not kept. */
const MOST_CHANGES = 20_000;
/** Events between two looks at the clock. */
const SLICE = 128;

interface Mark { time: number; applied: number; changes: number; sample: number; snapshot: Snapshot; weight: number }

/** Says that the time for this slice is over. */
export type OutOfTime = () => boolean;

const NEVER: OutOfTime = () => false;

export class Course {
  /** What changed so far, the latest last: who is down, who serves. */
  readonly changes: Change[] = [];
  /** Levels and counts at even distances. */
  readonly samples: Sample[] = [];
  /** How many of them the whole is given, and the seconds between two. */
  readonly cells: number;
  step: number;
  private run: Run;
  private applied = 0;
  private changed = 0;
  private noted = 0;
  private sample = 1;
  private seen: Seen = [];
  private readonly asked: readonly number[];
  private marks: Mark[] = [];
  private scout: Run | undefined;
  private end: number | undefined;

  /** @param acts what the reader did, by time. */
  constructor(readonly plan: Plan, private readonly ways: Ways, private acts: EventPlan[] = []) {
    if (!plan.untilJobsDone) this.end = plan.duration;
    this.cells = samplesFor(plan);
    this.asked = askedFlows(plan);
    this.step = this.end ? this.end / this.cells : Infinity;
    this.run = new Run(plan, ways);
    this.noteChange();
  }

  /** Seconds; undefined while it is not known when the last job is done. */
  get duration(): number | undefined { return this.end; }

  /** The run as it stands. Whoever reads it must not step it. */
  get current(): Run { return this.run; }

  /** Up to where it stands now, all that happened before included. */
  get now(): number { return this.run.now; }

  /** Looks ahead for the end of the last job, where nothing else says how long it lasts. True once that is known. */
  findEnd(outOfTime: OutOfTime = NEVER): boolean {
    if (this.end !== undefined) return true;
    const last = this.acts.at(-1)?.at ?? 0;
    if (!this.scout) {
      if (!this.advance(last, outOfTime)) return false;
      this.scout = new Run(this.plan, this.ways, this.run.snapshot());
    }
    const { scout, plan } = this;
    for (let events = 1; scout.next <= plan.duration || (scout.jobsGoOn && scout.next <= LONGEST_JOBS); events++) {
      scout.step();
      if (events % SLICE === 0 && outOfTime()) return false;
    }
    this.end = Math.max(plan.duration, scout.now);
    this.scout = undefined;
    if (this.step === Infinity && this.end > 0) {
      this.step = this.end / this.cells;
      this.goBack(0);
    }
    return true;
  }

  /** Goes to a moment and stands there; false where the time was over before. */
  advance(to: number, outOfTime: OutOfTime = NEVER): boolean {
    if (to < this.run.now) this.goBack(to);
    for (let events = 1; ;) {
      const act = this.acts[this.applied];
      const sampled = this.sample * this.step;
      const stop = Math.min(to, act?.at ?? Infinity, sampled);
      for (; this.run.next <= stop; events++) {
        this.run.step();
        this.watch();
        if (events % SLICE === 0 && outOfTime()) return false;
      }
      this.run.runUntil(stop);
      if (act && act.at === stop) this.apply(act);
      else {
        if (sampled === stop) this.keep();
        if (stop === to) return true;
      }
      if (++events % SLICE === 0 && outOfTime()) return false;
    }
  }

  /** Something is done to it at this moment. It stands there afterwards. */
  act(event: EventPlan): void {
    this.advance(event.at);
    this.acts = [...this.acts.slice(0, this.applied), event];
    this.marks = this.marks.filter((mark) => mark.time <= event.at);
    this.changes.length = Math.min(this.changes.length, this.changed);
    this.samples.length = Math.min(this.samples.length, this.sample - 1);
    if (this.plan.untilJobsDone) this.end = this.scout = undefined;
    this.advance(event.at);
  }

  /** The next moment, after where it stands, at which something is told; the end, where nothing is. Stands there. */
  advanceToNext(end: number, outOfTime: OutOfTime = NEVER): boolean {
    const noted = this.noted;
    for (let events = 1; this.noted === noted; events++) {
      const next = Math.min(this.run.next, this.acts[this.applied]?.at ?? Infinity);
      if (next >= end) return this.advance(end, outOfTime);
      this.advance(next);
      if (events % SLICE === 0 && outOfTime()) return false;
    }
    return this.advance(this.run.now);
  }

  /** The run from here to its very end, until all that was asked is answered. */
  finished(): Run {
    const run = new Run(this.plan, this.ways, this.run.snapshot());
    run.finish();
    return run;
  }

  // ------------------------------------------------------------------------------------------------ back and forth

  private goBack(to: number): void {
    const mark = this.marks.findLast(({ time }) => time <= to);
    this.run = mark ? new Run(this.plan, this.ways, mark.snapshot) : new Run(this.plan, this.ways);
    this.applied = mark?.applied ?? 0;
    this.changed = mark?.changes ?? 1;
    this.sample = mark?.sample ?? 1;
    // A snapshot is taken with a sample.
    this.seen = mark ? seenBy(mark.snapshot.state, this.asked) : [];
    this.noted = this.told;
  }

  private apply(act: EventPlan): void {
    this.run.inflict(act);
    this.applied++;
    this.watch();
  }

  /** All that was ever told of this run. */
  private get told(): number {
    const { log, unlogged } = this.run.state;
    return log.length + unlogged;
  }

  private watch(): void {
    if (this.told === this.noted) return;
    this.noted = this.told;
    this.noteChange();
  }

  private noteChange(): void {
    if (this.changed < this.changes.length || this.changes.length < MOST_CHANGES) this.changed++;
    if (this.changed > this.changes.length) this.changes.push(changeOf(this.run, this.changes.at(-1)));
  }

  private keep(): void {
    if (this.samples.length < this.sample) this.samples.push(sampleOf(this.run, this.seen));
    this.seen = seenBy(this.run.state, this.asked);
    this.sample++;
    const time = this.run.now;
    // Copying tens of thousands of requests that wait is felt: it is done more seldom.
    const seldom = this.run.state.visits.length > LARGE ? 6 : 1;
    if ((this.sample - 1) % (Math.ceil(this.cells / SNAPSHOTS) * seldom) !== 0 || this.marks.some((mark) => mark.time === time)) return;
    const snapshot = this.run.snapshot();
    const { visits, log } = snapshot.state;
    const weight = visits.length + log.length + snapshot.queue.times.length;
    this.marks.push({ time, applied: this.applied, changes: this.changed, sample: this.sample, snapshot, weight });
    this.marks.sort((a, b) => a.time - b.time);
    const heavy = this.marks.reduce((sum, mark) => sum + mark.weight, 0) > LARGEST_SNAPSHOTS;
    if (heavy || this.marks.length > MOST_SNAPSHOTS) this.marks = this.marks.filter((_, index) => index % 2 === 0);
  }
}
