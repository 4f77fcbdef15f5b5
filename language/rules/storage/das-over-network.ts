/** Direct-attached storage that is drawn on from a machine that it does not hang on, or that hangs on a network. */
import { attachedStorages, dasAround, machineOf, type AttachedStorage } from '../../facts/storage/index.js';
import { flowDials } from '../../facts/network/index.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import type { Id, Link } from '../../model/model.js';
import type { Origin } from '../../model/origin.js';
import { spoken } from '../network/stopped-flow.js';
import { Places } from '../network/vlan-words.js';
import { finding, type Rule } from '../rule.js';

const about = { id: 'storage/das-over-network', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('storage.das-over-network.title'), fixable: false, run };

function* run(facts: Facts): Generator<Finding> {
  const places = new Places();
  const storages = facts.ask(attachedStorages);
  for (const storage of storages) {
    for (const link of storage.networked) if (places.first(link.origin)) yield cabled(facts, storage, link);
    for (const mount of storage.mounts) {
      if (isElsewhere(storage, mount.machine) && places.first(mount.origin)) yield drawn(facts, storage, { ...mount, how: 'mount', subject: mount.element });
    }
  }
  if (storages.length > 0) yield* flows(facts, new Map(storages.map((storage) => [storage.das, storage])), places);
}

function* flows(facts: Facts, storages: ReadonlyMap<Id, AttachedStorage>, places: Places): Generator<Finding> {
  for (const flow of Object.values(facts.flows)) {
    for (const dial of facts.ask(flowDials, flow.id)) {
      const storage = storages.get(dasAround(facts, dial.to) ?? '');
      if (!storage || !facts.elements[dial.from] || !isElsewhere(storage, machineOf(facts, dial.from)) || !places.first(flow.origin)) continue;
      yield drawn(facts, storage, { element: dial.from, origin: flow.origin, how: 'flow', subject: flow.id });
    }
  }
}

/** Not on a machine that it hangs on; where nothing says on which it hangs, nobody knows. */
function isElsewhere({ attached }: AttachedStorage, machine: Id): boolean {
  return attached.length > 0 && !attached.some((each) => each.machine === machine);
}

function drawn(facts: Facts, { das, attached }: AttachedStorage, by: { element: Id; origin: Origin; how: 'mount' | 'flow'; subject: Id }): Finding {
  const owner = attached[0]!;
  const words = { name: spoken(facts, das), element: spoken(facts, by.element), machine: spoken(facts, owner.machine), flow: by.how === 'flow' ? spoken(facts, by.subject) : '' };
  return finding(about, {
    origin: by.origin,
    what: text(by.how === 'mount' ? 'storage.das-over-network.what.mount' : 'storage.das-over-network.what.flow', words),
    why: text('storage.das-over-network.why', words),
    todo: text('storage.das-over-network.todo', words),
    related: [{ text: text('storage.das-over-network.related', words), origin: owner.origin }],
    subjects: [by.subject, das],
    key: [das, by.subject].join(' '),
  });
}

function cabled(facts: Facts, { das }: AttachedStorage, link: Link): Finding {
  const other = link.a.element === das ? link.b.element : link.a.element;
  const words = { name: spoken(facts, das), other: spoken(facts, other) };
  return finding(about, {
    origin: link.origin,
    what: text('storage.das-over-network.what.cable', words),
    why: text('storage.das-over-network.why.cable', words),
    todo: text('storage.das-over-network.todo.cable', words),
    subjects: [das, link.id, other],
    key: [das, link.id].join(' '),
  });
}
