/** Elements whose processor cores cannot keep up with their own work on what is offered: U = X S / m, where S is the service time without what is waited for. */
import type { Id } from '../../model/model.js';
import { query } from '../query.js';
import { families, familyOf } from './families.js';
import { loadOrder } from './holding.js';
import { offeredLoads } from './offered.js';
import { exceeds, excesses } from './overloads.js';
import { serving } from './serving.js';
import { meanOf } from './times.js';
import type { OfferedLoads, Phase } from './types.js';

export interface BusyCores {
  /** The element, the worst of its instances. */
  id: Id;
  /** How many instances have too much, of how many. */
  instances: Id[];
  of: number;
  /** Requests a second, seconds of a core that each takes, cores. */
  rate: number;
  service: number;
  cores: number;
  bounded: boolean;
  scenario: OfferedLoads['scenario'];
  phase: Phase;
}

/** Those whose workers do not suffice either are told of by that. */
export const busyCores = query('capacity.busy-cores', (facts): BusyCores[] => {
  const worst = new Map<Id, Omit<BusyCores, 'instances' | 'of'>>();
  const { circular } = facts.ask(loadOrder);
  const already = facts.ask(excesses).elements;
  for (const { scenario, phases } of facts.ask(offeredLoads)) {
    for (const phase of phases) {
      for (const [id, { rate, bounded }] of phase.elements) {
        const { cores, service } = facts.ask(serving, id);
        if (cores === undefined || service === undefined || circular.has(id) || already.has(id)) continue;
        const busy = rate * meanOf(service);
        const known = worst.get(id);
        if (exceeds({ busy, bounded }, cores) && (!known || busy > known.rate * known.service)) worst.set(id, { id, rate, service: meanOf(service), cores, bounded, scenario, phase });
      }
    }
  }
  const byFamily = new Map<string, BusyCores>();
  for (const each of [...worst.values()].sort((a, b) => b.rate * b.service / b.cores - a.rate * a.service / a.cores)) {
    const known = byFamily.get(familyOf(each.id));
    if (known) known.instances.push(each.id);
    else byFamily.set(familyOf(each.id), { ...each, instances: [each.id], of: facts.ask(families).get(familyOf(each.id))!.length });
  }
  return [...byFamily.values()];
});
