/** Queues of YARN's capacity scheduler: which stand side by side in what, and the shares that they state. */
import type { AttributeValue, Element, Id } from '../../model/model.js';
import { isA } from '../../model/queries.js';
import { tree } from '../network/tree.js';
import { query } from '../query.js';

/** Queues side by side: those of a scheduler, or those in another queue. */
export interface QueueLevel {
  /** The queue that they are in; else the ResourceManager, or whatever they stand in. */
  holder: Id | undefined;
  queues: { id: Id; capacity?: AttributeValue; maximum?: AttributeValue; element: Element }[];
}

export const queueLevels = query('software.queue-levels', (facts): QueueLevel[] => {
  const levels = new Map<Id | undefined, QueueLevel>();
  for (const element of Object.values(facts.elements)) {
    if (!isA(element, 'yarn-queue')) continue;
    const [, ...around] = facts.ask(tree).ancestry(element.id);
    const holder = (around.find((each) => isA(each, 'yarn-queue') || isA(each, 'resource-manager')) ?? around[0])?.id;
    const level = levels.get(holder) ?? { holder, queues: [] };
    levels.set(holder, level);
    const { capacity, 'maximum-capacity': maximum } = element.attributes;
    level.queues.push({ id: element.id, element, ...(capacity ? { capacity } : {}), ...(maximum ? { maximum } : {}) });
  }
  return [...levels.values()];
});
