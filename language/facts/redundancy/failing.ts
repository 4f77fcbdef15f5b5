/**
 * What falls when these are down, and what holds: the question behind a click on a box of the picture. It is put to
 * the same circuit that single points and availability are computed from.
 */
import type { RelatedPlace, Text } from '../../model/finding.js';
import type { Flow, Id } from '../../model/model.js';
import { isInternet } from '../../model/queries.js';
import { tree } from '../network/tree.js';
import type { Facts } from '../query.js';
import type { Gate } from './circuit.js';
import { serviceName, services } from './services.js';
import { flowsBySource } from './sources.js';
import { reasonOf, storyOf } from './story.js';
import { structure, type Structure } from './structure.js';
import { stations } from './ways.js';

export interface Falls {
  /** The elements and links that are taken as down, groups and counted names resolved. */
  down: Id[];
  services: ServiceState[];
  /** Elements that no longer work though they are not in `down`. */
  fallen: { id: Id; reason: Text }[];
  groups: GroupState[];
  /** What each flow still does, for each element that opens it. */
  flows: FlowState[];
}

export interface ServiceState {
  /** The flow. */
  id: Id;
  name: string;
  works: boolean;
  /** Works while all is up: false where `reason` is no matter of these failures. */
  worksHealthy: boolean;
  reason?: Text;
  /** From what failed to the service. */
  story: RelatedPlace[];
}

export interface GroupState {
  id: Id;
  works: boolean;
  /** Members, primary first. */
  working: Id[];
  lost: Id[];
}

export interface FlowState {
  id: Id;
  from: Id;
  works: boolean;
  reason?: Text;
  /** Where the flow goes now: every member that works and is reached; of active-standby groups the one that serves. */
  routes: Route[];
}

export interface Route {
  to: Id;
  /** Elements and links from end to end, in order; empty where the network is not described. */
  way: Id[];
  back: Id[];
}

/** What falls when these elements, links and groups are down. Ids of nothing are ignored. */
export function whatFalls(facts: Facts, down: readonly Id[]): Falls {
  const from = facts.ask(structure);
  const components = [...new Set(down.flatMap((id) => (facts.groups[id] ? facts.ask(tree).members(id) : [id])))]
    .filter((id) => from.selves.has(id) && !isInternet(facts.elements[id]));
  const healthy = new Set([...from.flows].filter(([, gate]) => from.propagation.holds(gate)).map(([id]) => id));
  const mark = from.propagation.mark;
  from.propagation.fail(components.map((id) => from.selves.get(id)!));
  try {
    return {
      down: components,
      services: facts.ask(services).map((flow) => serviceState(facts, from, flow, healthy.has(flow.id))),
      fallen: fallenElements(facts, from, new Set(components)),
      groups: Object.keys(facts.groups).map((id) => groupState(facts, from, id)),
      flows: flowStates(facts, from),
    };
  } finally {
    from.propagation.undo(mark);
  }
}

function serviceState(facts: Facts, from: Structure, flow: Flow, worksHealthy: boolean): ServiceState {
  const gate = from.flows.get(flow.id)!;
  const works = from.propagation.holds(gate);
  return {
    id: flow.id, name: serviceName(flow), works, worksHealthy,
    ...(works ? { story: [] } : { reason: reasonOf(facts, from, gate), story: storyOf(facts, from, gate) }),
  };
}

function fallenElements(facts: Facts, from: Structure, down: ReadonlySet<Id>): { id: Id; reason: Text }[] {
  return Object.keys(facts.elements).filter((id) => !down.has(id) && !from.propagation.holds(from.works.get(id)!))
    .map((id) => ({ id, reason: reasonOf(facts, from, from.works.get(id)!) }));
}

function groupState(facts: Facts, from: Structure, id: Id): GroupState {
  const members = facts.groups[id]!.members.map((member) => member.id).filter((member) => from.works.has(member));
  const holds = (member: Id): boolean => from.propagation.holds(from.works.get(member)!);
  return { id, works: holds(id), working: members.filter(holds), lost: members.filter((member) => !holds(member)) };
}

function flowStates(facts: Facts, from: Structure): FlowState[] {
  const states: FlowState[] = [];
  for (const [source, flows] of facts.ask(flowsBySource)) {
    for (const flow of flows) {
      const gate = from.circuit.find({ type: 'asks', flow: flow.id, from: source });
      if (gate === undefined) continue;
      const works = from.propagation.holds(gate);
      states.push({
        id: flow.id, from: source, works, ...(works ? {} : { reason: reasonOf(facts, from, gate) }), routes: works ? routesOf(facts, from, gate, source) : [],
      });
    }
  }
  return states;
}

/** The members that a flow reaches now, found below its gate. */
function routesOf(facts: Facts, from: Structure, asks: Gate, source: Id): Route[] {
  const { circuit, propagation } = from;
  const routes: Route[] = [];
  const visit = (gate: Gate): void => {
    const definition = circuit.gates[gate]!;
    if (!propagation.holds(gate) || definition.type === 'variable') return;
    const { meaning } = definition;
    if (meaning.type === 'member') {
      const paths = pathsBelow(from, gate);
      if (!routes.some((route) => route.to === meaning.id)) {
        routes.push({
          to: meaning.id,
          way: paths.filter((path) => !path.reply).flatMap((path) => between(source, stations(from, path.gate), meaning.id)),
          back: paths.filter((path) => path.reply).flatMap((path) => between(meaning.id, stations(from, path.gate), source)),
        });
      }
      return;
    }
    if (gate !== asks && meaning.type !== 'target' && meaning.type !== 'enough') return;
    const standby = meaning.type === 'target' && facts.groups[meaning.id]?.mode === 'active-standby' && !meaning.reads;
    const before = routes.length;
    for (const input of definition.inputs) {
      visit(input);
      // One serves: the first that works, in order of priority.
      if (standby && routes.length > before) break;
    }
  };
  visit(asks);
  return routes;
}

/** A way with its two ends: users and the internet are no stations of it. */
function between(first: Id, way: Id[], last: Id): Id[] {
  return [...(way[0] === first ? [] : [first]), ...way, ...(way.at(-1) === last ? [] : [last])];
}

function pathsBelow(from: Structure, member: Gate): { gate: Gate; reply: boolean }[] {
  const paths: { gate: Gate; reply: boolean }[] = [];
  const visit = (gate: Gate): void => {
    const definition = from.circuit.gates[gate]!;
    if (definition.meaning.type === 'path') paths.push({ gate, reply: definition.meaning.reply });
    else if (definition.type === 'atLeast') for (const input of definition.inputs) if (['carried', 'path'].includes(from.circuit.gates[input]!.meaning.type)) visit(input);
  };
  visit(member);
  // A flow over several ports has a path for each: one stands for all.
  return [paths.find((path) => !path.reply), paths.find((path) => path.reply)].filter((path) => path !== undefined);
}
