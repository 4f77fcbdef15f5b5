/**
 * Which part of the head is which part of the base. What has the same name at the same place is the same; a part whose
 * name is gone is the same as a new one beside it where both say the same, have the same neighbours, and no third part
 * does. That is meant to be cautious: a rename that is not recognised reads as removed and added, which is true as well.
 */
import type { Element, Flow, Group, Id, Link, Model, SecurityGroup } from '../model/model.js';
import { endpointText, linesOf, traitsOf, type Part } from './traits.js';

export interface Matching {
  /** Id in the base to id in the head. */
  toHead: ReadonlyMap<Id, Id>;
  toBase: ReadonlyMap<Id, Id>;
}

type Named = Element | Group | SecurityGroup;

export function match(base: Model, head: Model): Matching {
  const pairs = new Pairs();
  matchWithin(new Side(base), new Side(head), '', '', pairs);
  const name = (id: Id): Id => pairs.toHead.get(id) ?? id;
  matchBy(Object.values(base.links), Object.values(head.links), [(link, nameOf) => nameOfLink(link, nameOf), endsOfLink], name, pairs);
  matchBy(Object.values(base.flows), Object.values(head.flows), [nameOfFlow, endsOfFlow], name, pairs);
  return pairs;
}

class Pairs implements Matching {
  readonly toHead = new Map<Id, Id>();
  readonly toBase = new Map<Id, Id>();

  add(base: Id, head: Id): void {
    this.toHead.set(base, head);
    this.toBase.set(head, base);
  }
}

/** One revision, as this search asks it. */
class Side {
  private readonly byParent = new Map<Id, Named[]>();
  private readonly beside = new Map<Id, string[]>();

  constructor(readonly model: Model) {
    for (const part of [...Object.values(model.elements), ...Object.values(model.groups), ...Object.values(model.securityGroups)]) push(this.byParent, part.parent ?? '', part);
    for (const { a, b } of Object.values(model.links)) this.join('link', a.element, b.element);
    for (const flow of Object.values(model.flows)) for (const from of ids(flow.from)) for (const to of ids(flow.to)) this.join('flow', from, to);
  }

  private join(how: string, a: Id, b: Id): void {
    push(this.beside, a, `${how} > ${b}`);
    push(this.beside, b, `${how} < ${a}`);
  }

  within(parent: Id): readonly Named[] {
    return this.byParent.get(parent) ?? [];
  }

  /** What it says and whom it stands beside, without its own name; undefined where that would fit anything. */
  signature(part: Named): string | undefined {
    const said = [...traitsOf(part, (id) => id), ...linesOf(part)].filter(({ word, said: each }) => each.length > 0 && word !== 'description' && word !== 'label').map(({ word, said: each }) => [word, [...each].sort()]);
    const beside = [...(this.beside.get(part.id) ?? [])].sort();
    const holds = this.within(part.id).map(({ id }) => id.slice(part.id.length)).sort();
    if (said.length < 2 && beside.length === 0 && holds.length === 0) return undefined;
    return JSON.stringify([sortOf(part), said, beside, holds]).replaceAll(JSON.stringify(part.id).slice(1, -1), '\u0000');
  }
}

function ids(ends: Flow['from']): Id[] {
  return ends.flatMap((end) => (end.type === 'ids' ? end.ids : [end.text]));
}

function sortOf(part: Named): string {
  return 'kind' in part ? 'element' : 'mode' in part ? 'group' : 'security-group';
}

function matchWithin(base: Side, head: Side, baseParent: Id, headParent: Id, pairs: Pairs): void {
  const local = (part: Named, parent: Id): string => `${sortOf(part)} ${parent === '' ? part.id : part.id.slice(parent.length + 1)}`;
  const named = new Map(head.within(headParent).map((part) => [local(part, headParent), part]));
  const left: Named[] = [];
  const found: [Named, Named][] = [];
  for (const part of base.within(baseParent)) {
    const same = named.get(local(part, baseParent)) ?? rescaled(named, part, local(part, baseParent));
    if (same) found.push([part, same]);
    else left.push(part);
  }
  const taken = new Set(found.map(([, same]) => same));
  found.push(...renamed(base, head, left, head.within(headParent).filter((part) => !taken.has(part))));
  for (const [one, other] of found) pairs.add(one.id, other.id);
  for (const [one, other] of found) if (!('mode' in one) && !('mode' in other)) matchWithin(base, head, one.id, other.id, pairs);
}

/** One that became several, or several that became one: `count` was written or taken away. */
function rescaled(named: ReadonlyMap<string, Named>, part: Named, local: string): Named | undefined {
  if ('kind' in part) {
    const group = named.get(local.replace(/^element /u, 'group '));
    return group && 'counted' in group && group.counted ? group : undefined;
  }
  return 'counted' in part && part.counted ? named.get(local.replace(/^group /u, 'element ')) : undefined;
}

function renamed(base: Side, head: Side, gone: readonly Named[], come: readonly Named[]): [Named, Named][] {
  const found: [Named, Named][] = [];
  const instances = (part: Named): boolean => 'kind' in part && part.instance !== undefined;
  const [was, is] = [bySignature(base, gone.filter((part) => !instances(part))), bySignature(head, come.filter((part) => !instances(part)))];
  for (const [signature, [one, ...more]] of was) {
    const [other, ...others] = is.get(signature) ?? [];
    if (one && other && more.length === 0 && others.length === 0) found.push([one, other]);
  }
  // Instances follow their group.
  const groups = new Map(found.flatMap(([one, other]) => ('counted' in one && one.counted ? [[one.id, other.id] as const] : [])));
  for (const part of gone) {
    if (!('kind' in part) || !part.instance) continue;
    const { group, index } = part.instance;
    const other = come.find((each) => 'kind' in each && each.instance?.group === groups.get(group) && each.instance?.index === index);
    if (other) found.push([part, other]);
  }
  return found;
}

function bySignature(side: Side, parts: readonly Named[]): Map<string, Named[]> {
  const found = new Map<string, Named[]>();
  for (const part of parts) {
    const signature = side.signature(part);
    if (signature !== undefined) push(found, signature, part);
  }
  return found;
}

// ------------------------------------------------------------------------------------------------ links, flows

type KeyOf<T extends Part> = (part: T, nameOf: (id: Id) => Id) => string;

/** By the first key, then what is left by the second; several of one key in the order written. */
function matchBy<T extends Link | Flow>(base: readonly T[], head: readonly T[], keys: readonly KeyOf<T>[], nameOf: (id: Id) => Id, pairs: Pairs): void {
  let [left, open] = [[...base], [...head]];
  for (const key of keys) {
    const waiting = new Map<string, T[]>();
    for (const part of open) push(waiting, key(part, (id) => id), part);
    const taken = new Set<T>();
    left = left.filter((part) => {
      const other = waiting.get(key(part, nameOf))?.shift();
      if (!other) return true;
      pairs.add(part.id, other.id);
      taken.add(other);
      return false;
    });
    open = open.filter((part) => !taken.has(part));
  }
}

function nameOfLink(link: Link, nameOf: (id: Id) => Id): string {
  return link.name === undefined ? endsOfLink(link, nameOf) : JSON.stringify([nameOf(link.parent ?? ''), link.name]);
}

function endsOfLink({ a, b }: Link, nameOf: (id: Id) => Id): string {
  return JSON.stringify([nameOf(a.element), nameOf(b.element)].sort());
}

function nameOfFlow(flow: Flow, nameOf: (id: Id) => Id): string {
  const name = flow.name ?? flow.label;
  return name === undefined ? endsOfFlow(flow, nameOf) : JSON.stringify([nameOf(flow.parent ?? ''), name]);
}

function endsOfFlow(flow: Flow, nameOf: (id: Id) => Id): string {
  return JSON.stringify([flow.from, flow.to].map((ends) => ends.map((end) => endpointText(end, nameOf)).sort()));
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
