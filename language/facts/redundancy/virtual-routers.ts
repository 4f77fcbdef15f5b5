/**
 * Who shares an address that moves: groups and elements with a `vip` or `vrrp`. Where VRRP is spoken that is a virtual
 * router (RFC 9568, formerly RFC 5798): its members must agree on identifier, version and interval, and differ in
 * priority. A pair may be written without a group, as two elements that state the same virtual address.
 */
import type { AddressUse, Element, Group, Id, Vrrp } from '../../model/model.js';
import type { Origin } from '../../model/origin.js';
import { query, type Facts } from '../query.js';
import { tree } from '../network/tree.js';

export interface VirtualMember {
  id: Id;
  origin: Origin;
  /** As written, 1 to 254; undefined where nothing is said. */
  priority?: number;
  priorityOrigin?: Origin;
  /** Its own `vrrp` statement, else the group's. */
  vrrp?: Vrrp;
}

export interface VirtualRouter {
  /** The group, else the first of the elements that share the address. */
  id: Id;
  group?: Group;
  members: VirtualMember[];
  vips: AddressUse[];
  /** What all should agree on: the group's own statement, else that of the first member with one. */
  vrrp?: Vrrp;
  /** VRRP is stated, or every member runs software whose purpose it is. */
  speaks: boolean;
}

export const virtualRouters = query('redundancy.virtual-routers', (facts): VirtualRouter[] => {
  const grouped = Object.values(facts.groups).map((group) => ofGroup(facts, group)).filter((each) => each.speaks || each.vips.length > 0);
  const covered = new Set(grouped.flatMap((each) => each.members.map((member) => member.id)));
  const alone = Object.values(facts.elements).filter((element) => (element.vrrp || element.vips.length > 0) && !covered.has(element.id));
  return [...grouped, ...sharing(alone).map(ofElements)];
});

/** True where the element's software exists to move addresses by VRRP. */
export function movesAddresses(facts: Facts, element: Element): boolean {
  const software = facts.read('software');
  return element.software.some((each) => software[each.name]?.provides?.includes('vrrp'));
}

function ofGroup(facts: Facts, group: Group): VirtualRouter {
  const direct = new Map(group.members.map((member) => [member.id, member]));
  const members = facts.ask(tree).members(group.id).map((id): VirtualMember => {
    const element = facts.elements[id]!;
    const { priority, priorityOrigin, origin } = direct.get(id) ?? { origin: element.origin };
    const vrrp = element.vrrp ?? group.vrrp;
    return { id, origin, ...(priority === undefined ? {} : { priority }), ...(priorityOrigin ? { priorityOrigin } : {}), ...(vrrp ? { vrrp } : {}) };
  });
  const vrrp = group.vrrp ?? members.find((member) => member.vrrp)?.vrrp;
  const own = members.flatMap((member) => facts.elements[member.id]!.vips);
  return {
    id: group.id, group, members, vips: once([...group.vips, ...own]), ...(vrrp ? { vrrp } : {}),
    speaks: vrrp !== undefined || (members.length > 1 && members.every((member) => movesAddresses(facts, facts.elements[member.id]!))),
  };
}

function ofElements(elements: Element[]): VirtualRouter {
  const members = elements.map((element): VirtualMember => {
    const stated = element.attributes['priority'];
    const priority = typeof stated?.value.value === 'number' ? { priority: stated.value.value, priorityOrigin: stated.origin } : {};
    return { id: element.id, origin: element.origin, ...priority, ...(element.vrrp ? { vrrp: element.vrrp } : {}) };
  });
  const vrrp = members.find((member) => member.vrrp)?.vrrp;
  return { id: elements[0]!.id, members, vips: once(elements.flatMap((element) => element.vips)), ...(vrrp ? { vrrp } : {}), speaks: vrrp !== undefined };
}

/** Elements that state one virtual address stand in for each other. */
function sharing(elements: Element[]): Element[][] {
  const clusters: Element[][] = [];
  const byAddress = new Map<string, Element[]>();
  for (const element of elements) {
    const known = element.vips.map((vip) => byAddress.get(vip.address)).find((each) => each !== undefined);
    const cluster = known ?? [];
    if (!known) clusters.push(cluster);
    cluster.push(element);
    for (const vip of element.vips) byAddress.set(vip.address, cluster);
  }
  return clusters;
}

function once(vips: AddressUse[]): AddressUse[] {
  return vips.filter((vip, index) => vips.findIndex((each) => each.address === vip.address) === index);
}
