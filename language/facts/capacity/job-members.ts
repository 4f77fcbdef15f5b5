/** What tasks of a job run on: the members of what it names, of a machine that says nothing itself what works in it, with the memory and cores that each has for them. */
import type { Id } from '../../model/model.js';
import { hasRole, isA, isPlace } from '../../model/queries.js';
import { tree } from '../network/tree.js';
import { query, type Facts } from '../query.js';
import { statedAmount } from './stated-amount.js';
import { hostChain } from '../storage/machines.js';

export interface JobMember {
  id: Id;
  /** Bytes and cores; undefined where neither it nor what it runs on says how many. */
  memory?: number;
  vcores?: number;
}

/** What runs tasks inside of a machine. */
const WORKERS = ['node-manager', 'executor', 'task-tracker'];

export const jobMembers = query('capacity.job-members', (facts, on: Id): JobMember[] => {
  const members = membersOf(facts, on);
  return members.map((id) => {
    const [memory, vcores] = [capacity(facts, id, 'memory', members), capacity(facts, id, 'vcores', members)];
    return { id, ...(memory === undefined ? {} : { memory }), ...(vcores === undefined ? {} : { vcores }) };
  });
});

/** Whether an element states itself what it has for tasks. */
export function statesRoom(facts: Facts, id: Id): boolean {
  return statedAmount(facts, id, 'vcores') !== undefined || statedAmount(facts, id, 'memory') !== undefined;
}

function membersOf(facts: Facts, on: Id): Id[] {
  const index = facts.ask(tree);
  const place = isPlace(facts.elements[on]);
  const listed = place ? index.descendants(on).filter((id) => hasRole(facts.elements[id]!, 'compute') || isWorker(facts, id)) : index.members(on).filter((id) => facts.elements[id]);
  return [...new Set(listed.flatMap((id) => {
    if (statesRoom(facts, id) || isWorker(facts, id)) return [id];
    const inside = workersIn(facts, id);
    return inside.length > 0 ? inside : [id];
  }))];
}

function isWorker(facts: Facts, id: Id): boolean {
  return WORKERS.some((kind) => isA(facts.elements[id]!, kind));
}

function workersIn(facts: Facts, id: Id): Id[] {
  const inside = facts.ask(tree).descendants(id).filter((each) => isWorker(facts, each));
  // Executors in a NodeManager's containers are what tasks run on.
  return inside.filter((each) => !inside.some((other) => other !== each && facts.ask(hostChain, other).includes(each)));
}

/** Its own, else its part of what it runs on. */
function capacity(facts: Facts, id: Id, attribute: 'memory' | 'vcores', members: readonly Id[]): number | undefined {
  for (const each of facts.ask(hostChain, id)) {
    const stated = statedAmount(facts, each, attribute)?.value;
    if (stated === undefined) continue;
    const sharers = each === id ? 1 : members.filter((member) => facts.ask(hostChain, member).includes(each)).length;
    return Math.max(0, stated) / Math.max(1, sharers);
  }
  return undefined;
}
