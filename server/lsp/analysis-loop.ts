/**
 * When what is analysed. Analyses wait for a pause in typing, run in slices of a few milliseconds with the editor's
 * messages let in between, and are abandoned when the text changes under them; what was found out already is kept by
 * the facts, so that each slice gets further.
 */
import { CancelledError } from '#language/facts/query.js';
import type { Cancel, Scheduler } from './host.js';

/** Milliseconds without an edit before an analysis starts. */
const PAUSE = 120;
/** Milliseconds of a slice: below a frame, so that an answer to a key stroke is never late by more. */
const SLICE = 12;
/** A slice that answered nothing is followed by a longer one, so that every question gets its answer in the end. */
const GROWTH = 1.5;

interface Waiter<R> {
  resolve: (result: R | undefined) => void;
}

export interface Analyst<R> {
  /** The architectures to analyse anew after these files changed; asked off the path of key strokes. */
  affected(changed: ReadonlySet<string>): Iterable<string>;
  /** Throws `CancelledError` when told to stop. */
  analyse(root: string, cancelled: () => boolean): R;
  /** Grows while an analysis in slices gets further. */
  progress(root: string): number;
  /** Gets each result that was not overtaken by an edit. */
  done(root: string, result: R): void;
  failed(root: string, thrown: unknown): void;
}

export class AnalysisLoop<R> {
  private readonly changed = new Set<string>();
  private readonly waiting = new Set<string>();
  private readonly waiters = new Map<string, Waiter<R>[]>();
  private timer: Cancel | undefined;
  private slice = SLICE;
  private progress = 0;

  constructor(private readonly scheduler: Scheduler, private readonly analyst: Analyst<R>) {}

  /** These files changed: analysis waits for a pause, and what is under way for them is void. */
  touch(...files: string[]): void {
    for (const file of files) this.changed.add(file);
    this.slice = SLICE;
    this.start(PAUSE);
  }

  /** The result for the text as it stands, at the earliest. Undefined where the analysis failed or was called off. */
  settled(root: string): Promise<R | undefined> {
    const found = new Promise<R | undefined>((resolve) => {
      this.waiters.set(root, [...(this.waiters.get(root) ?? []), { resolve }]);
    });
    this.collect();
    // Whoever waits goes first.
    const rest = [...this.waiting].filter((each) => each !== root);
    this.waiting.clear();
    for (const each of [root, ...rest]) this.waiting.add(each);
    this.start(0);
    return found;
  }

  drop(root: string): void {
    this.waiting.delete(root);
    this.answer(root, undefined);
  }

  stop(): void {
    this.timer?.();
    for (const root of [...this.waiters.keys()]) this.drop(root);
    this.waiting.clear();
    this.changed.clear();
  }

  private collect(): void {
    if (this.changed.size === 0) return;
    const changed = new Set(this.changed);
    this.changed.clear();
    for (const root of this.analyst.affected(changed)) this.waiting.add(root);
  }

  private start(pause: number): void {
    this.timer?.();
    this.timer = pause === 0 ? this.scheduler.soon(() => this.step()) : this.scheduler.after(pause, () => this.step());
  }

  private step(): void {
    this.timer = undefined;
    this.collect();
    const [root] = this.waiting;
    if (root === undefined) return;
    try {
      const result = this.analyst.analyse(root, this.budget());
      this.waiting.delete(root);
      this.slice = SLICE;
      this.analyst.done(root, result);
      this.answer(root, result);
    } catch (thrown) {
      if (thrown instanceof CancelledError) this.lengthen(root);
      else {
        this.waiting.delete(root);
        this.answer(root, undefined);
        this.analyst.failed(root, thrown);
      }
    }
    if (this.waiting.size > 0 && this.timer === undefined) this.start(0);
  }

  private lengthen(root: string): void {
    const progress = this.analyst.progress(root);
    this.slice = progress === this.progress ? this.slice * GROWTH : SLICE;
    this.progress = progress;
  }

  /**
   * The clock starts at the first question that is not answered yet, so that every slice answers at least one. A slice
   * lasts as long again as it took to get there: otherwise an analysis that is begun anew in each slice would spend
   * its time on beginnings, and that of a large architecture would never end.
   */
  private budget(): () => boolean {
    const { scheduler, slice } = this;
    const begun = scheduler.now();
    let started: number | undefined;
    return () => {
      if (started === undefined) {
        started = scheduler.now();
        return false;
      }
      return scheduler.now() - started > Math.max(slice, started - begun);
    };
  }

  private answer(root: string, result: R | undefined): void {
    const waiters = this.waiters.get(root) ?? [];
    this.waiters.delete(root);
    for (const each of waiters) each.resolve(result);
  }
}
