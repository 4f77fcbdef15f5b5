/** Health checks that have not yet come to their verdict, told in a sentence: meanwhile a balancer sends requests to who does not answer them. */
import { measureText } from '#language/expectations/measures.js';
import { text } from '#language/messages/word.js';
import type { Text } from '#language/model/finding.js';
import { full } from '#language/simulation/balancing/balancer-state.js';
import type { Run } from '#language/simulation/run.js';
import type { Names } from './takeover-caption.js';

/** Of the first server that is down and still counts as up. */
export function checkSaid({ plan, state }: Run, { nameOf }: Names): Text | undefined {
  for (const [index, { check, members, assumed, station: own }] of plan.balancers.entries()) {
    if (!check || assumed || state.stations[own]!.mode !== 'up' || standsBy({ plan, state }, own)) continue;
    for (const [at, station] of members.entries()) {
      const { up, health } = state.balancers[index]!.peers[at]!;
      const { mode } = state.stations[station]!;
      if (!up || mode === 'up' || mode === 'leaving') continue;
      return text('playback.check', {
        balancer: nameOf(plan.stations[own]!.id), who: nameOf(plan.stations[station]!.id), every: measureText(check.every, 'duration'), failed: full(check) - health, fall: check.fall,
      });
    }
  }
  return undefined;
}

/** A balancer that nobody comes to tells nothing that the reader sees. */
export function standsBy({ plan, state }: Pick<Run, 'plan' | 'state'>, station: number): boolean {
  return plan.groups.some(({ mode, members }, index) => mode === 'active-standby' && members.some((member, at) => member.station === station && state.groups[index]!.serving !== at));
}
