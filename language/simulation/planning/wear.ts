/** What fails by chance while a scenario runs: each part by its own mean times between failures and to repair. */
import { failable } from '../../facts/redundancy/failable.js';
import { reliability } from '../../facts/redundancy/reliability.js';
import { tree } from '../../facts/network/tree.js';
import type { Facts } from '../../facts/query.js';
import type { Scenario } from '../../model/model.js';
import type { Plan } from '../plan.js';
import type { Assumptions } from './assumptions.js';

const SECONDS_PER_HOUR = 3600;

/** Those that are named, else all that can fail. */
export function wearOf(facts: Facts, scenario: Scenario, assumptions: Assumptions): NonNullable<Plan['wear']> {
  const worn = new Map<string, { id: string; from: number; mtbf: number; mttr: number }>();
  for (const { action, at, targets } of scenario.events) {
    if (action !== 'wear') continue;
    const named = targets.flatMap((id) => (facts.groups[id] ? facts.ask(tree).members(id) : [id]));
    for (const id of named.length > 0 ? named : facts.ask(failable)) {
      const { mtbf, mttr, basis } = facts.ask(reliability, id);
      if (mtbf === undefined || mttr === undefined) {
        if (named.length > 0) assumptions.add('simulation.assumption.never-fails', { name: id });
        continue;
      }
      if (basis.type !== 'stated') assumptions.add('simulation.assumption.wear', { name: id, mtbf, mttr });
      if (!worn.has(id)) worn.set(id, { id, from: at, mtbf: mtbf * SECONDS_PER_HOUR, mttr: mttr * SECONDS_PER_HOUR });
    }
  }
  return [...worn.values()];
}
