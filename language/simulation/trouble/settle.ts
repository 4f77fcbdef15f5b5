/** After something has changed: stations take their new modes, requests at what fell are lost, groups look who is left. */
import { forgetConnections } from '../connections.js';
import { forgetCores } from '../cores.js';
import { connectionsLost, forget } from '../balancing/memory.js';
import { wakeChecks } from '../balancing/checks.js';
import { STEP, type Core } from '../core.js';
import { closeOpened } from '../handshake.js';
import { settleJobs } from '../jobs/settle-jobs.js';
import { giveBack, loseMessages, settleBrokers } from '../messages/delivery.js';
import { PHASE, RESULT, type Mode, type StationState } from '../run-state.js';
import { setLevel } from '../statistics/time-average.js';
import { settleCopies } from '../takeover/copies.js';
import { settleGroups } from '../takeover/groups.js';
import { closeVisit } from '../visits.js';
import { closeWays, fallenModes } from './refresh.js';

export function settle(run: Core): void {
  const modes = fallenModes(run);
  run.plan.stations.forEach(({ id }, index) => {
    const mode = modes.get(id) ?? 'up';
    const station = run.state.stations[index]!;
    if (station.mode === mode) return;
    const before = station.mode;
    station.mode = mode;
    if (mode === 'up') {
      station.downtime += run.state.now - station.downSince;
      station.downSince = -1;
    } else if (before === 'up') station.downSince = run.state.now;
    if (mode === 'silent' || mode === 'refusing') empty(run, index, station, mode);
    // Whoever comes back comes back with nothing to do.
    else if (mode === 'up' && before === 'leaving') empty(run, index, station, 'refusing');
    if (mode !== 'silent') connectionsLost(run, index);
  });
  // Groups ask who still hears whom; who serves then closes ways in its turn.
  closeWays(run);
  settleGroups(run);
  closeWays(run);
  settleCopies(run);
  settleJobs(run);
  settleBrokers(run);
  wakeChecks(run);
}

/** What was there is gone: a machine without power tells nobody, an ended program's connections are reset. */
function empty(run: Core, index: number, station: StationState, mode: Mode): void {
  run.state.visits.forEach((visit, id) => {
    if (visit.station !== index || visit.phase === PHASE.free || visit.phase === PHASE.there || visit.phase >= PHASE.back) return;
    // A root goes on: its user is not the machine.
    if (visit.parent < 0 && visit.parentSerial < 0 && mode === 'silent') {
      visit.result = RESULT.failed;
      visit.serial++;
      run.soon(STEP.returned, id);
      return;
    }
    if (mode === 'silent') {
      if (giveBack(run, id)) return;
      closeVisit(run, id);
      return;
    }
    visit.result = RESULT.broken;
    run.soon(STEP.answer, id);
  });
  forgetConnections(run, index);
  forgetCores(run, station);
  closeOpened(run, index);
  forget(run, index);
  station.waiting = [];
  station.head = 0;
  station.busy = 0;
  setLevel(station.busyLevel, run.state.now, 0);
  setLevel(station.queueLevel, run.state.now, 0);
  loseMessages(run, index);
}
