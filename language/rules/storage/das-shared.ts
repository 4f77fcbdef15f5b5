/** Direct-attached storage on two machines. */
import { attachedStorages, type AttachedStorage } from '../../facts/storage/index.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import type { Id } from '../../model/model.js';
import type { Origin } from '../../model/origin.js';
import { spoken } from '../network/stopped-flow.js';
import { Places } from '../network/vlan-words.js';
import { finding, type Rule } from '../rule.js';

const about = { id: 'storage/das-shared', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('storage.das-shared.title'), fixable: false, run };

interface User { machine: Id; origin: Origin; link?: Id }

function* run(facts: Facts): Generator<Finding> {
  const places = new Places();
  for (const storage of facts.ask(attachedStorages)) {
    const mounted = storage.attached.length === 0;
    const users = mounted ? mounters(storage) : storage.attached;
    const [first, second] = users;
    if (!first || !second || !places.first(second.origin)) continue;
    const words = { name: spoken(facts, storage.das), machines: users.map((user) => spoken(facts, user.machine)), first: spoken(facts, first.machine), second: spoken(facts, second.machine), how: mounted ? 'mounted' : 'attached' };
    yield finding(about, {
      origin: second.origin,
      what: text('storage.das-shared.what', words),
      why: text('storage.das-shared.why', words),
      todo: text('storage.das-shared.todo', words),
      related: [{ text: text('storage.das-shared.related', words), origin: first.origin }],
      subjects: [storage.das, ...users.flatMap((user) => [user.machine, ...(user.link === undefined ? [] : [user.link])])],
      key: [storage.das, ...users.map((user) => user.machine)].join(' '),
    });
  }
}

/** Where no cable is written, who mounts it says where it must hang. */
function mounters({ mounts, networked }: AttachedStorage): User[] {
  if (networked.length > 0) return [];
  return mounts.filter((mount, at) => mounts.findIndex((each) => each.machine === mount.machine) === at);
}
