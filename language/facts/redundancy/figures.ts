/**
 * The figures of a service, or of any flow, element or group: availability, cut sets, importance. Single points are
 * taken out first (the rest is needed as well as each of them), the rest becomes a decision diagram; where that is too
 * large, bounds stand in for the figure.
 */
import type { Text } from '../../model/finding.js';
import type { Id } from '../../model/model.js';
import { keyOf, partsOf, query, type Facts } from '../query.js';
import { assumptionsOf } from './assumptions.js';
import { boundsOf } from './bounds.js';
import { DEFAULT_BUDGET, withinBudget, type Budget } from './budget.js';
import type { Gate } from './circuit.js';
import { crewBlocks, type CrewBlock } from './crews.js';
import { searchCutSets, type CutSearch } from './cut-search.js';
import { diagramOf, type Diagram } from './diagram.js';
import { groundOf } from './ground.js';
import { handoverShare } from './handover.js';
import { ONE, type Node } from './node-store.js';
import { birnbaum, falseProbability, fussellVesely, trueProbability } from './probability.js';
import { reliability } from './reliability.js';
import { singlePoints } from './single-points.js';
import { componentOf, gateOf, structure, type Structure } from './structure.js';
import { Zbdd } from './zbdd.js';

/** A year as the language counts it. */
export const HOURS_PER_YEAR = 8760;
const MINUTES_PER_YEAR = HOURS_PER_YEAR * 60;
/** More sets than anybody reads. */
const MOST_CUT_SETS = 20_000;

export interface Importance {
  element: Id;
  birnbaum: number;
  /** Undefined where a budget was exceeded. */
  fussellVesely: number | undefined;
  /** By how much the availability would rise if it never failed: its unavailability times its Birnbaum importance. */
  gain: number;
}

export interface Figures {
  /** False where it does not work even with everything up. */
  works: boolean;
  /** Undefined where a budget was exceeded: then `bounds` holds. */
  availability?: number;
  /** 1 - availability, with all its digits. */
  unavailability?: number;
  bounds?: { low: number; high: number };
  downtimeMinutesPerYear?: number;
  /** Elements and links, in source order. */
  singlePoints: Id[];
  /** Minimal cut sets up to the order asked for, smaller first. */
  cutSets: Id[][];
  /** False where there are more than are listed. */
  cutSetsComplete: boolean;
  /** Of everything that occurs in a cut set, the heaviest first. Empty where there are only bounds. */
  importance: Importance[];
  assumptions: Text[];
}

const figuresQuery = query('redundancy.figures', (facts, key: string): Figures | undefined => {
  const [id, order] = partsOf(key);
  return computeFigures(facts, facts.ask(structure), id!, Number(order), DEFAULT_BUDGET);
});

/** Undefined where nothing has this id. Cut sets to order `order`. */
export function figures(facts: Facts, id: Id, order = 2): Figures | undefined {
  return facts.ask(figuresQuery, keyOf(id, order));
}

export function computeFigures(facts: Facts, from: Structure, id: Id, order: number, budget: Budget): Figures | undefined {
  const root = gateOf(from, id);
  const single = singlePoints(facts, id);
  if (root === undefined || !single) return undefined;
  if (!single.works) {
    return {
      works: false, availability: 0, unavailability: 1, downtimeMinutesPerYear: MINUTES_PER_YEAR,
      singlePoints: [], cutSets: [], cutSetsComplete: true, importance: [], assumptions: [],
    };
  }
  const subject = new Subject(facts, from, root, single.points);
  return withinBudget(() => exactFigures(subject, order, budget)) ?? boundedFigures(subject, order, budget);
}

/** One structure function with the figures of its components. */
class Subject {
  /** Single points whose state is independent of all others: they need no place in the diagram. */
  readonly apart: Gate[];
  readonly points: Id[];
  readonly blocks: CrewBlock[];

  constructor(readonly facts: Facts, readonly from: Structure, readonly root: Gate, points: Id[]) {
    this.points = points;
    this.blocks = facts.ask(crewBlocks);
    const shared = new Set(this.blocks.flatMap((block) => block.members));
    this.apart = points.filter((point) => !shared.has(point)).map((point) => from.selves.get(point)!);
  }

  /** The probability that a variable is false, by itself; a hand-over counts as never under way. */
  down(variable: Gate): number {
    const id = componentOf(this.from.circuit, variable);
    return id === undefined ? 0 : this.facts.ask(reliability, id).unavailability;
  }

  isHandover(variable: Gate): boolean {
    return this.from.circuit.gates[variable]!.meaning.type === 'handover';
  }

  /** True for what the figures treat as certain: what cannot fail, and the single points that are counted apart. */
  fixed(variable: Gate): true | undefined {
    if (this.isHandover(variable)) return undefined;
    return this.from.failable.has(variable) && !this.apart.includes(variable) ? undefined : true;
  }
}

function exactFigures(subject: Subject, order: number, budget: Budget): Figures {
  const { facts, from } = subject;
  const apart = new Set(subject.apart);
  const diagram = diagramOf(from.circuit, subject.root, (variable) => (apart.has(variable) ? true : subject.fixed(variable)), budget);
  const { bdd } = diagram;
  const down = (level: number): number => subject.down(diagram.variables[level]!);
  const structural = diagram.variables.reduce((f, variable, level) => (subject.isHandover(variable) ? bdd.restrict(f, level, true) : f), diagram.root);

  const rest = unavailabilityOf(subject, diagram, structural);
  // 1 - the product over independent series parts, without losing the digits of small figures.
  const pointsUp = subject.apart.reduce((sum, variable) => sum + Math.log1p(-subject.down(variable)), 0);
  const inSeries = -Math.expm1(pointsUp);
  const u = inSeries + (1 - inSeries) * (rest.exact ?? 0);
  const handing = handoverOf(subject, diagram);
  const involved = [...subject.apart, ...bdd.support(structural).map((level) => diagram.variables[level]!)].map((gate) => componentOf(from.circuit, gate)!);
  const cutSets = withinBudget(() => cutSetsOf(subject, diagram, structural, order, budget)) ?? searchedCutSets(subject, order, budget).cutSets;
  const figure = rest.exact === undefined ? undefined : Math.min(1, u + handing.share);
  const bound = (share: number): number => Math.min(1, inSeries + (1 - inSeries) * share + handing.share);
  return {
    works: true,
    ...(figure === undefined
      ? { bounds: { low: 1 - bound(rest.high), high: 1 - bound(rest.low) } }
      : { availability: 1 - figure, unavailability: figure, downtimeMinutesPerYear: figure * MINUTES_PER_YEAR }),
    singlePoints: subject.points,
    ...cutSets,
    importance: importanceOf(subject, diagram, structural, down, inSeries, u, budget),
    assumptions: assumptionsOf(facts, groundOf(facts, from, subject.root), involved, handing.unknown),
  };
}

// ------------------------------------------------------------------------------------------------- availability

interface Share { exact?: number; low: number; high: number }

/** Unavailability of the part in the diagram; components that share repair crews are taken state by state. */
function unavailabilityOf(subject: Subject, diagram: Diagram, f: Node): Share {
  const { bdd, variables, levelOf } = diagram;
  const own = (level: number): number => subject.down(variables[level]!);
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
function handoverOf(subject: Subject, diagram: Diagram): { share: number; unknown: Id[] } {
  const { bdd, variables } = diagram;
  const levels = variables.flatMap((variable, level) => (subject.isHandover(variable) ? [level] : []));
  const unknown: Id[] = [];
  const down = (level: number): number => subject.down(variables[level]!);
  const works = trueProbability(bdd, diagram.root, down);
  let share = 0;
  for (const level of levels) {
    const { meaning } = subject.from.circuit.gates[variables[level]!]!;
    if (meaning.type !== 'handover') continue;
    const time = subject.facts.ask(handoverShare, meaning.group);
    const meanwhile = trueProbability(bdd, bdd.restrict(diagram.root, level, false), down);
    const stands = works > 0 ? 1 - meanwhile / works : 0;
    if (time === undefined && stands > 0) unknown.push(meaning.group);
    share += (time ?? 0) * stands;
  }
  return { share, unknown };
}

// -------------------------------------------------------------------------------------------- cut sets, importance

function cutSetsOf(subject: Subject, { bdd, variables }: Diagram, f: Node, order: number, budget: Budget): Pick<Figures, 'cutSets' | 'cutSetsComplete'> {
  const zbdd = new Zbdd(budget);
  const family = zbdd.minimalCutSets(bdd, f, order);
  const names = (set: number[]): Id[] => set.map((level) => componentOf(subject.from.circuit, variables[level]!)!);
  const listed = [...zbdd.sets(family, MOST_CUT_SETS + 1)].map(names);
  const apart = order >= 1 ? subject.apart.map((gate) => [componentOf(subject.from.circuit, gate)!]) : [];
  return { cutSets: inOrder(subject, [...apart, ...listed]).slice(0, MOST_CUT_SETS), cutSetsComplete: listed.length + apart.length <= MOST_CUT_SETS };
}

function inOrder(subject: Subject, sets: Id[][]): Id[][] {
  const place = new Map([...subject.from.selves.keys()].map((id, index) => [id, index]));
  const compare = (a: Id[], b: Id[]): number => {
    if (a.length !== b.length) return a.length - b.length;
    const at = a.findIndex((id, i) => id !== b[i]);
    return at < 0 ? 0 : place.get(a[at]!)! - place.get(b[at]!)!;
  };
  return sets.map((set) => [...set].sort((a, b) => place.get(a)! - place.get(b)!)).sort(compare);
}

function importanceOf(subject: Subject, diagram: Diagram, f: Node, down: (level: number) => number, inSeries: number, u: number, budget: Budget): Importance[] {
  const { bdd, variables } = diagram;
  bdd.allow({ nodes: Math.ceil(budget.nodes / 4), steps: Math.ceil(budget.steps / 8) });
  const name = (gate: Gate): Id => componentOf(subject.from.circuit, gate)!;
  const restFails = f === ONE ? 0 : falseProbability(bdd, f, down);
  const apart = subject.apart.map((gate) => {
    const q = subject.down(gate);
    const others = q < 1 ? (1 - inSeries) / (1 - q) : productWithout(subject, gate);
    const slope = others * (1 - restFails);
    return { element: name(gate), birnbaum: slope, fussellVesely: u > 0 ? Math.min(1, q / u) : 0, gain: q * slope };
  });
  const slopes = birnbaum(bdd, f, down);
  let spent = false;
  const rest = bdd.support(f).map((level) => {
    const slope = slopes.get(level)! * (1 - inSeries);
    const vesely = spent ? undefined : withinBudget(() => fussellVesely(bdd, f, level, down, u));
    spent ||= vesely === undefined;
    return { element: name(variables[level]!), birnbaum: Math.max(0, slope), fussellVesely: vesely, gain: down(level) * slope };
  });
  return [...apart, ...rest].sort((a, b) => (b.fussellVesely ?? 0) - (a.fussellVesely ?? 0) || b.birnbaum - a.birnbaum);
}

function productWithout(subject: Subject, gate: Gate): number {
  return subject.apart.reduce((product, each) => (each === gate ? product : product * (1 - subject.down(each))), 1);
}

// -------------------------------------------------------------------------------------------------- without diagram

function boundedFigures(subject: Subject, order: number, budget: Budget): Figures {
  const { facts, from } = subject;
  const { cutSets, search } = searchedCutSets(subject, order, budget);
  const dependent = new Set(subject.blocks.flatMap((block) => block.members).map((id) => from.selves.get(id)!));
  const bounds = boundsOf(from, search, (gate) => subject.down(gate), dependent, budget);
  const involved = [...new Set([...search.solutions, ...search.cuts].flat())].filter((gate) => from.failable.has(gate)).map((gate) => componentOf(from.circuit, gate)!);
  const handing = from.circuit.gates.flatMap(({ meaning }) => (meaning.type === 'handover' ? [meaning.group] : []));
  const share = handing.reduce((sum, group) => sum + (facts.ask(handoverShare, group) ?? 0), 0);
  const low = Math.max(0, bounds.low - share);
  // Where nothing that matters can be told apart from certain, the bounds meet in the figure.
  const figure = bounds.high <= low ? 1 - bounds.high : undefined;
  return {
    works: true,
    ...(figure === undefined
      ? { bounds: { low, high: bounds.high } }
      : { availability: 1 - figure, unavailability: figure, downtimeMinutesPerYear: figure * MINUTES_PER_YEAR }),
    singlePoints: subject.points,
    ...cutSets,
    importance: [],
    assumptions: assumptionsOf(facts, groundOf(facts, from, subject.root), involved, []),
  };
}

type CutSets = Pick<Figures, 'cutSets' | 'cutSetsComplete'>;

/** Cut sets found one by one, without a diagram. */
function searchedCutSets(subject: Subject, order: number, budget: Budget): { cutSets: CutSets; search: CutSearch } {
  const { from } = subject;
  const search = searchCutSets(from.propagation, subject.root, from.failable, Math.max(order, 2), budget);
  const sets = inOrder(subject, search.cuts.filter((cut) => cut.length <= order).map((set) => set.map((gate) => componentOf(from.circuit, gate)!)));
  return { search, cutSets: { cutSets: sets.slice(0, MOST_CUT_SETS), cutSetsComplete: search.complete && sets.length <= MOST_CUT_SETS } };
}
