/** Rules on requests where requests are not read: a balancer of layer 4 sees connections only. */
import type { Balance, Id } from '../../model/model.js';
import type { Origin } from '../../model/origin.js';
import { hasRole } from '../../model/queries.js';
import { layerOf } from '../network/osi.js';
import { query } from '../query.js';
import { balancingSoftware, pools } from './pools.js';

export interface UrlRule {
  by: Id;
  /** The elements that would have to read requests. */
  engines: Id[];
  balance: Balance;
  pattern: string;
  origin: Origin;
  layer: number;
  /** Its software could work at layer 7, were it told to. */
  able: boolean;
}

export const blindUrlRules = query('redundancy.blind-url-rules', (facts): UrlRule[] => facts.ask(pools).flatMap(({ by, engines, balances }) => {
  const blind = engines.filter((id) => hasRole(facts.elements[id]!, 'balancer') || facts.elements[id]!.network.layer !== undefined).filter((id) => layerOf(facts.elements[id]!) <= 4);
  if (blind.length === 0) return [];
  const able = blind.every((id) => balancingSoftware(facts, facts.elements[id]!).some((each) => each.provides?.includes('layer-7')));
  return balances.flatMap((balance) => balance.matches.map(({ pattern, origin }): UrlRule => ({ by, engines: blind, balance, pattern, origin, layer: layerOf(facts.elements[blind[0]!]!), able })));
}));
