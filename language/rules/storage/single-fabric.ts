/** Storage of a SAN that machines reach over one Fibre Channel fabric alone. */
import { loneFabrics, loneHosts, type LoneFabric, type LoneHost } from '../../facts/storage/index.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import { spoken } from '../network/stopped-flow.js';
import { Places } from '../network/vlan-words.js';
import { finding, type Rule } from '../rule.js';

const about = { id: 'storage/single-fabric', severity: 'warning' } as const;

export const rule: Rule = { ...about, title: text('storage.single-fabric.title'), fixable: false, run };

function* run(facts: Facts): Generator<Finding> {
  const places = new Places();
  for (const each of facts.ask(loneFabrics)) if (places.first(facts.elements[each.fabric.switches[0]!]!.origin)) yield lone(facts, each);
  for (const each of facts.ask(loneHosts)) if (places.first(facts.elements[each.host]!.origin)) yield oneSided(facts, each);
}

function lone(facts: Facts, { fabric, arrays, hosts }: LoneFabric): Finding {
  const names = (ids: readonly string[]): string[] => [...new Set(ids.map((id) => spoken(facts, id)))];
  const words = { switches: names(fabric.switches), count: fabric.switches.length, arrays: names(arrays), arrayCount: arrays.length, hosts: names(hosts), hostCount: hosts.length };
  return finding(about, {
    origin: facts.elements[fabric.switches[0]!]!.origin,
    what: text('storage.single-fabric.what', words),
    why: text('storage.single-fabric.why', words),
    todo: text('storage.single-fabric.todo', words),
    related: arrays.map((id) => ({ text: text('storage.single-fabric.related', { array: spoken(facts, id) }), origin: facts.elements[id]!.origin })),
    subjects: [...fabric.switches, ...arrays],
    key: [...fabric.switches, ...arrays].join(' '),
  });
}

function oneSided(facts: Facts, { host, fabric, arrays }: LoneHost): Finding {
  const words = { host: spoken(facts, host), switches: fabric.switches.map((id) => spoken(facts, id)), arrays: arrays.map((id) => spoken(facts, id)), arrayCount: arrays.length };
  return finding(about, {
    origin: facts.elements[host]!.origin,
    what: text('storage.single-fabric.what.host', words),
    why: text('storage.single-fabric.why.host', words),
    todo: text('storage.single-fabric.todo.host', words),
    related: arrays.map((id) => ({ text: text('storage.single-fabric.related.host', { array: spoken(facts, id) }), origin: facts.elements[id]!.origin })),
    subjects: [host, ...fabric.switches],
    key: [host, ...fabric.switches].join(' '),
  });
}
