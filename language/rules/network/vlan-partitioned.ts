/** The members of one VLAN stand in parts that no trunk joins. */
import { partitionedVlans, type NetInterface } from '../../facts/network/index.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import { finding, type Rule } from '../rule.js';
import { spoken } from './stopped-flow.js';
import { vlanNamed } from './vlan-words.js';

const about = { id: 'network/vlan-partitioned', severity: 'error' } as const;

/** So many members of a part are named. */
const NAMED = 3;

export const rule: Rule = { ...about, title: text('network.vlan-partitioned.title'), fixable: false, run };

function* run(facts: Facts): Generator<Finding> {
  for (const { place, islands } of facts.ask(partitionedVlans)) {
    const names = islands.map((island) => [...new Set(island.map((made) => spoken(facts, made.station)))]);
    const listed = (at: number): string[] => names[at]!.slice(0, NAMED);
    const more = (at: number): number => names[at]!.length - listed(at).length;
    const words = {
      vlan: vlanNamed(facts, { number: place.network.vlan!, place: place.id }), name: spoken(facts, place.id), count: islands.length,
      first: listed(0), firstMore: more(0), second: listed(1), secondMore: more(1),
    };
    yield finding(about, {
      origin: place.origin,
      what: text('network.vlan-partitioned.what', words),
      why: text('network.vlan-partitioned.why', words),
      todo: text('network.vlan-partitioned.todo', words),
      related: islands.map(([first], at) => ({ text: text('network.vlan-partitioned.related', { member: spoken(facts, first!.station), part: at + 1 }), origin: first!.origin })),
      subjects: [place.id, ...stationsOf(islands)],
      key: place.id,
    });
  }
}

function stationsOf(islands: NetInterface[][]): string[] {
  return [...new Set(islands.flat().map((made) => made.station))];
}
