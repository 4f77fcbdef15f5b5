/** Storage that an element mounts and cannot reach. */
import { machineOf, unreachedMounts, type UnreachedMount } from '../../facts/storage/index.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding, RelatedPlace } from '../../model/finding.js';
import type { Endpoint, Id } from '../../model/model.js';
import { openingFixes, openingParams } from '../network/opening-fix.js';
import { declared, spoken } from '../network/stopped-flow.js';
import { Places } from '../network/vlan-words.js';
import { finding, type Rule } from '../rule.js';

const about = { id: 'storage/mount-unreachable', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('storage.mount-unreachable.title'), fixable: true, run };

/** A mount that a count repeats is one line and one defect. */
function* run(facts: Facts): Generator<Finding> {
  const places = new Places();
  for (const each of facts.ask(unreachedMounts)) if (places.first(each.origin)) yield report(facts, each);
}

function report(facts: Facts, { element, storage, origin, found }: UnreachedMount): Finding {
  const stop = found?.trace.stop;
  const words = {
    element: spoken(facts, element), storage: spoken(facts, found?.dial.group ?? storage), machine: spoken(facts, machineOf(facts, element)),
    ...(stop ? { stop: stop.text, port: stop.packet.port } : { stop: '', port: '' }),
  };
  const end = (id: Id): Endpoint => ({ type: 'ids', ids: [declared(facts, id)], text: spoken(facts, id), origin });
  const denied = found && stop?.judged && !stop.reply ? { found, stop, from: [end(element)], to: [end(storage)], dials: [found.dial] } : undefined;
  const hops = found === undefined ? [] : [...found.trace.hops, ...(stop?.reply ? found.trace.back : [])];
  return finding(about, {
    origin,
    what: text(stop ? (stop.reply ? 'storage.mount-unreachable.what.reply' : 'storage.mount-unreachable.what') : 'storage.mount-unreachable.what.no-cable', words),
    why: text('storage.mount-unreachable.why', words),
    todo: text(denied ? 'storage.mount-unreachable.todo.denied' : stop ? 'storage.mount-unreachable.todo' : 'storage.mount-unreachable.todo.no-cable', denied ? { ...words, ...openingParams(facts, denied) } : words),
    related: stop ? [{ text: stop.text, origin: stop.origin }] : [{ text: text('storage.mount-unreachable.related', words), origin: facts.elements[storage]!.origin }],
    path: hops.flatMap((hop): RelatedPlace[] => (hop.origin ? [{ text: text('network.flow.hop', { element: spoken(facts, hop.element), detail: hop.detail, layer: hop.layer }), origin: hop.origin }] : [])),
    fixes: denied ? openingFixes(facts, denied) : [],
    subjects: [element, storage, ...(stop ? [stop.element] : [])],
    key: [element, storage].join(' '),
  });
}
