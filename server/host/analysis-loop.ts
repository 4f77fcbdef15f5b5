/**
 * When what is analysed. Analyses wait for a pause in typing, run in slices of a few milliseconds with the editor's
 * messages let in between, and are abandoned when the text changes under them; what was found out already is kept by
 * the facts, so that each slice gets further. What a picture needs comes first: nobody waits for all findings to see it.
 */
import { CancelledError } from '#language/facts/query.js';
import type { Cancel, Scheduler } from './scheduler.js';

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
  /** Works out what pictures need, where somebody looks at one. Throws `CancelledError` when told to stop. */
  prepare?(root: string, cancelled: () => boolean): void;
  /** A picture can be drawn, of a text that nothing is found in yet. */
  prepared?(root: string): void;
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
  /** Of the text as it stands these are prepared. */
  private readonly ready = new Set<string>();
  private readonly early = new Map<string, Waiter<true>[]>();
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
    return this.first(root, this.waiters);
  }

  /** True as soon as a picture can be drawn of the text as it stands; undefined where that failed or was called off. */
  prepared(root: string): Promise<true | undefined> {
    return this.first(root, this.early);
  }

  /** Whether nothing is left to be found out. */
  isSettled(root: string): boolean {
    this.collect();
    return !this.waiting.has(root);
  }

  drop(root: string): void {
    this.waiting.delete(root);
    this.ready.delete(root);
    this.answer(root, undefined);
  }

  stop(): void {
    this.timer?.();
    for (const root of [...this.waiters.keys(), ...this.early.keys()]) this.drop(root);
    this.waiting.clear();
    this.changed.clear();
  }

  /** Whoever waits goes first. */
  private first<V>(root: string, waiters: Map<string, Waiter<V>[]>): Promise<V | undefined> {
    const found = new Promise<V | undefined>((resolve) => {
      waiters.set(root, [...(waiters.get(root) ?? []), { resolve }]);
    });
    this.collect();
    const rest = [...this.waiting].filter((each) => each !== root);
    this.waiting.clear();
    for (const each of [root, ...rest]) this.waiting.add(each);
    this.start(0);
    return found;
  }

  private collect(): void {
    if (this.changed.size === 0) return;
    const changed = new Set(this.changed);
    this.changed.clear();
    for (const root of this.analyst.affected(changed)) {
      this.waiting.add(root);
      this.ready.delete(root);
    }
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
      // Prepared for nobody, it may be to do now that somebody looks.
      if (this.analyst.prepare && (!this.ready.has(root) || this.early.has(root))) this.prepare(root);
      else this.analyse(root);
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

  private prepare(root: string): void {
    this.analyst.prepare!(root, this.budget());
    this.ready.add(root);
    this.slice = SLICE;
    const waiters = this.early.get(root) ?? [];
    this.early.delete(root);
    for (const each of waiters) each.resolve(true);
    this.analyst.prepared?.(root);
  }

  private analyse(root: string): void {
    const result = this.analyst.analyse(root, this.budget());
    this.waiting.delete(root);
    this.slice = SLICE;
    this.analyst.done(root, result);
    this.answer(root, result);
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
    const early = this.early.get(root) ?? [];
    this.waiters.delete(root);
    this.early.delete(root);
    for (const each of waiters) each.resolve(result);
    for (const each of early) each.resolve(undefined);
  }
}
