/** What happened in a run, as sentences. */
import { shortName } from '../facts/network/index.js';
import type { Facts } from '../facts/query.js';
import { text } from '../messages/word.js';
import type { Text } from '../model/finding.js';
import type { LogEntry } from '../simulation/outcome/log.js';
import { jobEventText } from './job-texts.js';
import { measureText, rounded } from './measures.js';

export function eventText(facts: Facts, logged: LogEntry): Text {
  const entry = spoken(facts, logged);
  const { kind, subject, other, amount, detail } = entry;
  const params = { subject, other: other ?? '', detail: detail ?? '', amount: amount === undefined ? '' : rounded(amount) };
  switch (kind) {
    case 'took-over':
      return text(detail === undefined ? 'simulation.event.serves' : amount === 0 ? 'simulation.event.took-over.at-once' : 'simulation.event.took-over', { ...params, amount: measureText(amount ?? 0, 'duration') });
    case 'gave-back': return text('simulation.event.gave-back', { ...params, amount: measureText(amount ?? 0, 'duration') });
    case 'job-submitted': case 'job-step': case 'job-done': case 'job-failed': case 'task-lost': case 'master-lost': case 'blocks-copied': case 'blocks-missing':
      return jobEventText({ ...entry, kind });
    case 'marked-down': case 'marked-up': return text(detail === 'passive' ? `simulation.event.${kind}.passive` : `simulation.event.${kind}`, params);
    default: return text(`simulation.event.${kind}`, params);
  }
}

/** With the names that sentences call things by. */
function spoken(facts: Facts, entry: LogEntry): LogEntry {
  const { subject, other, detail } = entry;
  return {
    ...entry, subject: shortName(facts, subject),
    ...(other === undefined ? {} : { other: shortName(facts, other) }), ...(detail === undefined ? {} : { detail: shortName(facts, detail) }),
  };
}
