/**
 * A flow between two counted elements is a connection for every pair of instances, and each is traced. Beyond what an
 * editor can answer for, the flow is left out and said so, instead of checked in part without a word.
 */
import type { Endpoint, Model } from '../../model/model.js';
import { memberElements } from '../../model/queries.js';
import type { Lowering } from './context.js';

const MAX_CONNECTIONS = 250_000;

export function leaveOutTooManyConnections(lowering: Lowering): void {
  const { flows } = lowering.model;
  for (const flow of Object.values(flows)) {
    const connections = sizeOf(lowering.model, flow.from) * sizeOf(lowering.model, flow.to);
    if (connections <= MAX_CONNECTIONS) continue;
    lowering.report({ type: 'bad-quantity', text: String(connections), wanted: 'connections', units: [], origin: flow.origin });
    delete flows[flow.id];
  }
}

function sizeOf(model: Model, ends: readonly Endpoint[]): number {
  let size = 0;
  for (const end of ends) {
    if (end.type !== 'ids') size += 1;
    else for (const id of end.ids) size += model.groups[id] ? memberElements(model, id).length : 1;
  }
  return size;
}
