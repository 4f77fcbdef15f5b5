/** Flows that the network does not carry, each with the packet that stopped and the rule that speaks of such a stop. */
import type { Flow, Id } from '../../model/model.js';
import { query, type Facts } from '../query.js';
import { carriage } from './carriage.js';
import { culpritBetween } from './culprits.js';
import { dialKey } from './dial.js';
import { filters } from './filters.js';
import { flowDials } from './flow-dials.js';
import { areas } from './routing-area.js';
import { stations } from './stations.js';
import type { Carriage, Dial, Stop } from './types.js';

export type TroubleKind =
  | 'flow-denied' | 'vlan-unreachable' | 'no-route' | 'no-return-route' | 'missing-gateway' | 'several-gateways'
  | 'routing-loop' | 'blackhole' | 'not-listening' | 'port-closed-on-host' | 'asymmetric-path';

export interface Trouble {
  kind: TroubleKind;
  flow: Id;
  /** The first connection that stops so. */
  found: Carriage;
  stop: Stop;
  /** All connections of the flow that stop at the same line. */
  dials: Dial[];
}

export const troubles = query('network.troubles', (facts): Trouble[] => Object.values(facts.flows).flatMap((flow) => ofFlow(facts, flow)));

function ofFlow(facts: Facts, flow: Flow): Trouble[] {
  const found = new Map<string, Trouble>();
  for (const dial of facts.ask(flowDials, flow.id)) {
    const carried = facts.ask(carriage, dialKey(dial));
    const { stop } = carried.trace;
    if (!stop) continue;
    const kind = kindOf(facts, dial, stop);
    const { start } = stop.origin.range;
    const key = `${kind}\u0001${stop.element}\u0001${stop.origin.uri}\u0001${start.line}:${start.character}`;
    const known = found.get(key);
    if (known) known.dials.push(dial);
    else found.set(key, { kind, flow: flow.id, found: carried, stop, dials: [dial] });
  }
  return [...found.values()];
}

/** Where nothing routes between the segments, that is the defect, whichever device notices it first. */
function kindOf(facts: Facts, dial: Dial, stop: Stop): TroubleKind {
  if (stop.reply) {
    if (seesHalf(facts, dial, stop)) return 'asymmetric-path';
    const miswired = (stop.reason === 'other-vlan' || stop.reason === 'not-cabled') && culpritBetween(facts, stop.element, stop.towards ?? dial.from) !== undefined;
    return miswired ? 'vlan-unreachable' : 'no-return-route';
  }
  switch (stop.reason) {
    case 'denied-by-rule':
    case 'denied-by-default':
      if (stop.judged?.block === 'inbound' && stop.element === facts.ask(stations).of(dial.to)) return 'port-closed-on-host';
      return isApart(facts, dial) && stop.judged?.block === 'rules' ? 'vlan-unreachable' : 'flow-denied';
    case 'no-state':
    case 'half-seen':
    case 'answered-otherwise': return 'no-return-route';
    case 'other-vlan':
    case 'not-cabled': return 'vlan-unreachable';
    case 'no-gateway': return targetIsRouted(facts, dial) ? 'missing-gateway' : 'vlan-unreachable';
    case 'several-gateways': return 'several-gateways';
    case 'routing-loop': return 'routing-loop';
    case 'blackhole': return 'blackhole';
    case 'not-listening': return 'not-listening';
    case 'no-route':
    case 'next-hop-missing':
    case 'no-neighbour':
    case 'not-on-the-internet':
    case 'tunnel-down':
    case 'does-not-forward': return isApart(facts, dial) ? 'vlan-unreachable' : 'no-route';
    case 'no-common-family': return 'no-route';
  }
}

/** A stateful filter lies on one of the two ways only. */
function seesHalf(facts: Facts, dial: Dial, stop: Stop): boolean {
  if (stop.reason !== 'no-state' && stop.reason !== 'half-seen') return false;
  const policy = facts.ask(filters).ofDevice(stop.element);
  return policy !== undefined && !policy.stateless && stop.element !== facts.ask(stations).of(dial.from);
}

/** Nothing routes between the segments: no rule that is opened and no route that is added would help. */
function isApart(facts: Facts, dial: Dial): boolean {
  return dial.toAddress === undefined && !facts.ask(areas).joined(dial.from, dial.to);
}

function targetIsRouted(facts: Facts, dial: Dial): boolean {
  const area = facts.ask(areas);
  return area.domainsOf(facts.ask(stations).of(dial.to)).some((domain) => area.routersOn(domain).length > 0);
}
