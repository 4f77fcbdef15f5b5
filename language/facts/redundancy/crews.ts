/** Groups whose members share repair crews, as blocks of components whose states belong together. */
import type { Id } from '../../model/model.js';
import { tree } from '../network/tree.js';
import { query } from '../query.js';
import { reliability } from './reliability.js';
import { birthDeath, jointStates, type Repairable } from './repair-crews.js';

export interface CrewBlock {
  group: Id;
  crews: number;
  members: Id[];
  /** Probability of each set of failed members; undefined where there are too many states. */
  states: number[] | undefined;
  /** Probability that none is down, or less: for bounds. */
  allUp: number;
}

/** Blocks of components that wait for each other's repair. Where as many crews as members stand by, nobody waits. */
export const crewBlocks = query('redundancy.crew-blocks', (facts): CrewBlock[] => {
  const blocks: CrewBlock[] = [];
  const taken = new Set<Id>();
  for (const group of Object.values(facts.groups)) {
    const crews = group.repairCrews;
    if (crews === undefined || !(crews > 0)) continue;
    const members = facts.ask(tree).members(group.id).filter((id) => !taken.has(id) && isRepaired(facts.ask(reliability, id).unavailability));
    if (members.length <= crews) continue;
    members.forEach((id) => taken.add(id));
    const repairables = members.map((id) => repairable(facts.ask(reliability, id)));
    blocks.push({ group: group.id, crews, members, states: jointStates(repairables, crews), allUp: leastAllUp(repairables, crews) });
  }
  return blocks;
});

/** From availability alone only the ratio of the two times is known; with equal members that is enough. */
function repairable({ unavailability, mtbf, mttr }: { unavailability: number; mtbf?: number; mttr?: number }): Repairable {
  if (mtbf !== undefined && mttr !== undefined) return { mtbf, mttr };
  return { mtbf: (1 - unavailability) / unavailability, mttr: 1 };
}

/** As if all members were like the worst in both times. */
function leastAllUp(members: Repairable[], crews: number): number {
  const worst = { mtbf: Math.min(...members.map((each) => each.mtbf)), mttr: Math.max(...members.map((each) => each.mttr)) };
  return birthDeath(members.length, worst, crews)[0]!;
}

function isRepaired(unavailability: number): boolean {
  return unavailability > 0 && unavailability < 1;
}
