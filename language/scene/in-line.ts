/**
 * Which filters and border gateways stand in the line of a flow, read from the wiring alone: those whose removal leaves no way between the
 * ends. Where the network facts are at hand their traces say it exactly and are preferred (`SceneOptions.passes`);
 * this keeps a picture honest without them, because it ignores addresses and rules and so only ever finds fewer.
 */
import { groupsOf, isInternet, isPlace, memberElements } from '../model/queries.js';
import type { Element, Flow, Id, Link, Model } from '../model/model.js';
import { isLandmark, landmarksOf, type Landmarks } from './landmarks.js';
import type { Way } from './options.js';
import { endpointElements } from './selection.js';

const NO_NETWORK = new Set(['fc', 'sas', 'sata', 'scsi', 'serial']);
/** Nodes visited over all searches; a model beyond it is collapsed to an overview anyway. */
const BUDGET = 3_000_000;

/** Pairs of one flow that are looked at; of a flow between large groups these speak for the rest. */
const MOST_WAYS = 16;

type Wiring = Map<Id, Id[]>;

function isNetworkLink(link: Link): boolean {
  return !NO_NETWORK.has(link.medium) && link.tunnel === undefined;
}

function wiringOf(model: Model): Wiring {
  const wiring: Wiring = new Map();
  const join = (a: Id, b: Id): void => {
    for (const [from, to] of [[a, b], [b, a]] as const) {
      const known = wiring.get(from);
      if (known) known.push(to);
      else wiring.set(from, [to]);
    }
  };
  const linked = new Set<Id>();
  for (const link of Object.values(model.links)) {
    if (!isNetworkLink(link)) continue;
    join(link.a.element, link.b.element);
    linked.add(link.a.element).add(link.b.element);
  }
  for (const element of Object.values(model.elements)) {
    for (const face of element.network.interfaces) if (face.on.place !== undefined) join(element.id, face.on.place);
    if (isPlace(element) || linked.has(element.id)) continue;
    const home = segmentOf(model, element, linked);
    if (home !== undefined) join(element.id, home);
  }
  return wiring;
}

/** The host that it runs on, else its innermost place with a subnet or a link. */
function segmentOf(model: Model, element: Element, linked: ReadonlySet<Id>): Id | undefined {
  if (element.hosts[0] !== undefined) return element.hosts[0];
  let parent = element.parent === undefined ? undefined : model.elements[element.parent];
  for (; parent; parent = parent.parent === undefined ? undefined : model.elements[parent.parent]) {
    if (!isPlace(parent)) return parent.id;
    if (isInternet(parent) || parent.network.subnets.length > 0 || linked.has(parent.id)) return parent.id;
  }
  return undefined;
}

function forwards(element: Element | undefined): boolean {
  return element !== undefined && element.roles.some((role) => role === 'place' || role === 'switch' || role === 'router' || role === 'filter');
}

export class InLine {
  readonly #model: Model;
  #wiring: Wiring | undefined;
  #spent = 0;
  readonly #landmarks: Landmarks;
  readonly #answers = new Map<string, Id[]>();

  constructor(model: Model) {
    this.#model = model;
    this.#landmarks = landmarksOf(model);
  }

  /** Landmarks (or the group that they form) that every wired way from each source to each target passes, in order. */
  of(flow: Flow): Way[] {
    const from = flow.from.flatMap((each) => endpointElements(this.#model, each));
    const to = flow.to.flatMap((each) => endpointElements(this.#model, each));
    return from.flatMap((a) => to.map((b): Way => ({ from: a, to: b, through: this.#known(a, b) }))).slice(0, MOST_WAYS);
  }

  #known(from: Id, to: Id): Id[] {
    const key = `${from} ${to}`;
    const known = this.#answers.get(key) ?? this.#passed(from, to);
    this.#answers.set(key, known);
    return known;
  }

  #passed(from: Id, to: Id): Id[] {
    const way = this.#way(from, to, new Set());
    if (!way) return [];
    const passed: Id[] = [];
    for (const id of way.slice(1, -1)) {
      if (!isLandmark(this.#model, this.#landmarks, id, from, to)) continue;
      const group = groupsOf(this.#model, id)[0];
      const without = new Set(group ? memberElements(this.#model, group.id) : [id]);
      if (!this.#way(from, to, without)) passed.push(group?.id ?? id);
    }
    return passed;
  }

  /** A shortest way over devices that forward, breadth first. */
  #way(from: Id, to: Id, without: ReadonlySet<Id>): Id[] | undefined {
    const wiring = (this.#wiring ??= wiringOf(this.#model));
    const before = new Map<Id, Id | undefined>([[from, undefined]]);
    const queue: Id[] = [from];
    for (let index = 0; index < queue.length && this.#spent < BUDGET; index += 1) {
      const current = queue[index]!;
      if (current === to) return this.#unwind(before, to);
      if (current !== from && !forwards(this.#model.elements[current]) && !this.#hosts(current, from, to)) continue;
      for (const next of wiring.get(current) ?? []) {
        this.#spent += 1;
        if (before.has(next) || without.has(next)) continue;
        before.set(next, current);
        queue.push(next);
      }
    }
    return undefined;
  }

  #hosts(machine: Id, from: Id, to: Id): boolean {
    const on = (id: Id): boolean => this.#model.elements[id]?.hosts.includes(machine) ?? false;
    return on(from) || on(to);
  }

  #unwind(before: ReadonlyMap<Id, Id | undefined>, to: Id): Id[] {
    const way: Id[] = [];
    for (let at: Id | undefined = to; at !== undefined; at = before.get(at)) way.unshift(at);
    return way;
  }
}
