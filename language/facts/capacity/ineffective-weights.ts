/** Weights of a `balance` statement that change nothing, or take a member out. */
import type { Balance, Id } from '../../model/model.js';
import { tree } from '../network/tree.js';
import { balancingSoftware, pools, type Pool } from '../redundancy/pools.js';
import { query, type Facts } from '../query.js';
import { weightsOf } from './pools.js';

export interface IneffectiveWeights {
  why:
    /** It gets nothing. */
    | 'zero'
    /** Nothing is sent there in the first place. */
    | 'stranger'
    /** There is nobody to share with. */
    | 'alone'
    /** Only the primary is asked. */
    | 'standby'
    /** The software deals evenly. */
    | 'ignored'
    /** All weigh the same. */
    | 'equal';
  pool: Pool;
  /** In source order. */
  weights: Balance['weights'];
  /** The software that ignores them. */
  software?: string;
}

/**
 * Elastic Load Balancing takes no weight of a single target: weights there are those of whole target groups
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html).
 */
const WITHOUT_WEIGHTS = ['aws-elb', 'aws-alb', 'aws-nlb'];

export const ineffectiveWeights = query('capacity.ineffective-weights', (facts): IneffectiveWeights[] => facts.ask(pools).flatMap((pool) => ofPool(facts, pool)));

function ofPool(facts: Facts, pool: Pool): IneffectiveWeights[] {
  const written = pool.balances.flatMap((balance) => balance.weights);
  if (written.length === 0) return [];
  const members = new Set(pool.members);
  const means = (id: Id): Id[] => facts.ask(tree).members(id).filter((member) => members.has(member));
  const strangers = written.filter(({ id }) => means(id).length === 0);
  const zeros = written.filter((each) => each.weight === 0 && !strangers.includes(each));
  const rest = written.filter((each) => !strangers.includes(each) && !zeros.includes(each));
  const found: IneffectiveWeights[] = [
    ...strangers.map((each): IneffectiveWeights => ({ why: 'stranger', pool, weights: [each] })),
    ...zeros.map((each): IneffectiveWeights => ({ why: 'zero', pool, weights: [each] })),
  ];
  if (rest.length === 0) return found;
  const software = ignoringSoftware(facts, pool);
  if (members.size < 2) found.push({ why: 'alone', pool, weights: rest });
  else if (asksPrimaryOnly(facts, pool)) found.push({ why: 'standby', pool, weights: rest });
  else if (software !== undefined) found.push({ why: 'ignored', pool, weights: rest, software });
  else if (zeros.length === 0 && allEqual(facts, pool)) found.push({ why: 'equal', pool, weights: rest });
  return found;
}

function ignoringSoftware(facts: Facts, { engines }: Pool): string | undefined {
  const found = engines.map((id) => balancingSoftware(facts, facts.elements[id]!));
  const ignoring = found.flat().find((each) => WITHOUT_WEIGHTS.some((name) => each.name === name || each.is.includes(name)));
  return ignoring && found.every((each) => each.length > 0 && each.every((one) => WITHOUT_WEIGHTS.some((name) => one.name === name || one.is.includes(name)))) ? ignoring.label ?? ignoring.name : undefined;
}

/** One group whose members take turns, unless the balancer reads from all of them. */
function asksPrimaryOnly(facts: Facts, { by, balances, engines }: Pool): boolean {
  if (balances.length !== 1 || engines.length === 0) return false;
  const { target } = balances[0]!;
  const group = facts.elements[target] ? undefined : facts.groups[target];
  if (!group || group.mode === 'active-active') return false;
  const callers = new Set([by, ...engines]);
  const reads = Object.values(facts.flows).some((flow) => flow.access === 'reads' && flow.from.some((end) => end.type === 'ids' && end.ids.some((id) => callers.has(id))));
  return !reads;
}

function allEqual(facts: Facts, { balances, members }: Pool): boolean {
  const weights = weightsOf(facts, balances);
  return new Set(members.map((id) => weights.get(id) ?? 1)).size === 1;
}
