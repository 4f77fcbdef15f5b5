/** The connections of each flow by their ends: of several ports, the first that is carried. */
import { carriage, dialKey, flowDials } from '../../facts/network/index.js';
import type { Carriage } from '../../facts/network/types.js';
import type { Facts } from '../../facts/query.js';
import type { Dial } from '../../facts/network/types.js';
import type { Id } from '../../model/model.js';

export class FlowCarriages {
  /** Dials of each flow by their ends: traced when they are asked for. */
  private readonly dials = new Map<Id, Map<string, Dial[]>>();
  private readonly known = new Map<string, Carriage | undefined>();

  constructor(private readonly facts: Facts) {}

  /** Undefined where the flow has no connection between these. */
  of(flow: Id, from: Id, to: Id): Carriage | undefined {
    const key = `${flow}\u0001${from}\u0001${to}`;
    if (!this.known.has(key)) this.known.set(key, this.find(flow, `${from}\u0001${to}`));
    return this.known.get(key);
  }

  private find(flow: Id, ends: string): Carriage | undefined {
    let dials = this.dials.get(flow);
    if (!dials) {
      this.dials.set(flow, dials = new Map());
      for (const dial of this.facts.ask(flowDials, flow)) {
        const key = `${dial.from}\u0001${dial.to}`;
        dials.set(key, [...(dials.get(key) ?? []), dial]);
      }
    }
    let found: Carriage | undefined;
    for (const dial of dials.get(ends) ?? []) {
      found = this.facts.ask(carriage, dialKey(dial));
      if (found.trace.reachable) return found;
    }
    return found;
  }
}
