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
import { diagramOf } from './diagram.js';
import { groundOf } from './ground.js';
import { handoverShare } from './handover.js';
import { importanceOf, type Importance } from './importance.js';
import { cutSetsOf, searchedCutSets } from './listed-cut-sets.js';
import { maintained } from './maintained.js';
import { plannedBounds, plannedOf, type PlannedShare } from './maintenance.js';
import { singlePoints, singlePointsOf, type SinglePoints } from './single-points.js';
import { componentOf, gateOf, structure, type Structure } from './structure.js';
import { Subject } from './subject.js';
import { handoverOf, unavailabilityOf } from './unavailability.js';

/** A year as the language counts it. */
export const HOURS_PER_YEAR = 8760;
export const MINUTES_PER_YEAR = HOURS_PER_YEAR * 60;

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
  /** Groups whose handing over costs time, the share of time that each costs; they are part of the figure. */
  handovers: { group: Id; share: number }[];
  /** What is maintained, and the share of time that the service is out for it; part of the figure. */
  planned: PlannedShare[];
  assumptions: Text[];
}

const figuresQuery = query('redundancy.figures', (facts, key: string): Figures | undefined => {
  const [id, order] = partsOf(key);
  return computeFigures(facts, facts.ask(structure), id!, Number(order), DEFAULT_BUDGET, singlePoints(facts, id!));
});

/** Undefined where nothing has this id. Cut sets to order `order`. */
export function figures(facts: Facts, id: Id, order = 2): Figures | undefined {
  return facts.ask(figuresQuery, keyOf(id, order));
}

/** @param known single points in this structure, where they are known already */
export function computeFigures(facts: Facts, from: Structure, id: Id, order: number, budget: Budget, known?: SinglePoints): Figures | undefined {
  const root = gateOf(from, id);
  if (root === undefined) return undefined;
  const single = known ?? singlePointsOf(from, [root]).get(root)!;
  if (!single.works) {
    return {
      works: false, availability: 0, unavailability: 1, downtimeMinutesPerYear: MINUTES_PER_YEAR,
      singlePoints: [], cutSets: [], cutSetsComplete: true, importance: [], handovers: [], planned: [], assumptions: [],
    };
  }
  const subject = new Subject(facts, from, root, single.points);
  return withinBudget(() => exactFigures(subject, order, budget)) ?? boundedFigures(subject, order, budget);
}

function exactFigures(subject: Subject, order: number, budget: Budget): Figures {
  const { facts, from } = subject;
  const diagram = diagramOf(from.circuit, subject.root, (variable) => subject.fixed(variable), budget, (variable) => subject.isIndependent(variable));
  const { bdd } = diagram;
  const down = subject.weights.at(diagram);
  const without = (leftOut: (variable: number) => boolean): number => diagram.variables.reduce((f, variable, level) => (leftOut(variable) ? bdd.restrict(f, level, true) : f), diagram.root);
  const structural = without((variable) => subject.isHandover(variable) || subject.isOnlyMaintained(variable));

  const rest = unavailabilityOf(subject, diagram, structural);
  // 1 - the product over independent series parts, without losing the digits of small figures.
  const pointsUp = subject.apart.reduce((sum, variable) => sum + Math.log1p(-subject.down(variable)), 0);
  const inSeries = -Math.expm1(pointsUp);
  const u = inSeries + (1 - inSeries) * (rest.exact ?? 0);
  const handing = handoverOf(subject, diagram);
  const planned = plannedOf(subject, diagram, without((variable) => subject.isHandover(variable)), inSeries);
  const maintenance = planned.reduce((sum, each) => sum + each.share, 0);
  const involved = [...subject.apart, ...bdd.support(structural).flatMap((level) => [...subject.weights.componentsAt(diagram, level)])].map((gate) => componentOf(from.circuit, gate)!);
  const cutSets = withinBudget(() => cutSetsOf(subject, diagram, structural, order, budget)) ?? searchedCutSets(subject, order, budget).cutSets;
  const figure = rest.exact === undefined ? undefined : Math.min(1, u + handing.share + maintenance);
  const bound = (share: number): number => Math.min(1, inSeries + (1 - inSeries) * share + handing.share + maintenance);
  return {
    works: true,
    ...(figure === undefined
      ? { bounds: { low: 1 - bound(rest.high), high: 1 - bound(rest.low) } }
      : { availability: 1 - figure, unavailability: figure, downtimeMinutesPerYear: figure * MINUTES_PER_YEAR }),
    singlePoints: subject.points,
    ...cutSets,
    importance: importanceOf(subject, diagram, structural, down, inSeries, u, budget),
    handovers: handing.each.sort((a, b) => b.share - a.share),
    planned,
    assumptions: assumptionsOf(facts, groundOf(facts, from, subject.root), [...new Set([...involved, ...planned.map((each) => each.element)])], handing.unknown),
  };
}

function boundedFigures(subject: Subject, order: number, budget: Budget): Figures {
  const { facts, from } = subject;
  const { cutSets, search } = searchedCutSets(subject, order, budget);
  const bounds = boundsOf(from, subject.root, search, (gate) => subject.down(gate), subject.dependent, budget);
  const involved = [...new Set([...search.solutions, ...search.cuts].flat())].filter((gate) => from.failable.has(gate)).map((gate) => componentOf(from.circuit, gate)!);
  const handing = from.circuit.gates.flatMap(({ meaning }) => (meaning.type === 'handover' ? [meaning.group] : []));
  const share = handing.reduce((sum, group) => sum + (facts.ask(handoverShare, group) ?? 0), 0);
  const windows = plannedBounds(facts, [...facts.ask(maintained).keys()], subject.points);
  const low = Math.max(0, bounds.low * (1 - windows.most) - share);
  const high = bounds.high * (1 - windows.least);
  // Where nothing that matters can be told apart from certain, the bounds meet in the figure.
  const figure = high <= low ? 1 - high : undefined;
  return {
    works: true,
    ...(figure === undefined
      ? { bounds: { low, high } }
      : { availability: 1 - figure, unavailability: figure, downtimeMinutesPerYear: figure * MINUTES_PER_YEAR }),
    singlePoints: subject.points,
    ...cutSets,
    importance: [],
    handovers: [],
    planned: [],
    assumptions: assumptionsOf(facts, groundOf(facts, from, subject.root), involved, []),
  };
}
