/** Processor cores: a request that has a worker still waits until a core is free for its own work, first come, first served. */
import { EVENT, type Core } from './core.js';
import type { StationState } from './run-state.js';
import { setLevel } from './statistics/time-average.js';
import { visitOf } from './visits.js';

/** Takes a core, or lines up for one with so many seconds of work; false where it has to wait. */
export function takeCore(run: Core, station: StationState, id: number, work: number): boolean {
  const cores = station.cores!;
  const visit = run.state.visits[id]!;
  if (cores.busy < run.plan.stations[visit.station]!.cores!) {
    cores.busy++;
    setLevel(cores.level, run.state.now, cores.busy);
    return true;
  }
  cores.waiting.push(id, visit.serial, work);
  noteWaiting(run, station);
  return false;
}

/** Its work is done: the next that waits has the core. */
export function giveCoreBack(run: Core, station: StationState): void {
  const cores = station.cores!;
  while (cores.head < cores.waiting.length) {
    const [id, serial, work] = [cores.waiting[cores.head]!, cores.waiting[cores.head + 1]!, cores.waiting[cores.head + 2]!];
    cores.head += 3;
    if (cores.head > 1536 && cores.head * 2 > cores.waiting.length) {
      cores.waiting = cores.waiting.slice(cores.head);
      cores.head = 0;
    }
    noteWaiting(run, station);
    if (!visitOf(run, id, serial)) continue;
    run.queue.push(run.state.now + work, EVENT.serviceDone, id, serial);
    return;
  }
  cores.busy--;
  setLevel(cores.level, run.state.now, cores.busy);
}

/** Who waits for a core. */
export function coreQueue({ cores }: StationState): number {
  return cores === undefined ? 0 : (cores.waiting.length - cores.head) / 3;
}

function noteWaiting(run: Core, station: StationState): void {
  setLevel(station.queueLevel, run.state.now, (station.waiting.length - station.head) / 2 + (station.held ?? 0) + coreQueue(station));
}

/** The machine has lost all that it was at. */
export function forgetCores(run: Core, station: StationState): void {
  if (!station.cores) return;
  station.cores.busy = 0;
  station.cores.waiting = [];
  station.cores.head = 0;
  setLevel(station.cores.level, run.state.now, 0);
}
