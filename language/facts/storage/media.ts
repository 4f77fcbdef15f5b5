/** Cables whose medium one of their ends does not speak: Fibre Channel in an Ethernet switch, Ethernet in a Fibre Channel switch, a SAN on Ethernet without iSCSI. */
import type { Element, Id, Link } from '../../model/model.js';
import { hasRole, isA, isPlace } from '../../model/queries.js';
import { isNetworkMedium } from '../network/segments.js';
import { tree } from '../network/tree.js';
import { query, type Facts } from '../query.js';
import { cablesAt, isOfNetwork, isStorageMedium, servesBlocksOverIp } from './cables.js';
import { machineOf } from './machines.js';

export type WrongMedium =
  /** A storage cable ends at something of the network. */
  | { type: 'storage-on-network'; link: Link; at: Id; other: Id }
  /** A disk cable ends at a Fibre Channel switch. */
  | { type: 'bus-on-fabric'; link: Link; at: Id; other: Id }
  /** Cables of storage and servers end at a Fibre Channel switch as Ethernet. */
  | { type: 'network-on-fabric'; links: Link[]; at: Id; other: Id }
  /** Block storage stands on Ethernet only, and nothing says that it speaks iSCSI. */
  | { type: 'blocks-on-network'; link: Link; at: Id; other: Id };

export const wrongMedia = query('storage.wrong-media', (facts): WrongMedium[] => [...badCables(facts), ...fabricsAsNetwork(facts), ...blocksOnNetwork(facts)]);

function badCables(facts: Facts): WrongMedium[] {
  return Object.values(facts.links).flatMap((link): WrongMedium[] => {
    if (!isStorageMedium(link.medium) || link.tunnel !== undefined) return [];
    for (const [at, other] of [[link.a.element, link.b.element], [link.b.element, link.a.element]] as const) {
      const element = facts.elements[at];
      if (!element || !facts.elements[other]) continue;
      if (isOfNetwork(facts, element)) return [{ type: 'storage-on-network', link, at, other }];
      if (isA(element, 'fc-switch') && link.medium !== 'fc') return [{ type: 'bus-on-fabric', link, at, other }];
    }
    return [];
  });
}

/** An Ethernet cable from a Fibre Channel switch to the LAN manages the switch; one to storage, to a server or to its like was meant to be Fibre Channel. */
function fabricsAsNetwork(facts: Facts): WrongMedium[] {
  const cables = facts.ask(cablesAt);
  return Object.values(facts.elements).filter((element) => isA(element, 'fc-switch')).flatMap((fcSwitch): WrongMedium[] => {
    const own = cables.get(fcSwitch.id) ?? [];
    const without = !own.some(({ link }) => link.medium === 'fc');
    const wrong = own.filter(({ link, other }) => isNetworkMedium(link.medium) && carriesBlocks(facts, facts.elements[other], link, fcSwitch.id, without));
    return wrong.length === 0 ? [] : [{ type: 'network-on-fabric', links: wrong.map(({ link }) => link), at: fcSwitch.id, other: wrong[0]!.other }];
  });
}

function carriesBlocks(facts: Facts, other: Element | undefined, link: Link, at: Id, without: boolean): boolean {
  if (!other || isPlace(other) || hasRole(other, 'actor')) return false;
  // Between two such switches it is told once, at the one that stands first.
  if (isA(other, 'fc-switch')) return link.a.element === at;
  if (isA(other, 'nas')) return without;
  if (hasRole(other, 'storage')) return true;
  if (isOfNetwork(facts, other)) return without;
  return without || mountsBlocks(facts, other.id);
}

function mountsBlocks(facts: Facts, id: Id): boolean {
  const machine = machineOf(facts, id);
  return facts.ask(blockMounters).has(machine);
}

const blockMounters = query('storage.block-mounters', (facts): Set<Id> => {
  const found = new Set<Id>();
  for (const element of Object.values(facts.elements)) {
    const blocks = element.mounts.some(({ target }) => facts.ask(tree).members(target).some((each) => isA(facts.elements[machineOf(facts, each)]!, 'san')));
    if (blocks) found.add(machineOf(facts, element.id));
  }
  return found;
});

/** With storage cables of its own, a cable into the LAN is how the storage is managed. */
function blocksOnNetwork(facts: Facts): WrongMedium[] {
  const cables = facts.ask(cablesAt);
  return Object.values(facts.elements).filter((element) => isA(element, 'san')).flatMap((san): WrongMedium[] => {
    const own = [san.id, ...facts.ask(tree).descendants(san.id)].flatMap((each) => cables.get(each) ?? []);
    if (own.some(({ link }) => isStorageMedium(link.medium)) || servesBlocksOverIp(facts, san.id)) return [];
    if ([san.id, ...facts.ask(tree).descendants(san.id)].some((each) => servesBlocksOverIp(facts, each))) return [];
    const cable = own.find(({ link, other }) => isNetworkMedium(link.medium) && facts.elements[other] && isOfNetwork(facts, facts.elements[other]!));
    return cable === undefined ? [] : [{ type: 'blocks-on-network', link: cable.link, at: cable.other, other: san.id }];
  });
}
