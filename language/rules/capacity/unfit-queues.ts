/** Queues side by side of YARN's capacity scheduler whose capacities do not make 100%, or one that may take less than it is sure to get. */
import { queueLevels, type QueueLevel } from '../../facts/software/index.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding, Fix } from '../../model/finding.js';
import type { Id } from '../../model/model.js';
import { isA } from '../../model/queries.js';
import { Places } from '../network/vlan-words.js';
import { finding, type Rule } from '../rule.js';

const about = { id: 'capacity/unfit-queues', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('capacity.unfit-queues.title'), fixable: true, run };

/** Shares are written with a few digits: thirds may be. */
const TOLERANCE = 1e-3;

/** What a counted ResourceManager repeats is one line and one defect. */
function* run(facts: Facts): Generator<Finding> {
  const places = new Places();
  for (const level of facts.ask(queueLevels)) {
    const sum = ofSum(facts, level);
    if (sum && places.first(sum.origin)) yield sum;
    for (const queue of level.queues) {
      const [capacity, maximum] = [shareOf(queue.capacity), shareOf(queue.maximum)];
      if (capacity === undefined || maximum === undefined || maximum >= capacity - 1e-9 || !places.first(queue.maximum!.origin)) continue;
      const params = { queue: shortest(queue.id), capacity: percent(capacity), maximum: percent(maximum) };
      yield finding(about, {
        origin: queue.maximum!.origin,
        what: text('capacity.unfit-queues.what.maximum', params),
        why: text('capacity.unfit-queues.why.maximum'),
        todo: text('capacity.unfit-queues.todo.maximum', params),
        fixes: [{ title: text('capacity.unfit-queues.fix.maximum', { ...params, capacity: queue.capacity!.value.text }), edits: [{ type: 'set', on: queue.id, word: 'maximum-capacity', value: queue.capacity!.value.text }], preferred: true }],
        subjects: [queue.id],
        key: `maximum ${queue.id}`,
      });
    }
  }
}

/** Where some say nothing, they have the rest; there is none only where the others take all and more. */
function ofSum(facts: Facts, { holder, queues }: QueueLevel): Finding | undefined {
  const stated = queues.filter(({ capacity }) => shareOf(capacity) !== undefined);
  const sum = stated.reduce((total, { capacity }) => total + shareOf(capacity)!, 0);
  const last = stated.at(-1);
  if (!last) return undefined;
  const over = stated.length < queues.length;
  if (over ? sum <= 1 + TOLERANCE : Math.abs(sum - 1) <= TOLERANCE) return undefined;
  const params = {
    names: stated.map(({ id }) => shortest(id)), count: stated.length, sum: percent(sum), holder: holder === undefined ? '' : shortest(holder),
    place: holder !== undefined && isA(facts.elements[holder]!, 'yarn-queue') ? 'inside' : 'of',
  };
  return finding(about, {
    origin: last.capacity!.origin,
    what: text(over ? 'capacity.unfit-queues.what.over' : 'capacity.unfit-queues.what.sum', params),
    why: text('capacity.unfit-queues.why.sum'),
    todo: text('capacity.unfit-queues.todo.sum'),
    related: [],
    fixes: over ? [] : fixes(last, percent(1 - (sum - shareOf(last.capacity)!))),
    subjects: queues.map(({ id }) => id),
    key: `sum ${holder ?? ''}`,
  });
}

function fixes({ id }: QueueLevel['queues'][number], rest: number): Fix[] {
  if (rest <= 0) return [];
  return [{ title: text('capacity.unfit-queues.fix.rest', { queue: shortest(id), rest: `${rest}%` }), edits: [{ type: 'set', on: id, word: 'capacity', value: `${rest}%` }] }];
}

function shareOf(attribute: QueueLevel['queues'][number]['capacity']): number | undefined {
  return typeof attribute?.value.value === 'number' ? attribute.value.value : undefined;
}

function percent(share: number): number {
  return Number((share * 100).toFixed(3));
}

/** As Hadoop calls a queue in sentences, whichever of several masters has it. */
function shortest(id: Id): string {
  return id.replace(/^.*\./u, '').replace(/#[0-9]+$/u, '');
}
