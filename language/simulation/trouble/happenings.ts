/** What a scenario does to the architecture: parts fail, end, stop, slow down, are cut off, and come back. */
import type { Core } from '../core.js';
import type { Id } from '../../model/model.js';
import { submit } from '../jobs/opening.js';
import { note } from '../outcome/log.js';
import type { EventPlan } from '../plan.js';
import { settle } from './settle.js';
import type { Failing } from './trouble.js';

const HOW: Partial<Record<EventPlan['action'], { failing: Failing; kind: 'failed' | 'killed' | 'stopped' }>> = {
  fail: { failing: 'silent', kind: 'failed' },
  kill: { failing: 'refusing', kind: 'killed' },
  stop: { failing: 'stopped', kind: 'stopped' },
};

export function happen(run: Core, index: number): void {
  inflict(run, run.plan.events[index]!);
}

/** Also for what a reader does by hand while a run is shown. */
export function inflict(run: Core, event: EventPlan): void {
  if (event.action === 'job') {
    submit(run, event.job!);
    return;
  }
  const { trouble } = run.state;
  const how = HOW[event.action];
  if (how) {
    for (const id of event.targets) {
      if (isLink(run, id)) cut(run, id);
      else if (trouble.failing[id] !== how.failing) {
        trouble.failing[id] = how.failing;
        note(run.state, how.kind, id);
      }
    }
  } else if (event.action === 'recover') event.targets.forEach((id) => recover(run, id));
  else if (event.action === 'cut') event.targets.forEach((id) => cut(run, id));
  else if (event.action === 'slow') event.targets.forEach((id) => slow(run, id, event.factor ?? 1));
  else if (event.action === 'partition') {
    trouble.partitions.push({ a: event.targets, b: event.from ?? [] });
    note(run.state, 'partitioned', event.targets[0] ?? '', event.from?.[0] === undefined ? {} : { other: event.from[0] });
  }
  trouble.epoch++;
  settle(run);
}

function isLink(run: Core, id: Id): boolean {
  return run.plan.links.some((link) => link.id === id);
}

function cut(run: Core, id: Id): void {
  const { trouble } = run.state;
  if (trouble.cut.includes(id)) return;
  trouble.cut.push(id);
  note(run.state, 'cut', id);
}

function slow(run: Core, id: Id, factor: number): void {
  const station = run.plan.stations.findIndex((each) => each.id === id);
  if (station < 0) return;
  run.state.stations[station]!.slow = factor;
  note(run.state, 'slowed', id, { amount: factor });
}

/** Whatever was wrong with it is over, cuts and partitions included. */
function recover(run: Core, id: Id): void {
  const { trouble, stations } = run.state;
  const before = Object.hasOwn(trouble.failing, id) || trouble.cut.includes(id);
  delete trouble.failing[id];
  trouble.cut = trouble.cut.filter((each) => each !== id);
  const parted = trouble.partitions.length;
  trouble.partitions = trouble.partitions.filter(({ a, b }) => !a.includes(id) && !b.includes(id));
  const station = run.plan.stations.findIndex((each) => each.id === id);
  const slowed = station >= 0 && stations[station]!.slow !== 1;
  if (slowed) stations[station]!.slow = 1;
  if (before || slowed) note(run.state, 'recovered', id);
  if (trouble.partitions.length < parted) note(run.state, 'joined', id);
}
