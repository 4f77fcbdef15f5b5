/** Fibre Channel fabrics: switches that cables between them join share one name server and one set of zones, and fail by them together. */
import type { Id } from '../../model/model.js';
import { hasRole } from '../../model/queries.js';
import { tree } from '../network/tree.js';
import { query, type Facts } from '../query.js';
import { cablesAt, isOfNetwork } from './cables.js';
import { machineOf } from './machines.js';

export interface Fabric {
  /** In the order written. */
  switches: Id[];
  arrays: Set<Id>;
  hosts: Set<Id>;
}

export interface LoneFabric {
  fabric: Fabric;
  /** Storage that machines reach over this fabric only. */
  arrays: Id[];
  /** The machines that do. */
  hosts: Id[];
}

const fabrics = query('storage.fabrics', (facts): { all: Fabric[]; direct: Set<Id> } => {
  const cables = facts.ask(cablesAt);
  const fc = (id: Id): Id[] => (cables.get(id) ?? []).filter(({ link }) => link.medium === 'fc').map(({ other }) => other);
  // A device of the LAN at the end of such a cable is a mistake of its own and part of no fabric.
  const isForeign = (id: Id): boolean => facts.elements[id] === undefined || isOfNetwork(facts, facts.elements[id]!);
  const isSwitch = (id: Id): boolean => hasRole(facts.elements[id]!, 'switch');
  const all: Fabric[] = [];
  const direct = new Set<Id>();
  const seen = new Set<Id>();
  for (const id of Object.keys(facts.elements)) {
    if (fc(id).length === 0 || isForeign(id)) continue;
    if (!isSwitch(id)) {
      for (const other of fc(id)) if (!isForeign(other) && !isSwitch(other)) direct.add(machineOf(facts, id));
      continue;
    }
    if (seen.has(id)) continue;
    const fabric: Fabric = { switches: [], arrays: new Set(), hosts: new Set() };
    const pending = [id];
    seen.add(id);
    while (pending.length > 0) {
      const at = pending.pop()!;
      fabric.switches.push(at);
      for (const other of fc(at)) {
        if (isForeign(other)) continue;
        if (!isSwitch(other)) {
          const machine = machineOf(facts, other);
          (hasRole(facts.elements[machine]!, 'storage') ? fabric.arrays : fabric.hosts).add(machine);
        } else if (!seen.has(other)) {
          seen.add(other);
          pending.push(other);
        }
      }
    }
    const order = new Map(Object.keys(facts.elements).map((each, index) => [each, index]));
    if (fabric.switches.length > 1) fabric.switches.sort((a, b) => order.get(a)! - order.get(b)!);
    all.push(fabric);
  }
  return { all, direct };
});

/** Fabrics that carry storage all by themselves. A cable straight from storage to a machine is a way besides. */
export const loneFabrics = query('storage.lone-fabrics', (facts): LoneFabric[] => {
  const { all, direct } = facts.ask(fabrics);
  const used = all.filter((fabric) => fabric.hosts.size > 0);
  const count = new Map<Id, number>();
  for (const fabric of used) for (const array of fabric.arrays) count.set(array, (count.get(array) ?? 0) + 1);
  return used.flatMap((fabric) => {
    const arrays = [...fabric.arrays].filter((array) => count.get(array) === 1 && !direct.has(array));
    return arrays.length === 0 ? [] : [{ fabric, arrays, hosts: [...fabric.hosts] }];
  });
});

/** A machine on one fabric whose storage is on two or more: its own way stays single. */
export interface LoneHost { host: Id; fabric: Fabric; arrays: Id[] }

/** Machines that others stand in for are left out: two of them on different fabrics back each other up. */
export const loneHosts = query('storage.lone-hosts', (facts): LoneHost[] => {
  const { all, direct } = facts.ask(fabrics);
  const used = all.filter((fabric) => fabric.hosts.size > 0);
  const hosts = new Set(used.flatMap((fabric) => [...fabric.hosts]));
  return [...hosts].flatMap((host) => {
    const on = used.filter((fabric) => fabric.hosts.has(host));
    if (on.length !== 1 || direct.has(host) || hasStandIn(facts, host)) return [];
    const arrays = [...on[0]!.arrays].filter((array) => used.some((fabric) => fabric !== on[0] && fabric.arrays.has(array)));
    return arrays.length === 0 ? [] : [{ host, fabric: on[0]!, arrays }];
  });
});

function hasStandIn(facts: Facts, host: Id): boolean {
  const index = facts.ask(tree);
  return facts.ask(onMachine).get(host)?.some((each) => index.groupsOf.has(each)) ?? index.groupsOf.has(host);
}

/** Everything that runs on a machine, itself included. */
const onMachine = query('storage.on-machine', (facts): Map<Id, Id[]> => {
  const found = new Map<Id, Id[]>();
  for (const id of Object.keys(facts.elements)) {
    const machine = machineOf(facts, id);
    const known = found.get(machine);
    if (known) known.push(id);
    else found.set(machine, [id]);
  }
  return found;
});
