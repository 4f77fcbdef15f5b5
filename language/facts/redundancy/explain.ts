/**
 * Why a single point is one: what the service would lose with it, in one sentence ("it is on every way from
 * researchers to lb"), the story from its failure to the service's, and the way that it stands on.
 */
import type { RelatedPlace } from '../../model/finding.js';
import type { Group, Id } from '../../model/model.js';
import type { Facts } from '../query.js';
import type { Gate, Meaning } from './circuit.js';
import { spokenName } from './names.js';
import { criticalGatesOf } from './single-points.js';
import { meaningOf, originOf, storyAlong, supportReason } from './story.js';
import { gateOf, structure, type Structure } from './structure.js';
import { needed, supporting } from './supports.js';
import { stations } from './ways.js';

export type ReasonKind = 'path' | 'reply' | 'target' | 'source' | 'runs-on' | 'inside' | 'power' | 'storage' | 'group' | 'manual' | 'needed' | 'itself';

export interface Reason {
  kind: ReasonKind;
  params: Record<string, string | number>;
}

export interface Explanation {
  reason: Reason;
  /** The ends between which no way is left, where that is the reason. */
  cuts?: { from: Id; to: Id };
  /** Elements and links of the shortest healthy way that is cut, in order. */
  way: Id[];
  /** From the failure to what is out. */
  story: RelatedPlace[];
}

/** Why `subject` (a service, element or group) is out when `point` fails. Undefined where it is not. */
export function explainSinglePoint(facts: Facts, subject: Id, point: Id): Explanation | undefined {
  const from = facts.ask(structure);
  const [root, self] = [gateOf(from, subject), from.selves.get(point)];
  if (root === undefined || self === undefined) return undefined;
  const chain = chainFrom(facts, from, subject, root, self);
  if (!chain) return undefined;
  const { path, ...explanation } = tell(facts, from, chain, point);
  const way = path === undefined ? [] : stations(from, path);
  const start = explanation.cuts?.from;
  return { ...explanation, way: start !== undefined && way[0] !== start && originOf(facts, start) ? [start, ...way] : way };
}

/** More gates than any story needs. */
const LONGEST_CHAIN = 300;

/** Gates that bring each other down, from the point to the root; undefined where the root holds. */
function chainFrom(facts: Facts, from: Structure, subject: Id, root: Gate, self: Gate): Gate[] | undefined {
  const takes = facts.ask(criticalGatesOf, subject);
  if (takes.has(self)) {
    const chain = [self];
    for (let gate = self; gate !== root && chain.length < LONGEST_CHAIN;) chain.push(gate = takes.get(gate)!);
    return chain.at(-1) === root ? chain : [...chain, root];
  }
  const mark = from.propagation.mark;
  from.propagation.fail([self]);
  const chain = from.propagation.holds(root) ? undefined : shortestFall(from, root, self);
  from.propagation.undo(mark);
  return chain;
}

/** From the point to the root over gates that have fallen, by the fewest steps seen from the root. */
function shortestFall({ circuit, propagation }: Structure, root: Gate, self: Gate): Gate[] {
  const takes = new Map<Gate, Gate>([[root, root]]);
  for (const gate of takes.keys()) {
    const definition = circuit.gates[gate]!;
    if (gate === self || definition.type === 'variable') continue;
    for (const input of definition.inputs) if (!takes.has(input) && propagation.hasFallen(input)) takes.set(input, gate);
  }
  const chain = [self];
  for (let gate = self; gate !== root && takes.has(gate);) chain.push(gate = takes.get(gate)!);
  return chain;
}

type Told = Omit<Explanation, 'way'> & { path?: Gate };

function tell(facts: Facts, from: Structure, chain: Gate[], point: Id): Told {
  const story = storyAlong(facts, from, chain);
  for (const [index, gate] of chain.entries()) {
    const told = reasonAt(facts, from, chain, index, point, meaningOf(from, gate));
    if (told) return { ...told, story, ...(told.cuts ? { path: gate } : {}) };
  }
  return { reason: { kind: 'itself', params: {} }, story };
}

/** The group that a member is asked as stands close above it. */
const NEARBY = 12;

/** The reason at this step of the chain, from the point upwards; undefined where it is not told yet. */
function reasonAt(facts: Facts, from: Structure, chain: Gate[], index: number, point: Id, meaning: Meaning): Omit<Told, 'story'> | undefined {
  const above = chain.slice(index + 1, index + NEARBY).map((gate) => meaningOf(from, gate));
  const name = (id: Id): string => callerName(facts, id);
  switch (meaning.type) {
    case 'up': return meaning.id === point ? undefined : { reason: supportReason(facts, meaning.id, point) };
    case 'powered': return { reason: supportReason(facts, meaning.id, point) };
    case 'mounted': return { reason: { kind: 'storage', params: { dependent: name(meaning.id) } } };
    case 'path': {
      // Where every member of a group is cut off, it is the group that is not reached.
      const group = above.find((each) => each.type === 'target' && each.from === meaning.from && facts.groups[each.id]) as Meaning & { type: 'target' } | undefined;
      const ends = { from: meaning.from, to: group?.id ?? meaning.to };
      const named = { from: name(ends.from), to: name(ends.to) };
      const params = meaning.reply ? { from: named.to, to: named.from } : named;
      return { reason: { kind: meaning.reply ? 'reply' : 'path', params }, cuts: ends };
    }
    case 'member': return { reason: memberReason(facts, above, meaning) };
    case 'asks': return { reason: { kind: 'needed', params: { from: name(meaning.from) } } };
    case 'source': return meaning.id === point ? { reason: { kind: 'source', params: {} } } : undefined;
    default: return undefined;
  }
}

/** Instances speak for their counted name: what holds of one holds of each. */
function callerName(facts: Facts, id: Id): string {
  return spokenName(facts, facts.elements[id]?.instance?.group ?? id);
}

/** The point itself is what is called: alone, or as a member that its group cannot spare. */
function memberReason(facts: Facts, above: Meaning[], { from, id }: Meaning & { type: 'member' }): Reason {
  const target = above.find((each) => each.type === 'target' && facts.groups[each.id] && each.from === from) as Meaning & { type: 'target' } | undefined;
  const group: Group | undefined = target && facts.groups[target.id];
  if (!group || !group.members.some((member) => member.id === id)) return { kind: 'target', params: { from: callerName(facts, from) } };
  const params = { group: spokenName(facts, group.id), need: needed(group), count: group.members.length };
  const byHand = supporting(group).length < group.members.length;
  return { kind: byHand ? 'manual' : 'group', params };
}
