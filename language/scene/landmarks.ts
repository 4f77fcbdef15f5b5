/**
 * The devices that a flow is drawn through: filters, and where it leaves a place the gateways and routers at the border. Readers look for them; other switches and routers are left to pictures of the wiring. As the network facts trace it: a device counts where
 * every way of the flow passes it, or one of the group that it belongs to.
 */
import { carriage, dialKey, flowDials, type Dial } from '../facts/network/index.js';
import type { Facts } from '../facts/query.js';
import type { Element, Id, Model } from '../model/model.js';
import type { Way } from './options.js';
import { ancestry, groupsOf, isA, isInternet, isWithin } from '../model/queries.js';

const GATEWAYS = ['internet-gateway', 'nat-gateway', 'vpn-gateway', 'transit-gateway'];

/** What readers look for at the border of a network: internet, NAT, VPN gateways. */
export function isGateway(element: Element): boolean {
  return GATEWAYS.some((kind) => isA(element, kind));
}

export interface Landmarks {
  filters: ReadonlySet<Id>;
  /** Gateways, and routers that stand at an internet. */
  border: ReadonlySet<Id>;
}

export function landmarksOf(model: Model): Landmarks {
  const atInternet = besideInternet(model);
  const elements = Object.values(model.elements);
  return {
    filters: new Set(elements.filter((element) => element.roles.includes('filter')).map((element) => element.id)),
    border: new Set(elements.filter((element) => isGateway(element) || (element.roles.includes('router') && atInternet.has(element.id))).map((element) => element.id)),
  };
}

/** The landmarks of a flow between these two: a gateway only of one that comes from the internet or leaves the gateway's own place. */
export function isLandmark(model: Model, landmarks: Landmarks, id: Id, from: Id, to: Id): boolean {
  if (landmarks.filters.has(id)) return true;
  if (!landmarks.border.has(id)) return false;
  if ([from, to].some((end) => [...ancestry(model, end)].some(isInternet))) return true;
  const home = model.elements[id]?.parent;
  return home !== undefined && isWithin(model, from, home) !== isWithin(model, to, home);
}

function besideInternet(model: Model): Set<Id> {
  const beside = new Set<Id>();
  for (const element of Object.values(model.elements)) if (element.network.interfaces.some((face) => face.on.place !== undefined && isInternet(model.elements[face.on.place]))) beside.add(element.id);
  for (const { a, b } of Object.values(model.links)) {
    if (isInternet(model.elements[b.element])) beside.add(a.element);
    if (isInternet(model.elements[a.element])) beside.add(b.element);
  }
  return beside;
}

/** Connections of one flow that are traced; of a flow between large groups these speak for the rest. */
const MOST_DIALS = 64;

/** What `SceneOptions.passes` takes. */
export function passesOf(facts: Facts): Record<Id, Way[]> {
  const landmarks = landmarksOf(facts.model);
  if (landmarks.filters.size + landmarks.border.size === 0) return {};
  return Object.fromEntries(Object.keys(facts.model.flows).flatMap((flow): [Id, Way[]][] => {
    const ways = facts.ask(flowDials, flow).slice(0, MOST_DIALS).map((dial): Way => ({ from: dial.from, to: dial.to, through: passedBy(facts, dial, landmarks) }));
    return ways.some((way) => way.through.length > 0) ? [[flow, ways]] : [];
  }));
}

function passedBy(facts: Facts, dial: Dial, landmarks: Landmarks): Id[] {
  const carried = facts.ask(carriage, dialKey(dial));
  const always = new Set(carried.through.every);
  const passed = carried.trace.hops.flatMap(({ element: id }): Id[] => {
    if (id === dial.from || id === dial.to || !isLandmark(facts.model, landmarks, id, dial.from, dial.to)) return [];
    const group = groupsOf(facts.model, id)[0];
    return group ? [group.id] : always.has(id) ? [id] : [];
  });
  return [...new Set(passed)];
}
