/** What is no part of the picture and still says something: kinds, software, protocols, expectations, behaviour, views. */
import type { Id, Model } from '../model/model.js';
import type { Origin } from '../model/origin.js';
import type { Change } from './parts.js';
import { phrase } from './phrase.js';

export type DeclarationSort = 'architecture' | 'kind' | 'software' | 'protocol' | 'expectation' | 'sequence' | 'scenario' | 'job' | 'view';

export interface DeclarationChange {
  sort: DeclarationSort;
  name: string;
  change: Change;
  origin?: Origin;
}

interface Declared {
  sort: DeclarationSort;
  name: string;
  exact: string;
  origin?: Origin;
}

export function declarationChanges(base: Model, head: Model, nameOf: (id: Id) => Id): DeclarationChange[] {
  const [was, is] = [keyed(declared(base, nameOf)), keyed(declared(head, (id) => id))];
  return [
    ...[...was].filter(([key]) => !is.has(key)).map(([, each]) => changeOf(each, 'removed')),
    ...[...is].flatMap(([key, each]) => {
      const other = was.get(key);
      return !other ? [changeOf(each, 'added')] : other.exact === each.exact ? [] : [changeOf(each, 'changed')];
    }),
  ];
}

function changeOf({ sort, name, origin }: Declared, change: Change): DeclarationChange {
  return { sort, name, change, ...(origin ? { origin } : {}) };
}

/** Several of one name are told apart by their order. */
function keyed(all: readonly Declared[]): Map<string, Declared> {
  const found = new Map<string, Declared>();
  for (const each of all) {
    let key = `${each.sort} ${each.name}`;
    while (found.has(key)) key += ' again';
    found.set(key, each);
  }
  return found;
}

function declared(model: Model, nameOf: (id: Id) => Id): Declared[] {
  const exact = (value: unknown): string => phrase(value, nameOf);
  const own = <T extends { name: string; library: boolean; origin: Origin }>(sort: DeclarationSort, record: Record<string, T>): Declared[] =>
    Object.values(record).filter(({ library }) => !library).map((each) => ({ sort, name: each.name, exact: exact(each), origin: each.origin }));
  const { label, metadata } = model.architecture;
  const said = exact([label ?? '', metadata]);
  return [
    ...(said === '' ? [] : [{ sort: 'architecture' as const, name: label ?? '', exact: said, ...(model.architecture.origin ? { origin: model.architecture.origin } : {}) }]),
    ...own('kind', model.kinds), ...own('software', model.software), ...own('protocol', model.protocols),
    ...model.expectations.map(({ text, scenario, origin }) => ({ sort: 'expectation' as const, name: text, exact: scenario ?? '', origin })),
    ...model.sequences.map((each) => ({ sort: 'sequence' as const, name: each.title, exact: exact(each), origin: each.origin })),
    ...model.scenarios.map((each) => ({ sort: 'scenario' as const, name: each.title, exact: exact(each), origin: each.origin })),
    ...model.jobs.map((each) => ({ sort: 'job' as const, name: each.name, exact: exact(each), origin: each.origin })),
    ...model.views.map((each) => ({ sort: 'view' as const, name: each.name, exact: exact(each), origin: each.origin })),
  ];
}
