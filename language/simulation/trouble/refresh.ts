/** What follows from the trouble that is written in the state: which stations answer, which groups work, which ways are closed. */
import type { Core } from '../core.js';
import type { Id } from '../../model/model.js';
import type { Mode } from '../run-state.js';
import type { Failing, Trouble } from './trouble.js';
import { NO_TROUBLE } from './trouble.js';

/** The elements that fell, and how: what has no power is silent, whatever its software did before. */
export function fallenModes(run: Core): Map<Id, Mode> {
  const { failing } = run.state.trouble;
  const modes = new Map<Id, Mode>();
  const fall = (how: Failing, mode: Mode): void => {
    const failed = Object.keys(failing).filter((id) => failing[id] === how);
    if (failed.length === 0) return;
    for (const id of run.ways.fallen?.(failed) ?? failed) modes.set(id, mode);
  };
  fall('refusing', 'refusing');
  fall('stopped', 'leaving');
  fall('silent', 'silent');
  return modes;
}

/** True where the machine itself is there, though its software may have ended. */
export function isAlive(mode: Mode | undefined): boolean {
  return mode === undefined || mode === 'up' || mode === 'refusing';
}

/** Closes the ways through what is down or stands by. To be called when either has changed. */
export function closeWays(run: Core): void {
  run.troubled(troubleOf(run));
}

function troubleOf(run: Core): Trouble {
  const { trouble, groups } = run.state;
  const idle = new Set<Id>();
  run.plan.groups.forEach((group, index) => {
    if (!group.forwards) return;
    const { serving } = groups[index]!;
    group.members.forEach((member, at) => {
      if (at !== serving) idle.add(member.id);
    });
  });
  if (trouble.epoch === 0 && run.plan.groups.every((group, index) => !group.forwards || groups[index]!.serving === 0)) return NO_TROUBLE;
  const down = new Set<Id>(trouble.cut);
  // Where only the software has ended, the machine goes on to forward.
  for (const [id, mode] of fallenModes(run)) if (mode !== 'refusing') down.add(id);
  return {
    down, idle, partitions: trouble.partitions.map(({ a, b }) => ({ a: new Set(a), b: new Set(b) })),
    key: JSON.stringify([[...down].sort(), [...idle].sort(), trouble.partitions]),
  };
}

/** After a snapshot: what is not part of it is worked out again. */
export function resume(run: Core): void {
  run.plan.groups.forEach((group, index) => {
    run.works[index] = run.state.groups[index]!.members.filter((member) => member.up).length >= (group.mode === 'active-standby' ? 1 : group.need);
  });
  closeWays(run);
}
