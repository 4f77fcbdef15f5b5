/**
 * A way through the network as the preview tells it: the trace of the network facts, the same that `lintel trace`
 * prints, worded hop by hop. Each hop has the line that decided, and the way ends with the reason and what to do.
 */
import { likeness, likenessKey } from '#language/facts/network/alike.js';
import { endpointElements, endpointNamed, isWired, traceBetween, type Disposition, type End, type Hop, type HopAction, type Stop } from '#language/facts/network/index.js';
import { partName } from '#language/facts/network/short-name.js';
import type { Facts } from '#language/facts/query.js';
import { text, word } from '#language/messages/word.js';
import type { Endpoint, Id, PortMatch } from '#language/model/model.js';
import type { Origin } from '#language/model/origin.js';

/** Between elements, groups or places, by their ids. */
export interface PathQuestion { from: Id; to: Id; port: PortMatch }

export interface PathHop {
  /** From 1. */
  number: number;
  element: Id;
  name: string;
  /** OSI layer, 1 to 7. */
  layer: number;
  action: HopAction;
  /** What the element did and by which line. */
  said: string;
  /** The line that decided. */
  origin?: Origin;
  /** The cable on which the packet came. */
  link?: Id;
}

export interface PathEnd {
  element: Id;
  said: string;
  todo: string;
  origin: Origin;
  /** It was the reply. */
  reply: boolean;
}

export interface PathView {
  question: PathQuestion;
  from: string;
  to: string;
  disposition: Disposition;
  reachable: boolean;
  /** `reachable`, `denied by a rule`. */
  verdict: string;
  request: PathHop[];
  reply: PathHop[];
  /** Where it ended, if it did not arrive. */
  end?: PathEnd;
  /** Of a way that arrives: where equal ways end on which it does not. */
  failing: PathEnd[];
  /** Why nothing is known of the hops. */
  unknown?: string;
}

/** What an id means as an end: several candidates never come of an id. */
export function endOf(facts: Facts, id: Id): Endpoint | undefined {
  const found = endpointNamed(facts, id);
  return 'candidates' in found ? undefined : found;
}

/** Pairs that are asked one by one, as the command line does. */
const MOST_PAIRS = 200;

/**
 * Between two places of a thousand machines each there are a million pairs: of those that nothing tells apart the first
 * speaks for all. The first pair that is not carried stays the first.
 */
function fewer(facts: Facts, from: Endpoint, to: Endpoint, port: PortMatch): [Endpoint, Endpoint] {
  const [sources, targets] = [endpointElements(facts, from), endpointElements(facts, to)];
  if (sources.length * targets.length <= MOST_PAIRS) return [from, to];
  return [firstOfKinds(facts, from, sources, port), firstOfKinds(facts, to, targets, port)];
}

function firstOfKinds(facts: Facts, end: Endpoint, elements: readonly End[], port: PortMatch): Endpoint {
  // Whoever is dialled by another address than its own is told apart by it.
  if (end.type !== 'ids' || elements.some((each) => each.group !== undefined || each.address !== undefined)) return end;
  const kinds = new Map<string, Id>();
  for (const { element } of elements) {
    const kind = facts.ask(likeness, likenessKey(element, port));
    if (!kinds.has(kind)) kinds.set(kind, element);
  }
  return { ...end, ids: [...kinds.values()] };
}

/** Undefined where there is nothing behind one of the ends that could open or take a connection. */
export function pathView(facts: Facts, question: PathQuestion): PathView | undefined {
  const [from, to] = [endOf(facts, question.from), endOf(facts, question.to)];
  if (!from || !to) return undefined;
  const carried = traceBetween(facts, ...fewer(facts, from, to, question.port), question.port);
  if (!carried) return undefined;
  const { disposition, reachable, hops, back, stop, failing } = carried.trace;
  const unwired = disposition === 'assumed' ? [carried.dial.from, carried.dial.to].find((id) => !facts.ask(isWired, id)) : undefined;
  return {
    question, from: partName(facts, question.from), to: partName(facts, question.to), disposition, reachable,
    verdict: word(text(`cli.disposition.${disposition}`)),
    request: hops.map((hop, index) => hopView(facts, hop, index)), reply: back.map((hop, index) => hopView(facts, hop, index)),
    ...(stop ? { end: endView(facts, stop) } : {}), failing: (failing ?? []).map((each) => endView(facts, each)),
    ...(unwired === undefined ? {} : { unknown: word(text('reach.unwired', { name: partName(facts, unwired) })) }),
  };
}

function hopView(facts: Facts, { element, layer, action, detail, origin, link }: Hop, index: number): PathHop {
  return {
    number: index + 1, element, name: partName(facts, element), layer, action, said: word(detail),
    ...(origin ? { origin } : {}), ...(link === undefined ? {} : { link }),
  };
}

function endView(facts: Facts, { element, text: said, origin, reply, reason, packet: { from, to, port }, about, towards }: Stop): PathEnd {
  const todo = text(`reach.todo.${reason}`, {
    element: partName(facts, element), from, to, port, about: about ?? to, towards: towards === undefined ? to : partName(facts, towards), reply: reply ? 'yes' : 'no',
  });
  return { element, said: word(said), todo: word(todo), origin, reply };
}
