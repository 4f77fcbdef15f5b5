/** The ends that a user names: elements and groups by their names, addresses as they are. */
import { endpointElements, endpointNamed } from '#language/facts/network/index.js';
import type { Facts } from '#language/facts/query.js';
import { text } from '#language/messages/word.js';
import type { Endpoint } from '#language/model/model.js';
import { nearest } from '#language/syntax/lower/nearest.js';
import { Fault } from './fault.js';
import type { Given } from './inputs.js';

export interface NamedEnd {
  endpoint: Endpoint;
  /** The qualified name, or the address. */
  name: string;
  /** False where no element stands behind it. */
  connects: boolean;
}

export function endpointOf(facts: Facts, written: string, given: Given): NamedEnd {
  const found = endpointNamed(facts, written);
  if ('candidates' in found) throw notOne(facts, written, found.candidates, given);
  const name = found.type === 'ids' ? found.ids[0]! : found.text;
  return { endpoint: found, name, connects: endpointElements(facts, found).length > 0 };
}

function notOne(facts: Facts, name: string, candidates: readonly string[], { written: file }: Given): Fault {
  if (candidates.length > 0) return new Fault(text('cli.fault.ambiguous-name', { name, candidates, file }));
  const known = [...Object.keys(facts.elements), ...Object.keys(facts.groups)];
  const simple = new Set(known.flatMap((id) => [id, id.split('.').at(-1)!]));
  const near = nearest(name, simple);
  return new Fault(text('cli.fault.unknown-name', { file, name, candidates: near, count: near.length }));
}
