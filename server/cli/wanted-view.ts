/** Which view a command line asks for: a written one by its name, an automatic one by its option or its key. */
import type { Facts } from '#language/facts/query.js';
import { text } from '#language/messages/word.js';
import { automaticViews, isViewOf, keyOf, NETWORK } from '#language/scene/index.js';
import { endpointOf } from './endpoints.js';
import { Fault } from './fault.js';
import type { Given } from './inputs.js';

export interface WantedView {
  view?: string;
  /** The wiring. */
  network?: true;
  /** The inside of this place, container or group. */
  of?: string;
  /** The neighbourhood of this element or group. */
  around?: string;
  /** Steps of the neighbourhood. */
  depth?: number;
}

/** As scenes name it; undefined for the overview. */
export function wantedView(facts: Facts, wanted: WantedView, given: Given): string | undefined {
  const { view, network, of, around, depth } = wanted;
  if (depth !== undefined && around === undefined) throw new Fault(text('cli.fault.depth-alone'));
  if (network) return NETWORK;
  if (of !== undefined) return keyOf({ type: 'inside', of: elementNamed(facts, of, given) });
  if (around !== undefined) return keyOf({ type: 'around', of: elementNamed(facts, around, given), depth: depth ?? 1 });
  if (isViewOf(facts.model, view)) return view;
  const views = [...facts.model.views, ...automaticViews(facts.model)].map(({ name }) => name);
  throw new Fault(text('cli.fault.unknown-view', { file: given.written, view: view!, views, count: views.length }));
}

function elementNamed(facts: Facts, written: string, given: Given): string {
  const { endpoint, name } = endpointOf(facts, written, given);
  if (endpoint.type !== 'ids') throw new Fault(text('cli.fault.no-element', { name: written }));
  return name;
}
