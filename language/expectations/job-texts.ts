/** What happened to jobs, as sentences. */
import { text } from '../messages/word.js';
import type { MessageId } from '../messages/en/index.js';
import type { Text } from '../model/finding.js';
import type { JobLogKind, LogEntry } from '../simulation/outcome/log.js';
import { measureText } from './measures.js';

/** As messages select it: their words have no hyphens. */
export function reasonWord(reason: string): string {
  return reason.replace(/^too-/, '');
}

export function jobEventText({ kind, subject, other, amount = 0, detail = '' }: LogEntry & { kind: JobLogKind }): Text {
  const params = { subject, other: other ?? '', named: other === undefined ? 'no' : 'yes' };
  switch (kind) {
    case 'job-submitted': return text('simulation.event.job-submitted', params);
    case 'job-step': return text(`simulation.step.${detail}` as MessageId, { ...params, count: amount, attempt: amount > 1 ? String(amount) : 'first' });
    case 'job-done': return text('simulation.event.job-done', { ...params, amount: measureText(amount, 'duration') });
    case 'job-failed': return text('simulation.event.job-failed', { ...params, reason: reasonWord(detail) });
    case 'task-lost': return text(detail === 'output' ? 'simulation.event.task-lost.output' : 'simulation.event.task-lost', { ...params, amount });
    case 'master-lost': return text('simulation.event.master-lost', params);
    case 'blocks-copied': return text('simulation.event.blocks-copied', { ...params, amount });
    case 'blocks-missing': return text('simulation.event.blocks-missing', { ...params, amount });
  }
}
