/**
 * The share of time in which a structure function is false: components that share repair crews state by state, all
 * others as independent, and what handing over to standbys adds.
 */
import type { Id } from '../../model/model.js';
import type { CrewBlock } from './crews.js';
import type { Diagram } from './diagram.js';
import { handoverShare } from './handover.js';
import type { Node } from './node-store.js';
import { falseProbability, trueProbability } from './probability.js';
import type { Subject } from './subject.js';

export interface Share { exact?: number; low: number; high: number }

/** Unavailability of the part in the diagram; components that share repair crews are taken state by state. */
export function unavailabilityOf(subject: Subject, diagram: Diagram, f: Node): Share {
  const { bdd, levelOf } = diagram;
  const own = subject.weights.at(diagram);
  const support = new Set(bdd.support(f));
  const levels = (block: CrewBlock): number[] => block.members.map((id) => levelOf.get(subject.from.selves.get(id)!) ?? -1);
  const blocks = subject.blocks.filter((block) => levels(block).some((level) => support.has(level)));
  const given = (states: Map<number, number>): number => falseProbability(bdd, f, (level) => states.get(level) ?? own(level));
  const walk = (index: number, states: Map<number, number>): Share => {
    const block = blocks[index];
    if (!block) {
      const share = given(states);
      return { exact: share, low: share, high: share };
    }
    const inState = (set: number): Share => walk(index + 1, new Map([...states, ...levels(block).map((level, i) => [level, set & (1 << i) ? 1 : 0] as const)]));
    if (!block.states) {
      // Too many states: as if repaired independently, and as if all members were down together.
      const [allUp, allDown] = [inState(0), walk(index + 1, new Map([...states, ...levels(block).map((level) => [level, 1] as const)]))];
      return { low: walk(index + 1, states).low, high: block.allUp * allUp.high + (1 - block.allUp) * allDown.high };
    }
    return block.states.reduce<Share>((sum, probability, set) => {
      if (probability === 0) return sum;
      const share = inState(set);
      const exact = sum.exact === undefined || share.exact === undefined ? undefined : sum.exact + probability * share.exact;
      return { low: sum.low + probability * share.low, high: sum.high + probability * share.high, ...(exact === undefined ? {} : { exact }) };
    }, { exact: 0, low: 0, high: 0 });
  };
  const states = blocks.reduce((product, block) => product * (block.states?.length ?? 3), 1);
  if (states <= 4096) return walk(0, new Map());
  // Too many groups with crews at once: waiting makes nothing better, and with all of them down nothing is worse.
  const together = blocks.reduce((product, block) => product * block.allUp, 1);
  const all = (value: number): Map<number, number> => new Map(blocks.flatMap((block) => levels(block).map((level) => [level, value] as const)));
  return { low: given(new Map()), high: together * given(all(0)) + (1 - together) * given(all(1)) };
}

/** What hand-overs add: each its share of time, as far as the service stands still meanwhile. */
export function handoverOf(subject: Subject, diagram: Diagram): { share: number; each: { group: Id; share: number }[]; unknown: Id[] } {
  const { bdd, variables } = diagram;
  const levels = variables.flatMap((variable, level) => (subject.isHandover(variable) ? [level] : []));
  const each: { group: Id; share: number }[] = [];
  const unknown: Id[] = [];
  const down = subject.weights.at(diagram);
  const works = trueProbability(bdd, diagram.root, down);
  let share = 0;
  for (const level of levels) {
    const { meaning } = subject.from.circuit.gates[variables[level]!]!;
    if (meaning.type !== 'handover') continue;
    const time = subject.facts.ask(handoverShare, meaning.group);
    const meanwhile = trueProbability(bdd, bdd.restrict(diagram.root, level, false), down);
    const stands = works > 0 ? 1 - meanwhile / works : 0;
    if (time === undefined && stands > 0) unknown.push(meaning.group);
    const own = (time ?? 0) * stands;
    if (own > 0) each.push({ group: meaning.group, share: own });
    share += own;
  }
  return { share, each, unknown };
}
