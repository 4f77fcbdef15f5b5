/** The figure that an expectation asks for, as a run came out: a number in the unit of the expected value, or why there is none. */
import type { Text } from '../model/finding.js';
import type { ExpectationBody, Id } from '../model/model.js';
import { text } from '../messages/word.js';
import { reasonWord } from './job-texts.js';
import type { Outcome } from '../simulation/outcome/outcome.js';

export type FigureBody = Extract<ExpectationBody, { type: 'figure' }>;

export type Measured = { value: number; none?: undefined } | { value?: undefined; none: Text };

export function measured(outcome: Outcome, body: FigureBody, id: Id, name: string): Measured {
  const value = valueOf(outcome, body, id, name);
  if (typeof value === 'number') return { value };
  return { none: value ?? text('simulation.none.figure', { figure: figureName(body), name }) };
}

/** As it is written: `p95`, `availability`. */
export function figureName({ figure, percentile }: FigureBody): string {
  return percentile === undefined ? figure : `p${String(percentile).slice(2).padEnd(2, '0')}`;
}

function valueOf(outcome: Outcome, body: FigureBody, id: Id, name: string): number | Text | undefined {
  const { figure, value: { type } } = body;
  const requests = (): ReturnType<Outcome['requests']> => {
    const found = outcome.requests(id);
    return found && found.offered > 0 ? found : undefined;
  };
  switch (figure) {
    case 'availability': { const found = requests(); return found ? found.served / found.offered : idle(); }
    case 'errors': { const found = requests(); return found ? (type === 'share' ? found.failed / found.offered : found.failed) : idle(); }
    case 'refused': {
      const refused = outcome.refused(id);
      if (type !== 'share') return refused;
      const found = requests();
      return found ? found.refused / found.offered : idle();
    }
    case 'percentile': { const found = requests(); return found ? outcome.percentile(id, body.percentile!) ?? text('simulation.none.served') : idle(); }
    case 'throughput': return type === 'bandwidth' ? outcome.bandwidth(id) : outcome.throughput(id);
    case 'share': return outcome.share(id) ?? idle();
    case 'utilisation': return outcome.utilisation(id) ?? text('simulation.none.workers');
    case 'queue': return outcome.queue(id).max;
    case 'downtime': return outcome.downtime(id);
    case 'failover': {
      const time = outcome.failover(id);
      return time === 'never' ? Infinity : time ?? text('simulation.none.failover');
    }
    case 'data-loss': {
      const loss = outcome.loss(id);
      return loss && (type === 'size' ? loss.bytes : loss.seconds);
    }
    case 'completion': return outcome.completion(id) ?? notDone(outcome, id, name);
  }
}

function idle(): Text {
  return text('simulation.none.requests');
}

function notDone(outcome: Outcome, id: Id, name: string): Text | undefined {
  const job = outcome.gantt(id);
  if (!job) return undefined;
  return job.outcome === 'failed' ? text('simulation.none.completion-failed', { name, reason: reasonWord(job.reason ?? '') }) : text('simulation.none.completion', { name });
}
