/**
 * Why a gate fell, told in the model's terms. The circuit remembers for every gate the input that brought it down;
 * that chain is read from the top for one sentence, or from the bottom for the whole story.
 */
import type { RelatedPlace, Text } from '../../model/finding.js';
import type { Element, Id } from '../../model/model.js';
import type { Origin } from '../../model/origin.js';
import { text } from '../../messages/word.js';
import { tree } from '../network/tree.js';
import type { Facts } from '../query.js';
import type { Gate, Meaning } from './circuit.js';
import { spokenName } from './names.js';
import type { Structure } from './structure.js';
import { needed } from './supports.js';

/** The gates from this one down to what failed first. */
export function* causes({ propagation }: Structure, gate: Gate): Generator<Gate> {
  const seen = new Set<Gate>();
  for (let next: Gate | undefined = gate; next !== undefined && !seen.has(next); next = propagation.causeOf(next)) {
    seen.add(next);
    yield next;
  }
}

export function meaningOf(from: Structure, gate: Gate): Meaning {
  return from.circuit.gates[gate]!.meaning;
}

/** The relation in which an element stands to what it lost: it runs on it, stands in it, or draws power from it. */
export function supportReason(facts: Facts, id: Id, support: Id): { kind: 'runs-on' | 'power' | 'inside'; params: { dependent: string } } {
  const element = facts.elements[id];
  const relation = element && supportRelation(facts, element, support);
  return { kind: relation === 'host' ? 'runs-on' : relation === 'power' ? 'power' : 'inside', params: { dependent: spokenName(facts, id) } };
}

function supportRelation(facts: Facts, element: Element, support: Id): 'host' | 'power' | 'place' {
  const covers = (id: Id): boolean => id === support || facts.ask(tree).members(id).includes(support);
  if (element.hosts.some(covers)) return 'host';
  return element.poweredBy.some((entry) => entry.anyOf.some(covers)) ? 'power' : 'place';
}

/** One sentence: why this gate does not hold. The subject is what the gate is about. */
export function reasonOf(facts: Facts, from: Structure, gate: Gate): Text {
  const subject = subjectOf(meaningOf(from, gate));
  let last = gate;
  for (const each of causes(from, gate)) {
    const told = tell(facts, from, each, subject);
    if (told) return told;
    last = each;
  }
  return neverReason(facts, meaningOf(from, last));
}

function subjectOf(meaning: Meaning): Id | undefined {
  return 'id' in meaning ? meaning.id : 'flow' in meaning ? meaning.flow : undefined;
}

function tell(facts: Facts, from: Structure, gate: Gate, subject: Id | undefined): Text | undefined {
  const meaning = meaningOf(from, gate);
  switch (meaning.type) {
    case 'self': return meaning.id === subject ? text('redundancy.reason.itself') : text('redundancy.reason.lost', { name: spokenName(facts, meaning.id) });
    case 'up': {
      if (meaning.id === subject || subject === undefined || !facts.elements[subject]) return undefined;
      return lostSupport(facts, subject, meaning.id);
    }
    case 'powered': return text('redundancy.reason.no-power', { name: spokenName(facts, meaning.id) });
    case 'mounted': return text('redundancy.reason.no-storage', { name: spokenName(facts, meaning.id), storage: spokenName(facts, meaning.target) });
    case 'path': return pathReason(facts, meaning, meaning.to);
    case 'works': return meaning.id === subject ? undefined : text('redundancy.reason.not-working', { name: spokenName(facts, meaning.id) });
    case 'target': return targetReason(facts, from, gate, meaning);
    default: return undefined;
  }
}

function lostSupport(facts: Facts, id: Id, support: Id): Text {
  const element = facts.elements[id];
  const params = { support: spokenName(facts, support) };
  const relation = element && supportRelation(facts, element, support);
  return text(relation === 'host' ? 'redundancy.reason.lost-host' : relation === 'power' ? 'redundancy.reason.lost-power' : 'redundancy.reason.lost-place', params);
}

export function pathReason(facts: Facts, meaning: Meaning & { type: 'path' }, to: Id): Text {
  const ends = { from: spokenName(facts, meaning.from), to: spokenName(facts, to) };
  return meaning.reply ? text('redundancy.reason.lost-reply', { from: ends.to, to: ends.from }) : text('redundancy.reason.lost-path', ends);
}

/** A group has too few members, or none that the asker reaches. */
function targetReason(facts: Facts, from: Structure, gate: Gate, meaning: Meaning & { type: 'target' }): Text | undefined {
  const group = facts.groups[meaning.id];
  if (!group) return undefined;
  for (const cause of causes(from, gate)) {
    const below = meaningOf(from, cause);
    if (below.type === 'path') return pathReason(facts, below, group.id);
    if (below.type === 'works') break;
  }
  const working = group.members.filter((member) => {
    const works = from.works.get(member.id);
    return works !== undefined && from.propagation.holds(works);
  });
  return text('redundancy.reason.too-few', {
    group: spokenName(facts, group.id), working: working.length, count: group.members.length, need: meaning.reads ? 1 : needed(group),
  });
}

function neverReason(facts: Facts, meaning: Meaning): Text {
  if (meaning.type !== 'carried' && meaning.type !== 'path') return text('redundancy.reason.never');
  return text('redundancy.reason.not-carried', { from: spokenName(facts, meaning.from), to: spokenName(facts, meaning.to) });
}

/** Why a gate does not hold even with all up: the connection at the bottom of it. */
export function brokenReason(facts: Facts, from: Structure, gate: Gate): Text {
  const chain = [...causes(from, gate)].map((each) => meaningOf(from, each));
  return neverReason(facts, chain.findLast((each) => each.type === 'carried' || each.type === 'path') ?? chain.at(-1)!);
}

/** Longer stories are told by their beginning and their end. */
const LONGEST_STORY = 16;

/** The whole story, from what failed to this gate: each step with its place in the source. */
export function storyOf(facts: Facts, from: Structure, gate: Gate): RelatedPlace[] {
  return storyAlong(facts, from, [...causes(from, gate)].reverse());
}

/** The story of gates that bring each other down, in that order. */
export function storyAlong(facts: Facts, from: Structure, chain: readonly Gate[]): RelatedPlace[] {
  const steps = stepsAlong(facts, from, chain);
  return steps.length <= LONGEST_STORY ? steps : [...steps.slice(0, LONGEST_STORY - 4), ...steps.slice(-4)];
}

function stepsAlong(facts: Facts, from: Structure, chain: readonly Gate[]): RelatedPlace[] {
  const steps: RelatedPlace[] = [];
  const told = new Set<Id>();
  const say = (id: Id, words: Text): void => {
    const origin = originOf(facts, id);
    if (!origin || told.has(words.id + id)) return;
    told.add(words.id + id);
    steps.push({ text: words, origin });
  };
  const name = (id: Id): string => spokenName(facts, id);
  for (const each of chain) {
    const meaning = meaningOf(from, each);
    if (meaning.type === 'self') {
      told.add(meaning.id);
      say(meaning.id, text('redundancy.step.down', { name: name(meaning.id) }));
    } else if (meaning.type === 'up' && !told.has(meaning.id)) {
      told.add(meaning.id);
      say(meaning.id, text('redundancy.step.falls', { name: name(meaning.id) }));
    } else if (meaning.type === 'path') {
      const ends = { from: name(meaning.from), to: name(meaning.to) };
      say(meaning.to, meaning.reply ? text('redundancy.step.reply', { from: ends.to, to: ends.from }) : text('redundancy.step.path', ends));
    } else if (meaning.type === 'works' && !told.has(meaning.id)) {
      told.add(meaning.id);
      say(meaning.id, text('redundancy.step.works', { name: name(meaning.id) }));
    } else if (meaning.type === 'target' && facts.groups[meaning.id]) {
      say(meaning.id, text('redundancy.step.group', { group: name(meaning.id), from: name(meaning.from) }));
    } else if (meaning.type === 'flow') {
      say(meaning.flow, text('redundancy.step.service', { service: name(meaning.flow) }));
    }
  }
  return steps;
}

export function originOf(facts: Facts, id: Id): Origin | undefined {
  return (facts.elements[id] ?? facts.groups[id] ?? facts.links[id] ?? facts.flows[id])?.origin;
}
