/**
 * Figures of availability for those who look at them: hovers and code lenses. They are computed after the findings, in
 * slices, and only those that somebody asked for; whoever types is never kept waiting by them.
 */
import { CancelledError, type Facts } from '#language/facts/query.js';
import { AnalysisLoop } from '../host/analysis-loop.js';
import type { Session } from './session.js';
import { viewsOfRoot, type View } from './views.js';

export type Question<R> = (facts: Facts) => R;

interface Wanted {
  variant: string | undefined;
  question: Question<unknown>;
}

export class IdleFigures {
  private readonly wanted = new Map<string, Map<string, Wanted>>();
  private readonly loop: AnalysisLoop<void>;
  /** Of these nothing more is asked: what failed once would fail again. */
  private readonly failed = new WeakSet<Facts>();

  constructor(private readonly session: Pick<Session, 'host' | 'guard' | 'workspace' | 'loop' | 'checked'>) {
    this.loop = new AnalysisLoop<void>(session.host.scheduler, {
      affected: (roots) => roots,
      analyse: (root, cancelled) => this.compute(root, cancelled),
      progress: (root) => session.workspace.project.answered(root),
      done: () => undefined,
      failed: session.guard.task('figures', (root: string, thrown: unknown) => {
        this.wanted.delete(root);
        for (const { facts } of viewsOfRoot(session.workspace, root)) this.failed.add(facts);
        throw thrown;
      }),
    });
  }

  /** The answer (never undefined itself) where all that it rests on is known already; undefined where something would have to be computed. */
  known<R>({ facts }: View, question: Question<R>): R | undefined {
    facts.cancellable(() => true);
    try {
      return question(facts);
    } catch (thrown) {
      if (thrown instanceof CancelledError) return undefined;
      throw thrown;
    } finally {
      facts.cancellable();
    }
  }

  /** Has it computed, after the findings of the text as it stands. False where the text changed meanwhile, or it failed. */
  async ready(view: View, key: string, question: Question<unknown>): Promise<boolean> {
    const { root, variant, facts } = view;
    while (this.isCurrent(view) && !this.failed.has(facts)) {
      if (this.known(view, question) !== undefined) return true;
      if (!this.session.checked.get(root)?.analyses.some((each) => each.facts === facts)) await this.session.loop.settled(root);
      if (!this.isCurrent(view)) return false;
      const questions = this.wanted.get(root) ?? new Map<string, Wanted>();
      this.wanted.set(root, questions.set(`${variant ?? ''}#${key}`, { variant, question }));
      // Called off where any file changes: where this one stands as it was, it is asked again.
      await this.loop.settled(root);
    }
    return false;
  }

  /** The text changes: what is under way speaks of an earlier one. */
  stop(): void {
    this.wanted.clear();
    this.loop.stop();
  }

  private isCurrent({ root, variant, facts }: View): boolean {
    return this.session.workspace.project.model(root, variant)?.facts === facts;
  }

  private compute(root: string, cancelled: () => boolean): void {
    const questions = this.wanted.get(root);
    if (!questions) return;
    for (const { variant, facts } of viewsOfRoot(this.session.workspace, root)) {
      for (const [key, wanted] of questions) {
        if (wanted.variant !== variant) continue;
        try {
          wanted.question(facts.cancellable(cancelled));
        } finally {
          facts.cancellable();
        }
        questions.delete(key);
      }
    }
    this.wanted.delete(root);
  }
}
