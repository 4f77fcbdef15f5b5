/** Two cables in one jack. */
import { sharedJacks, type SharedJack } from '../../facts/network/index.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { EditIntent } from '../../model/edit.js';
import type { Finding } from '../../model/finding.js';
import type { LinkEnd } from '../../model/model.js';
import { samePosition, type Origin } from '../../model/origin.js';
import { finding, type Rule } from '../rule.js';
import { spoken } from './stopped-flow.js';
import { endName, Places } from './vlan-words.js';

const about = { id: 'network/port-used-twice', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('network.port-used-twice.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  const places = new Places();
  const byCables = new Map<string, SharedJack[]>();
  // Two cables that share the jacks at both of their ends are one mistake.
  for (const each of facts.ask(sharedJacks)) {
    const cables = `${each.first.link.id}\u0001${each.second.link.id}`;
    byCables.set(cables, [...byCables.get(cables) ?? [], each]);
  }
  for (const shared of byCables.values()) if (places.first(jackOf(shared[0]!.second.end))) yield report(facts, shared);
}

function report(facts: Facts, shared: SharedJack[]): Finding {
  const [{ element, first, second }] = shared as [SharedJack];
  const at = jackOf(second.end);
  const ofOneLine = sameStart(at, jackOf(first.end));
  const words = {
    jacks: shared.map((each) => endName(facts, each.second.end)), count: shared.length, first: spoken(facts, first.link.id), second: spoken(facts, second.link.id),
    free: shared.map((each) => `${spoken(facts, each.element)}:${each.free ?? ''}`),
  };
  const edits = shared.flatMap((each): EditIntent[] => (each.free === undefined ? [] : [{ type: 'replace', at: jackOf(each.second.end), by: each.free }]));
  return finding(about, {
    origin: at,
    what: text(ofOneLine ? 'network.port-used-twice.what.counted' : 'network.port-used-twice.what', words),
    why: text('network.port-used-twice.why', words),
    todo: text(ofOneLine ? 'network.port-used-twice.todo.counted' : 'network.port-used-twice.todo', words),
    related: ofOneLine ? [] : [{ text: text('network.port-used-twice.related', words), origin: jackOf(first.end) }],
    // A line that makes several links cannot be given a jack for each of them.
    fixes: ofOneLine || edits.length < shared.length ? [] : [{ title: text('network.port-used-twice.fix', words), edits, preferred: true }],
    subjects: [second.link.id, first.link.id, element],
    key: [...words.jacks, first.link.id, second.link.id].join(' '),
  });
}

function jackOf(end: LinkEnd): Origin {
  return end.jackOrigin ?? end.origin;
}

function sameStart(a: Origin, b: Origin): boolean {
  return a.uri === b.uri && samePosition(a.range.start, b.range.start);
}
