/** Asks networks written as text what gets through: between two ends, along their flows, by their expectations. */
import assert from 'node:assert/strict';
import {
  carriage, dialKey, endpointNamed, flowDials, passes, reach, traceBetween, type Disposition,
} from '#language/facts/network/index.js';
import type { Carriage, Trace } from '#language/facts/network/types.js';
import { Facts } from '#language/facts/query.js';
import { port } from './model-builder.js';
import { readModel } from './read-model.js';

/** The facts of a text that has no problems. */
export function factsOf(text: string): Facts {
  const model = readModel(text);
  assert.deepEqual(model.problems.map((problem) => problem.type), [], JSON.stringify(model.problems));
  return new Facts(model);
}

export function traceOf(facts: Facts, from: string, to: string, over = 'icmp'): Trace {
  const ends = [from, to].map((name) => {
    const found = endpointNamed(facts, name);
    assert.ok('type' in found, `no ${name}`);
    return found;
  });
  return traceBetween(facts, ends[0]!, ends[1]!, port(over))!.trace;
}

/** Every way of one connection between two elements, by their ids. */
export function carriageOf(facts: Facts, from: string, to: string, over = 'icmp'): Carriage {
  return facts.ask(carriage, dialKey({ from, to, port: port(over) }));
}

/** What becomes of each connection: names as endpoints are written, addresses included. */
export function says(text: string, lines: [from: string, to: string, over: string, disposition: Disposition][]): void {
  const facts = factsOf(text);
  for (const [from, to, over, disposition] of lines) {
    const found = traceOf(facts, from, to, over);
    assert.equal(found.disposition, disposition, `${from} -> ${to} over ${over}: ${JSON.stringify(found.stop)}`);
  }
}

/** What becomes of each flow, in the order in which they stand: the first of its connections that is refused speaks. */
export function flowsSay(text: string, ...dispositions: Disposition[]): void {
  const facts = factsOf(text);
  const found = Object.keys(facts.flows).map((flow) => {
    const dials = facts.ask(flowDials, flow).map((dial) => facts.ask(carriage, dialKey(dial)).trace);
    return (dials.find((each) => !each.reachable) ?? dials[0])!;
  });
  assert.deepEqual(found.map((each) => each.disposition), dispositions, JSON.stringify(found.map((each) => each.stop?.text)));
}

/** Answers of all `expect … reach` and `passes` lines, in order. */
export function expectations(text: string): string[] {
  const facts = factsOf(text);
  return facts.read('expectations').flatMap(({ body }) => {
    if (body.type === 'reach') {
      return body.to.map((to) => reach(facts, { ...body, to }).verdict);
    }
    return body.type === 'passes' ? body.to.map((to) => passes(facts, { ...body, to }).verdict) : [];
  });
}
