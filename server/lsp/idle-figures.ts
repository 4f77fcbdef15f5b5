/**
 * Figures of availability for those who look at them: hovers and code lenses. They are computed after the findings, in
 * slices, and only those that somebody asked for; whoever types is never kept waiting by them.
 */
import { CancelledError, type Facts } from '#language/facts/query.js';
import { AnalysisLoop } from './analysis-loop.js';
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

  constructor(private readonly session: Pick<Session, 'host' | 'guard' | 'workspace' | 'loop' | 'checked'>) {
    this.loop = new AnalysisLoop<void>(session.host.scheduler, {
      affected: (roots) => roots,
      analyse: (root, cancelled) => this.compute(root, cancelled),
      progress: (root) => viewsOfRoot(session.workspace, root).reduce((sum, { facts }) => sum + facts.answered, 0),
      done: () => undefined,
      failed: session.guard.task('figures', (root: string, thrown: unknown) => {
        this.wanted.delete(root);
        throw thrown;
      }),
    });
  }

  /** The answer where all that it rests on is known already; undefined where something would have to be computed. */
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

  /** Has it computed, after the findings of the text as it stands. False where the text changed meanwhile. */
  async ready(view: View, key: string, question: Question<unknown>): Promise<boolean> {
    const { root, variant } = view;
    if (!this.isCurrent(view)) return false;
    if (!this.session.checked.get(root)?.analyses.some(({ facts }) => facts === view.facts)) await this.session.loop.settled(root);
    if (!this.isCurrent(view)) return false;
    const questions = this.wanted.get(root) ?? new Map<string, Wanted>();
    this.wanted.set(root, questions.set(`${variant ?? ''}#${key}`, { variant, question }));
    await this.loop.settled(root);
    return this.isCurrent(view);
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
