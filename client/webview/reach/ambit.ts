/**
 * Everything around one part: who reaches it and whom it reaches through the network, who asks it and whom it asks by
 * flows, and what falls with it. Networks are asked in pieces, so that a page stays alive over thousands of elements.
 */
import { likeness, likenessKey } from '#language/facts/network/alike.js';
import { carriage } from '#language/facts/network/carriage.js';
import { dialKey } from '#language/facts/network/dial.js';
import { dialledEnds, endpointElements, type End } from '#language/facts/network/flow-dials.js';
import { flowSteps, type FlowStep } from '#language/facts/network/flow-steps.js';
import { shortName } from '#language/facts/network/short-name.js';
import { isWired } from '#language/facts/network/wired.js';
import type { Facts } from '#language/facts/query.js';
import { text, word } from '#language/messages/word.js';
import type { Element, Id, PortMatch } from '#language/model/model.js';
import { isInternet, isPlace, memberElements } from '#language/model/queries.js';
import { falloutOf } from '#language/simulation/world/fallout.js';
import { dialledPorts } from './path-ports.js';
import { endOf } from './path-view.js';

export const AMBITS = ['reaches-it', 'it-reaches', 'asks-it', 'it-asks', 'falls'] as const;
export type AmbitKind = (typeof AMBITS)[number];

export interface AmbitRow {
  id: Id;
  name: string;
  /** Over which ports, by which flow, or why it falls. */
  said: string;
}

export interface Ambit {
  rows: AmbitRow[];
  /** What is lit besides the rows: flows that lead there. */
  lit: Id[];
  /** Elements whose wiring is not described: nothing is known of them. */
  unknown: number;
  /** Of `falls`: what is taken as failed, and what falls. */
  failed?: Id[];
  falls?: Id[];
}

/** Yields between pieces of work. */
export type Asking = Generator<undefined, Ambit, undefined>;

export function* askAmbit(facts: Facts, id: Id, kind: AmbitKind): Asking {
  switch (kind) {
    case 'reaches-it': return yield* networkAmbit(facts, id, true);
    case 'it-reaches': return yield* networkAmbit(facts, id, false);
    case 'asks-it': return flowAmbit(facts, id, true);
    case 'it-asks': return flowAmbit(facts, id, false);
    case 'falls': return fallAmbit(facts, id);
  }
}

// ------------------------------------------------------------------------------------------------- by the network

function* networkAmbit(facts: Facts, id: Id, inwards: boolean): Asking {
  const end = endOf(facts, id);
  const own = end ? (inwards ? dialledEnds(facts, end) : endpointElements(facts, end)).filter(({ element }) => isKnown(facts, element)) : [];
  const inside = new Set(end ? endpointElements(facts, end).map(({ element }) => element) : []);
  const others = Object.values(facts.elements).filter((element) => canConnect(element) && !inside.has(element.id));
  const ports = facts.ask(dialledPorts);
  const known = new Map<string, boolean>();
  const reaches = (from: Id, to: End, port: PortMatch): boolean => {
    // Of elements that nothing tells apart, one speaks for all.
    const key = [likeness, likeness].map((kind, index) => facts.ask(kind, likenessKey(index === 0 ? from : to.element, port))).join('\u0001') + `\u0001${to.group ?? ''}\u0001${port.protocol}${port.low}-${port.high}`;
    let answer = known.get(key);
    if (answer === undefined) known.set(key, answer = facts.ask(carriage, dialKey({ from, to: to.element, port, ...(to.group === undefined ? {} : { group: to.group }) })).trace.reachable);
    return answer;
  };
  const rows: AmbitRow[] = [];
  let unknown = 0;
  for (const { id: other } of others) {
    if (!isKnown(facts, other)) {
      unknown += 1;
      continue;
    }
    const open = new Set<string>();
    for (const mine of own) {
      const [from, to] = inwards ? [other, mine] : [mine.element, { element: other }];
      for (const port of ports.get(to.element) ?? []) if (!open.has(port.text) && reaches(from, to, port)) open.add(port.text);
      yield undefined;
    }
    if (open.size > 0) rows.push({ id: other, name: shortName(facts, other), said: word(text('reach.over-ports', { ports: [...open] })) });
  }
  return { rows, lit: [], unknown: unknown + (own.length === 0 && inside.size > 0 ? 1 : 0) };
}

function isKnown(facts: Facts, id: Id): boolean {
  return isInternet(facts.elements[id]) || facts.ask(isWired, id);
}

/** Who opens and takes connections of its own: no cable runs, disks or power supplies. */
function canConnect(element: Element): boolean {
  if (isPlace(element)) return isInternet(element);
  return !element.roles.includes('switch') && !element.roles.includes('part');
}

// ----------------------------------------------------------------------------------------------------- by flows

/** Along flows that come about, from element to element, as a request goes on. */
function flowAmbit(facts: Facts, id: Id, inwards: boolean): Ambit {
  const steps = facts.ask(flowSteps);
  const carried = [...steps.from.values()].flat().filter(({ dial }) => facts.ask(carriage, dialKey(dial)).trace.reachable);
  const next = new Map<Id, FlowStep[]>();
  for (const step of carried) {
    const at = inwards ? step.dial.to : step.dial.from;
    next.set(at, [...next.get(at) ?? [], step]);
  }
  const end = endOf(facts, id);
  const start = end ? endpointElements(facts, end).map(({ element }) => element) : [];
  const found = new Map<Id, Set<Id>>();
  const flows = new Set<Id>();
  const seen = new Set(start);
  const pending = start.flatMap((each) => (inwards ? containersOf(facts, each) : steps.startsFrom(each)));
  for (const each of pending) seen.add(each);
  while (pending.length > 0) {
    for (const { flow, dial } of next.get(pending.shift()!) ?? []) {
      const other = inwards ? dial.from : dial.to;
      flows.add(flow);
      if (!start.includes(other)) found.set(other, (found.get(other) ?? new Set()).add(flow));
      for (const each of inwards ? containersOf(facts, other) : steps.goesOnAs(other)) {
        if (seen.has(each)) continue;
        seen.add(each);
        pending.push(each);
      }
    }
  }
  const rows = Object.keys(facts.elements).flatMap((each): AmbitRow[] => {
    const by = found.get(each);
    return by ? [{ id: each, name: shortName(facts, each), said: word(text('reach.by-flows', { flows: [...by].map((flow) => shortName(facts, flow)) })) }] : [];
  });
  return { rows, lit: [...flows], unknown: 0 };
}

/** A request to an element goes on along the flows of its parts: whoever asks what contains it asks it. */
function containersOf(facts: Facts, id: Id): Id[] {
  const found: Id[] = [];
  for (let at: Id | undefined = id; at !== undefined && !found.includes(at); at = facts.elements[at]?.parent) {
    if (at !== id && isPlace(facts.elements[at])) break;
    found.push(at);
  }
  return found;
}

// ------------------------------------------------------------------------------------------------- what falls

function fallAmbit(facts: Facts, id: Id): Ambit {
  const failed = facts.links[id] ? [id] : memberElements(facts.model, id);
  const { down, broken, services, elements } = falloutOf(facts, new Set(failed));
  const name = (each: Id): string => shortName(facts, each);
  const own = new Set(failed);
  const rows = [
    ...services.map((each) => ({ id: each.id, name: each.title, said: each.reason })),
    ...[...down].filter((each) => !own.has(each)).map((each) => ({ id: each, name: name(each), said: word(text('reach.down-with', { names: failed.map(name) })) })),
    ...elements.filter((each) => !down.has(each.id)).map((each) => ({ id: each.id, name: name(each.id), said: each.reason })),
  ];
  return { rows, lit: [], unknown: 0, failed, falls: [...broken] };
}
