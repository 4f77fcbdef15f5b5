/** Storage cables and what stands at their ends: buses of one machine (SAS, SATA, SCSI) and Fibre Channel. */
import type { Element, Id, Link, Medium } from '../../model/model.js';
import { hasRole, isA, isPlace } from '../../model/queries.js';
import { isNetworkMedium } from '../network/segments.js';
import { query, type Facts } from '../query.js';
import { hostChain, machineOf, portsOf } from './machines.js';

const STORAGE_MEDIA: ReadonlySet<Medium> = new Set(['fc', 'sas', 'sata', 'scsi']);

/** Kinds whose jacks are those of a local network, whatever is plugged in. */
const NETWORK_SWITCHES = ['l2switch', 'hub', 'repeater', 'bridge', 'access-point', 'modem'];

export function isStorageMedium(medium: Medium): boolean {
  return STORAGE_MEDIA.has(medium);
}

export interface Cable {
  link: Link;
  /** The element at the other end. */
  other: Id;
}

/** Links, tunnels left out, by the element or place at their end. */
export const cablesAt = query('storage.cables', (facts): Map<Id, Cable[]> => {
  const found = new Map<Id, Cable[]>();
  const put = (at: Id, cable: Cable): void => {
    const known = found.get(at);
    if (known) known.push(cable);
    else found.set(at, [cable]);
  };
  for (const link of Object.values(facts.links)) {
    if (link.tunnel !== undefined) continue;
    put(link.a.element, { link, other: link.b.element });
    if (link.b.element !== link.a.element) put(link.b.element, { link, other: link.a.element });
  }
  return found;
});

/** A device or segment of a local network: what a Fibre Channel or disk cable does not fit. */
export function isOfNetwork(facts: Facts, element: Element): boolean {
  if (isA(element, 'fc-switch')) return false;
  if (isPlace(element)) return element.network.subnets.length > 0 || element.network.vlan !== undefined;
  if (hasRole(element, 'router') || hasRole(element, 'filter') || hasRole(element, 'balancer')) return true;
  if (!hasRole(element, 'switch')) return false;
  if (NETWORK_SWITCHES.some((kind) => isA(element, kind))) return true;
  // A switch of a kind of its own is one of the network where a network's cable says so.
  return (facts.ask(cablesAt).get(element.id) ?? []).some(({ link }) => isNetworkMedium(link.medium));
}

/** Elements and groups that a flow over a stated port leads to. */
const dialled = query('storage.dialled', (facts): Set<Id> => {
  const found = new Set<Id>();
  for (const flow of Object.values(facts.flows)) {
    if (flow.ports === undefined || !flow.ports.some(isBlockProtocol)) continue;
    for (const end of flow.to) if (end.type === 'ids') for (const id of end.ids) (facts.groups[id]?.members.map((each) => each.id) ?? [id]).forEach((each) => found.add(each));
  }
  return found;
});

/** What block storage is spoken with over IP: iSCSI (RFC 7143), NVMe over TCP. */
function isBlockProtocol(port: { protocol: string; low: number; high: number; name?: string }): boolean {
  return port.name === 'iscsi' || (port.protocol === 'tcp' && [3260, 4420].some((number) => port.low <= number && number <= port.high));
}

/** True where block storage is offered over IP: it listens there, its software does or may, or a flow over iSCSI leads to it. */
export function servesBlocksOverIp(facts: Facts, id: Id): boolean {
  if ((portsOf(facts, id) ?? []).some(isBlockProtocol)) return true;
  if (facts.ask(dialled).has(id) || facts.ask(dialled).has(machineOf(facts, id))) return true;
  const catalogue = facts.read('software');
  return facts.ask(hostChain, id).some((each) => (facts.elements[each]?.software ?? []).some(({ name }) => {
    const software = catalogue[name];
    // Software that says nothing of itself may offer anything.
    return software === undefined || (software.provides === undefined && software.ports === undefined) || (software.provides?.includes('block') === true && (software.ports ?? []).length > 0);
  }));
}
