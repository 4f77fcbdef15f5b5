/**
 * Facts are pure questions about a model, answered once per revision. Each answer records which slices of the model
 * and which other answers it rests on; when the model changes, an answer whose grounds did not change is carried
 * over. Evaluating everything afresh gives the same answers: tests hold the two against each other.
 *
 * Keys are strings or numbers (ids); a question about several things joins them with `keyOf`.
 */
import type { Id, Model } from '../model/model.js';

export type Slice = keyof Model;

export interface Query<K extends string | number | void, V> {
  readonly name: string;
  readonly run: (facts: Facts, key: K) => V;
}

export function query<K extends string | number | void, V>(name: string, run: (facts: Facts, key: K) => V): Query<K, V> {
  return { name, run };
}

const SEPARATOR = '\u0001';

export function keyOf(...parts: (Id | number)[]): string {
  return parts.join(SEPARATOR);
}

export function partsOf(key: string): string[] {
  return key.split(SEPARATOR);
}

interface Answer {
  value: unknown;
  slices: Set<Slice>;
  answers: Set<string>;
}

export class CyclicQueryError extends Error {
  override name = 'CyclicQueryError';
}

/** Thrown out of a long evaluation when its result is no longer wanted. */
export class CancelledError extends Error {
  override name = 'CancelledError';
}

export class Facts {
  private readonly answers = new Map<string, Answer>();
  private readonly running: { name: string; answer: Answer }[] = [];

  /** @param cancelled asked between questions; true abandons the evaluation with a `CancelledError`. */
  constructor(private readonly source: Model, private cancelled: () => boolean = () => false) {}

  /** Goes on with another caller's wish to cancel; answers so far are kept. */
  cancellable(cancelled: () => boolean = () => false): this {
    this.cancelled = cancelled;
    return this;
  }

  /** How many questions were answered: tells an evaluation in slices whether it gets further. */
  get answered(): number {
    return this.answers.size;
  }

  /** Between pieces of work that ask nothing: abandons the evaluation where that is wanted. */
  checkpoint(): void {
    if (this.cancelled()) throw new CancelledError('evaluation cancelled');
  }

  /** A slice of the model; the running question is recorded as resting on it. */
  read<S extends Slice>(slice: S): Model[S] {
    this.running.at(-1)?.answer.slices.add(slice);
    return this.source[slice];
  }

  get elements(): Model['elements'] { return this.read('elements'); }
  get groups(): Model['groups'] { return this.read('groups'); }
  get links(): Model['links'] { return this.read('links'); }
  get flows(): Model['flows'] { return this.read('flows'); }
  get securityGroups(): Model['securityGroups'] { return this.read('securityGroups'); }

  /** The whole model, for the helpers of `model/queries`; counts as resting on elements, groups, links, flows and security groups. */
  get model(): Model {
    for (const slice of ['elements', 'groups', 'links', 'flows', 'securityGroups', 'kinds', 'software', 'protocols'] as const) this.read(slice);
    return this.source;
  }

  ask<V>(question: Query<void, V>): V;
  ask<K extends string | number, V>(question: Query<K, V>, key: K): V;
  ask<K extends string | number | void, V>(question: Query<K, V>, key?: K): V {
    const name = `${question.name}${SEPARATOR}${key ?? ''}`;
    this.running.at(-1)?.answer.answers.add(name);
    const known = this.answers.get(name);
    if (known) return known.value as V;
    if (this.cancelled()) throw new CancelledError('evaluation cancelled');
    if (this.running.some((each) => each.name === name)) throw new CyclicQueryError(name);
    const answer: Answer = { value: undefined, slices: new Set(), answers: new Set() };
    this.running.push({ name, answer });
    try {
      answer.value = question.run(this, key as K);
    } finally {
      this.running.pop();
    }
    this.answers.set(name, answer);
    return answer.value as V;
  }

  /** Facts of a changed model. Answers that rest on unchanged slices only are kept. */
  next(model: Model, cancelled?: () => boolean): Facts {
    const changed = new Set((Object.keys(model) as Slice[]).filter((slice) => !deepEqual(model[slice], this.source[slice])));
    // What did not change keeps its objects, so that kept and fresh answers speak of the same ones.
    const unchanged = Object.fromEntries((Object.keys(model) as Slice[]).filter((slice) => !changed.has(slice)).map((slice) => [slice, this.source[slice]]));
    const facts = new Facts({ ...model, ...unchanged } as Model, cancelled);
    const kept = new Map<string, boolean>();
    const keep = (name: string): boolean => {
      const known = kept.get(name);
      if (known !== undefined) return known;
      const answer = this.answers.get(name);
      const stands = answer !== undefined && ![...answer.slices].some((slice) => changed.has(slice)) && [...answer.answers].every(keep);
      kept.set(name, stands);
      return stands;
    };
    for (const [name, answer] of this.answers) if (keep(name)) facts.answers.set(name, answer);
    return facts;
  }
}

export function deepEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => deepEqual((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}
