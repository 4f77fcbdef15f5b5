/** Which allowing rules something needs, and for which addresses: by written rule, whatever devices it holds for. */
import type { FilterRule, Id } from '../../model/model.js';
import { query } from '../query.js';
import { EVERY_SERVICE, intersection, intersects, portBoxes, type PacketSet } from './packet-sets.js';
import { ruleLists, writtenAt, type ListedRule, type RuleList } from './rule-lists.js';
import { meet, NOTHING, type Spans } from './spans.js';
import { talks, type Talk } from './talks.js';

export interface RuleUse {
  rule: FilterRule;
  list: RuleList;
  listed: ListedRule;
  /** Of the rule's ends, the parts that some talk has there. Both empty where nothing uses the rule. */
  from: Spans[];
  to: Spans[];
}

interface Asked { talk: Talk; request: PacketSet; reply: PacketSet }

function push(into: Map<Id, Asked[]>, id: Id, each: Asked): void {
  const known = into.get(id);
  if (known) known.push(each);
  else into.set(id, [each]);
}

/** Every rule that allows, once each. */
export const ruleUses = query('network.rule-uses', (facts): RuleUse[] => {
  const found = new Map<string, RuleUse>();
  const lists = facts.ask(ruleLists);
  const all = facts.ask(talks).map((talk): Asked => ({ talk, request: requestOf(talk), reply: replyOf(talk) }));
  const byDevice = new Map<Id, Asked[]>();
  const anywhere = all.filter(({ talk }) => talk.passes === undefined);
  for (const each of all) for (const id of each.talk.passes ?? []) push(byDevice, id, each);
  const byEnd = new Map<Id, Asked[]>();
  const endless = all.filter(({ talk }) => !talk.ends);
  for (const each of all) if (each.talk.ends) for (const id of new Set([each.talk.ends.from, each.talk.ends.to])) push(byEnd, id, each);
  /** A list is asked of what passes its device, or of what begins or ends at its members. */
  const mayCome = (list: RuleList): Asked[] => (list.direction === 'through' ? [...anywhere, ...(byDevice.get(list.owner) ?? [])]
    : [...endless, ...new Set([...list.members].flatMap((id) => byEnd.get(id) ?? []))]);
  for (const list of lists) {
    const allowing = list.rules.filter((each) => each.rule.action === 'allow');
    const uses = allowing.map((listed): RuleUse => {
      const key = writtenAt(listed.rule);
      const known = found.get(key) ?? { rule: listed.rule, list, listed, from: [], to: [] };
      found.set(key, known);
      return known;
    });
    for (const { talk, request, reply } of mayCome(list)) {
      for (const packets of [...(comesBy(list, talk, false) ? [request] : []), ...(list.stateless && comesBy(list, talk, true) ? [reply] : [])]) {
        allowing.forEach((listed, index) => {
          if (!intersects(listed.matches, packets) || !takes(listed, list, packets)) return;
          put(uses[index]!.from, meet(packets[0]!.from, listed.from));
          put(uses[index]!.to, meet(packets[0]!.to, listed.to));
        });
      }
    }
  }
  return [...found.values()];
});

/** What earlier rules take is no use of this one; where that cannot be told, it may be. */
function takes(listed: ListedRule, list: RuleList, packets: PacketSet): boolean {
  return intersects(listed.effective ?? intersection(listed.matches, list.packets), packets);
}

function requestOf(talk: Talk): PacketSet {
  return talk.from.length === 0 || talk.to.length === 0 ? [] : portBoxes(talk.ports, undefined).map((ports) => ({ from: talk.from, to: talk.to, ...ports }));
}

/** From the port that was dialled, to whatever port the client has. */
function replyOf(talk: Talk): PacketSet {
  if (talk.from.length === 0 || talk.to.length === 0) return [];
  const ports = talk.ports === undefined ? [{ services: EVERY_SERVICE, sources: portBoxes(undefined, undefined)[0]!.sources }] : portBoxes(undefined, talk.ports);
  return ports.map((each) => ({ from: talk.to, to: talk.from, ...each }));
}

/** True where the list may be asked about the talk's packets. */
function comesBy(list: RuleList, talk: Talk, reply: boolean): boolean {
  if (list.direction === 'through') return talk.passes === undefined || talk.passes.has(list.owner);
  if (!talk.ends) return true;
  const receives = reply ? talk.ends.from : talk.ends.to;
  const sends = reply ? talk.ends.to : talk.ends.from;
  return list.members.has(list.direction === 'in' ? receives : sends);
}

function put(into: Spans[], spans: Spans): void {
  if (spans !== NOTHING && spans.length > 0 && !into.includes(spans)) into.push(spans);
}
