/**
 * What the two ends of a cable say of VLANs, held against each other (IEEE 802.1Q): which VLAN a frame without a tag
 * belongs to, which VLANs may cross, and whether the port tags at all. Only ends that each have settings of their own
 * can disagree; places have no ports.
 */
import type { Link, LinkEnd, VlanUse } from '../../model/model.js';
import { isPlace } from '../../model/queries.js';
import { query, type Facts } from '../query.js';
import { bridges, isLayer3Switch } from './devices.js';
import { frameLinks, statedTwice, usedBeyond, usesOf } from './vlan-uses.js';

export type Disagreement = { link: Link } & (
  /** Frames without a tag change from one VLAN into the other. */
  | { type: 'untagged'; a: VlanUse; b: VlanUse }
  /** One end sends the VLAN without a tag, the other takes it with one only. */
  | { type: 'native-at-one-end'; native: VlanUse; at: LinkEnd; other: LinkEnd }
  /** `passing`: the access VLAN is the trunk's native one and passes. */
  | { type: 'access-and-trunk'; access: LinkEnd; trunk: LinkEnd; passing: boolean }
  /** One end is said to be both. */
  | { type: 'both-at-one-end'; at: LinkEnd }
  /** VLANs that one end allows, and that the other leaves out though they are in use behind it. */
  | { type: 'allowed-at-one-end'; uses: VlanUse[]; at: LinkEnd; other: LinkEnd }
);

/** The VLAN of frames without a tag. */
function untagged(end: LinkEnd): VlanUse | undefined {
  return end.access ?? end.native;
}

function tagged(end: LinkEnd): VlanUse[] {
  return end.access ? [] : (end.trunk ?? []).filter((use) => use.number !== end.native?.number);
}

function contradictsItself(end: LinkEnd): boolean {
  const { access, native } = end;
  return access !== undefined && ((end.trunk ?? []).some((use) => use.number !== access.number) || (native !== undefined && native.number !== access.number));
}

export const portDisagreements = query('network.port-disagreements', (facts): Disagreement[] =>
  facts.ask(frameLinks).flatMap((link) => [...disagreementsOf(facts, link)]));

function* disagreementsOf(facts: Facts, link: Link): Generator<Disagreement> {
  const twice = statedTwice(link);
  const contradictory = (twice ? [link.a, link.b] : usesOf(link.a).length > 0 ? [link.a] : []).filter(contradictsItself);
  for (const at of contradictory) yield { link, type: 'both-at-one-end', at };
  if (!twice || contradictory.length > 0 || isPlace(facts.elements[link.a.element]) || isPlace(facts.elements[link.b.element])) return;
  const [a, b] = [untagged(link.a), untagged(link.b)];
  const access = tagged(link.a).length === 0 && link.a.access ? link.a : link.b;
  const trunk = access === link.a ? link.b : link.a;
  if (access.access && tagged(trunk).length > 0) {
    const passing = trunk.native?.number === access.access.number;
    // A phone, a server or a router may well use the native VLAN of a trunk and leave the tagged ones alone.
    if (!passing || switches(facts, access)) yield { link, type: 'access-and-trunk', access, trunk, passing };
    return;
  }
  if (a && b && a.number !== b.number) yield { link, type: 'untagged', a, b };
  const told = new Set(a && b && a.number !== b.number ? [a.number, b.number] : []);
  for (const [at, other] of [[link.a, link.b], [link.b, link.a]] as const) {
    const native = untagged(at);
    if (!native || untagged(other) || !tagged(other).some((use) => use.number === native.number)) continue;
    told.add(native.number);
    yield { link, type: 'native-at-one-end', native, at, other };
  }
  for (const [at, other] of [[link.a, link.b], [link.b, link.a]] as const) {
    const there = new Set(usesOf(other).map((use) => use.number));
    const uses = usesOf(at).filter((use, index, all) => !there.has(use.number) && !told.has(use.number)
      && all.findIndex((each) => each.number === use.number) === index && matters(facts, link, use.number, at, other));
    if (uses.length > 0) yield { link, type: 'allowed-at-one-end', uses, at, other };
  }
}

function switches(facts: Facts, end: LinkEnd): boolean {
  const element = facts.elements[end.element];
  return element !== undefined && (bridges(element) || isLayer3Switch(element));
}

/** A list that allows more than the other side needs is a common template; what somebody uses there is missed. */
function matters(facts: Facts, link: Link, vlan: number, at: LinkEnd, other: LinkEnd): boolean {
  return usedBeyond(facts, other.element, vlan, link.id) || !usedBeyond(facts, at.element, vlan, link.id);
}
