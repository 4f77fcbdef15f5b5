/** Models for the tests of redundancy, put together in code: only what these analyses read has to be said. */
import type { Element, Endpoint, Flow, Group, Id, Link, Model, Role } from '#language/model/model.js';
import type { Origin } from '#language/model/origin.js';
import type { Value } from '#language/model/values.js';
import type { Carrier } from '#language/facts/redundancy/carried.js';
import type { Facts } from '#language/facts/query.js';
import { flowDials } from '#language/facts/network/flow-dials.js';
import type { PathGraph } from '#language/facts/network/types.js';

let line = 0;
export function origin(): Origin {
  const range = { start: { line: line++, character: 0 }, end: { line, character: 0 } };
  return { uri: 'file:///test.arch', range, extent: range };
}

const metadata = () => ({ tags: [], meta: {} });
const thing = (id: Id) => ({
  id, name: id, metadata: metadata(), attributes: {}, requires: [], vips: [], replications: [], backups: [], balances: [], origin: origin(),
});

export function emptyModel(): Model {
  return {
    root: 'file:///test.arch', files: ['file:///test.arch'], architecture: { metadata: metadata() }, kinds: {}, software: {}, protocols: {},
    elements: {}, groups: {}, securityGroups: {}, links: {}, flows: {}, expectations: [], sequences: [], scenarios: [], jobs: [], views: [],
    references: [], problems: [],
  };
}

export function addElement(model: Model, id: Id, roles: Role[] = ['compute'], more: Partial<Element> = {}): Element {
  const element: Element = {
    ...thing(id), kind: roles[0]!, is: [roles[0]!, 'element'], roles, hosts: [], poweredBy: [], software: [], mounts: [],
    network: {
      subnets: [], addresses: [], interfaces: [], gateways: [], routes: [], routing: [], rules: [], stateless: false, securityGroups: [],
      nat: [], spanningTreeOff: false, transparent: false,
    },
    ...more,
  };
  return (model.elements[id] = element);
}

export function addGroup(model: Model, id: Id, members: Id[], more: Partial<Group> = {}): Group {
  const group: Group = {
    ...thing(id), mode: 'active-active', need: 1, counted: false, members: members.map((member) => ({ id: member, origin: origin() })), ...more,
  };
  return (model.groups[id] = group);
}

export function addLink(model: Model, a: Id, b: Id, more: Partial<Link> = {}): Link {
  const link: Link = {
    id: `${a} -- ${b}`, a: { element: a, origin: origin() }, b: { element: b, origin: origin() }, medium: 'ethernet', attributes: {},
    metadata: metadata(), origin: origin(), ...more,
  };
  return (model.links[link.id] = link);
}

export function endpoint(...ids: Id[]): Endpoint {
  return { type: 'ids', ids, text: ids.join(', '), origin: origin() };
}

export function addFlow(model: Model, id: Id, from: Id[], to: Id[], more: Partial<Flow> = {}): Flow {
  const flow: Flow = {
    id, title: id, from: from.map((each) => endpoint(each)), to: to.map((each) => endpoint(each)), optional: false, async: false, tls: false,
    via: [], needs: [], chain: { id, index: 0 }, metadata: metadata(), origin: origin(), ...more,
  };
  return (model.flows[id] = flow);
}

export function attribute(type: 'duration' | 'share', value: number): { value: Value; origin: Origin } {
  return { value: { type, value, text: String(value) }, origin: origin() };
}

export interface Ways { forward?: PathGraph; back?: PathGraph }

/** A network that carries what `ways` says: undefined there is assumed to be carried, null is not carried. */
export function carrierFrom(facts: Facts, ways: (from: Id, to: Id) => Ways | null | undefined): Carrier {
  return {
    dials: (flow) => facts.ask(flowDials, flow),
    carriage: (dial) => {
      const found = ways(dial.from, dial.to);
      return {
        dial, ...found, through: { every: [], some: [] },
        trace: { disposition: found === undefined ? 'assumed' : found ? 'accepted' : 'no-route', reachable: found !== null, hops: [], back: [] },
      };
    },
  };
}
