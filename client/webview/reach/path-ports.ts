/** Over which ports a way is asked for: those of flows between the two ends, those that the target listens on, and icmp. */
import { dialledEnds, endpointElements, flowDials } from '#language/facts/network/flow-dials.js';
import { query, type Facts } from '#language/facts/query.js';
import type { Endpoint, Id, PortMatch } from '#language/model/model.js';

export const ICMP: PortMatch = { protocol: 'icmp', low: 0, high: 65_535, text: 'icmp' };

export interface PortChoice {
  port: PortMatch;
  /** `tcp/443`; tells choices apart. */
  key: string;
  /** A flow goes this way over it. */
  asked: boolean;
}

/** The likeliest first: what a flow asks for, then what the target listens on, icmp last. */
export function portsBetween(facts: Facts, from: Endpoint, to: Endpoint): PortChoice[] {
  const sources = new Set(endpointElements(facts, from).map((end) => end.element));
  const targets = dialledEnds(facts, to);
  const meant = new Set(targets.map((end) => end.element));
  const asked = Object.keys(facts.flows).flatMap((flow) => facts.ask(flowDials, flow))
    .flatMap((dial) => (dial.port && sources.has(dial.from) && meant.has(dial.to) ? [dial.port] : []));
  const found = new Map<string, PortChoice>();
  for (const port of asked) put(found, port, true);
  for (const { element } of targets) for (const port of listening(facts, element)) put(found, port, false);
  put(found, ICMP, false);
  return [...found.values()];
}

/** Ports that an element listens on: written ones, else those of its software or kind. */
export function listening(facts: Facts, element: Id): readonly PortMatch[] {
  const { ports, defaultPorts } = facts.elements[element] ?? {};
  return ports ?? defaultPorts ?? [];
}

/**
 * Ports at which an element can be dialled: those that it listens on, and those at which flows ask for it or that are
 * translated to it. Icmp where nothing is known of any.
 */
export const dialledPorts = query('preview.dialled-ports', (facts): ReadonlyMap<Id, readonly PortMatch[]> => {
  const found = new Map<Id, Map<string, PortChoice>>();
  const add = (element: Id, port: PortMatch): void => {
    const own = found.get(element) ?? new Map<string, PortChoice>();
    found.set(element, own);
    put(own, port, false);
  };
  for (const id of Object.keys(facts.elements)) for (const port of listening(facts, id)) add(id, port);
  for (const flow of Object.keys(facts.flows)) for (const { to, port } of facts.ask(flowDials, flow)) if (port && facts.elements[to]) add(to, port);
  for (const { network } of Object.values(facts.elements)) {
    for (const rule of network.nat) {
      if (rule.type !== 'dnat') continue;
      for (const { element } of endpointElements(facts, rule.to)) for (const port of rule.ports ?? []) add(element, port);
    }
  }
  return new Map(Object.keys(facts.elements).map((id) => [id, found.has(id) ? [...found.get(id)!.values()].map(({ port }) => port) : [ICMP]]));
});

function put(found: Map<string, PortChoice>, port: PortMatch, asked: boolean): void {
  const key = port.protocol === 'icmp' ? 'icmp' : `${port.protocol}/${port.low === port.high ? port.low : `${port.low}-${port.high}`}`;
  if (!found.has(key)) found.set(key, { port, key, asked });
}
