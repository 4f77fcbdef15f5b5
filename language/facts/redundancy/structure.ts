/**
 * The structure function of the whole architecture: one circuit, in which every service, element and group is a gate.
 * It is built once per revision; single points, cut sets, availability and "what falls" all ask this one.
 */
import type { Id, Model } from '../../model/model.js';
import { query, type Facts } from '../query.js';
import { Carried, carrierOf, type Carrier } from './carried.js';
import { Circuit, type Gate } from './circuit.js';
import { failable } from './failable.js';
import { Mounts } from './mounts.js';
import { Propagation } from './propagation.js';
import { Supports } from './supports.js';
import { Works } from './works.js';

export interface Structure {
  circuit: Circuit;
  /** With all up; failures put on it must be taken back. */
  propagation: Propagation;
  /** Of each flow, whether it is a service or not: the gate "it works". */
  flows: Map<Id, Gate>;
  /** Of each element and group. */
  works: Map<Id, Gate>;
  /** The variable of each element and link. */
  selves: Map<Id, Gate>;
  /** Variables of what can fail. */
  failable: Set<Gate>;
  /** Connections that hold only because nothing is said of their network. */
  assumed: ReadonlySet<Gate>;
}

export function buildStructure(facts: Facts, carrier: Carrier = carrierOf(facts)): Structure {
  const circuit = new Circuit();
  const supports = new Supports(facts, circuit);
  const carried = new Carried(facts, circuit, supports, carrier);
  const works = new Works(facts, circuit, supports, carried, new Mounts(facts, circuit, supports, carried, carrier));
  const { elements, groups, links, flows } = facts.model as Pick<Model, 'elements' | 'groups' | 'links' | 'flows'>;

  const flowGates = new Map(Object.values(flows).map((flow) => [flow.id, works.flow(flow)]));
  const worksGates = new Map([...Object.keys(elements), ...Object.keys(groups)].map((id) => [id, works.works(id)]));
  const selves = new Map([...Object.keys(elements), ...Object.keys(links)].map((id) => [id, supports.self(id)]));
  const canFail = new Set([...facts.ask(failable)].map((id) => selves.get(id)!));
  return { circuit, propagation: new Propagation(circuit), flows: flowGates, works: worksGates, selves, failable: canFail, assumed: carried.assumed };
}

export const structure = query('redundancy.structure', (facts): Structure => buildStructure(facts));

/** The gate that says whether the subject of a figure works: a flow, an element or a group, or a link by itself. */
export function gateOf(from: Structure, id: Id): Gate | undefined {
  return from.flows.get(id) ?? from.works.get(id) ?? from.selves.get(id);
}

/** The element or link that a variable stands for. */
export function componentOf(circuit: Circuit, gate: Gate): Id | undefined {
  const { meaning } = circuit.gates[gate]!;
  return meaning.type === 'self' ? meaning.id : undefined;
}
