/** What happened in a run beside requests: failures, takeovers, checks that changed their mind. Plain data; words come later. */
import type { Id } from '../../model/model.js';
import type { RunState } from '../run-state.js';

/** Of jobs. */
export type JobLogKind = 'job-submitted' | 'job-step' | 'task-lost' | 'master-lost' | 'job-done' | 'job-failed' | 'blocks-copied' | 'blocks-missing';

export type LogKind =
  | 'failed' | 'killed' | 'stopped' | 'recovered' | 'slowed' | 'cut' | 'joined' | 'partitioned'
  | 'took-over' | 'gave-back' | 'two-masters' | 'one-master' | 'nobody-serves' | 'lost-writes' | 'lost-messages' | 'copy-missing' | 'copied-again'
  | 'marked-down' | 'marked-up' | 'breaker-opened' | 'breaker-closed'
  | 'expired' | JobLogKind;

export interface LogEntry {
  /** Seconds from the start. */
  at: number;
  kind: LogKind;
  /** Element, link, group, balancer or job that it is about. */
  subject: Id;
  /** The other party: who served before, who marks, what is partitioned from it. */
  other?: Id;
  /** Seconds, a factor, a count: by the kind. */
  amount?: number;
  /** A step's own words, by the kind. */
  detail?: string;
}

/** A run of a year may fail a hundred thousand times: the first are kept, the rest are counted. */
const KEPT = 10_000;

export function note(state: RunState, kind: LogKind, subject: Id, more: Omit<LogEntry, 'at' | 'kind' | 'subject'> = {}): void {
  if (state.log.length >= KEPT) state.unlogged++;
  else state.log.push({ at: state.now, kind, subject, ...more });
}
