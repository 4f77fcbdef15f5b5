/** VLAN numbers against what is declared, and against what 802.1Q has room for. */
import type { Element, Id, Link, VlanUse } from '../../model/model.js';
import { isA, isPlace } from '../../model/queries.js';
import { query, type Facts } from '../query.js';
import { tree } from './tree.js';
import { frameLinks, usesOf } from './vlan-uses.js';

/** Twelve bits, of which 0 means "priority only" and 4095 is reserved (IEEE 802.1Q-2022, 9.6). */
export const FIRST_VLAN = 1;
export const LAST_VLAN = 4094;
/** The VLAN that every switch has without being told (IEEE 802.1Q, default PVID). */
const FACTORY_VLAN = 1;
/** Older Cisco switches keep these for token ring and FDDI: never proposed. */
const KEPT: readonly [number, number] = [1002, 1005];

export function isVlanNumber(number: number): boolean {
  return Number.isInteger(number) && number >= FIRST_VLAN && number <= LAST_VLAN;
}

/** Places that hold a network of their own, with VLANs of their own. */
const NETWORKS = ['site', 'region', 'vpc', 'provider'];

export interface WrittenUse {
  link: Link;
  use: VlanUse;
}

/** Every number and name of a VLAN on links, where it is written, once. */
export const writtenUses = query('network.written-vlan-uses', (facts): WrittenUse[] => {
  const seen = new Set<string>();
  return facts.ask(frameLinks).flatMap((link) => [link.a, link.b].flatMap((end) => usesOf(end)).flatMap((use): WrittenUse[] => {
    const { uri, range: { start } } = use.origin;
    const key = `${uri}|${start.line}|${start.character}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ link, use }];
  }));
});

export const vlanPlaces = query('network.vlan-places', (facts): Element[] => Object.values(facts.elements).filter((element) => element.network.vlan !== undefined && isPlace(element)));

/** The network of its own that a place or element stands in; undefined at the top. */
function networkOf(facts: Facts, id: Id | undefined): Id | undefined {
  return id === undefined ? undefined : facts.ask(tree).ancestry(id).find((each) => NETWORKS.some((kind) => isA(each, kind)))?.id;
}

export interface Undeclared {
  number: number;
  uses: WrittenUse[];
  /** The declared VLANs that stand around, nearest number first. */
  around: Element[];
}

/**
 * Numbers on links that no VLAN place has, where others of the same network are declared. Somebody who works with
 * numbers alone is not asked for names; VLAN 1 needs no declaration.
 */
export const undeclaredVlans = query('network.undeclared-vlans', (facts): Undeclared[] => {
  const found = new Map<string, Undeclared>();
  const known = new Map<string, Element[]>();
  for (const { link, use } of facts.ask(writtenUses)) {
    if (use.place !== undefined || use.number === FACTORY_VLAN || !isVlanNumber(use.number)) continue;
    const networks = new Set([link.parent, link.a.element, link.b.element].map((id) => networkOf(facts, id)));
    const scope = [...networks].map((each) => each ?? '').sort().join('\u0001');
    let around = known.get(scope);
    if (!around) {
      around = facts.ask(vlanPlaces).filter((place) => {
        const own = networkOf(facts, place.parent);
        return own === undefined || networks.has(own);
      });
      known.set(scope, around);
    }
    if (around.length === 0) continue;
    const key = `${scope}\u0002${use.number}`;
    const same = found.get(key);
    if (same) same.uses.push({ link, use });
    else found.set(key, { number: use.number, uses: [{ link, use }], around: nearestFirst(around, use.number) });
  }
  return [...found.values()];
});

function nearestFirst(places: Element[], number: number): Element[] {
  return [...places].sort((a, b) => Math.abs(a.network.vlan! - number) - Math.abs(b.network.vlan! - number) || a.network.vlan! - b.network.vlan!);
}

/** A number that nothing in the architecture uses: the next above the highest, else the lowest that is free. */
export function freeVlanNumber(facts: Facts): number | undefined {
  const taken = new Set([FACTORY_VLAN, ...facts.ask(vlanPlaces).map((place) => place.network.vlan!), ...facts.ask(writtenUses).map(({ use }) => use.number)].filter(isVlanNumber));
  const free = (number: number): boolean => isVlanNumber(number) && !taken.has(number) && !(number >= KEPT[0] && number <= KEPT[1]);
  const next = Math.max(...taken) + 1;
  if (free(next)) return next;
  for (let number = FIRST_VLAN + 1; number <= LAST_VLAN; number++) if (free(number)) return number;
  return undefined;
}
