/** Members of a virtual router that do not understand each other, or a virtual address that stands on no wire of theirs. */
import type { Facts } from '../../facts/query.js';
import { spokenName } from '../../facts/redundancy/names.js';
import { vrrpDefects, type VrrpDefect } from '../../facts/redundancy/vrrp-defects.js';
import type { VirtualRouter } from '../../facts/redundancy/virtual-routers.js';
import { text } from '../../messages/word.js';
import type { EditIntent } from '../../model/edit.js';
import type { Finding, Fix, RelatedPlace } from '../../model/finding.js';
import type { AddressUse, Flow, Id, Vrrp } from '../../model/model.js';
import type { Origin } from '../../model/origin.js';
import { finding, type Rule } from '../rule.js';

const about = { id: 'redundancy/vrrp-inconsistent', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('redundancy.vrrp-inconsistent.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  for (const defect of facts.ask(vrrpDefects)) yield report(facts, defect);
}

interface Words {
  origin: Origin;
  params: Record<string, string | number | readonly string[]>;
  related: RelatedPlace[];
  fixes: Fix[];
  subjects: Id[];
  key: string;
}

function report(facts: Facts, defect: VrrpDefect): Finding {
  const { params, ...words } = wordsOf(facts, defect);
  const form = defect.type === 'interval' ? `interval-${defect.otherVrrp.version}` as const : defect.type;
  const all = { group: spokenName(facts, defect.router.id), ...params };
  return finding(about, {
    ...words,
    what: text(`redundancy.vrrp-inconsistent.what.${defect.type}`, all),
    why: text(`redundancy.vrrp-inconsistent.why.${form}`, all),
    todo: text(`redundancy.vrrp-inconsistent.todo.${defect.type}`, all),
    key: [defect.type, words.key].join(' '),
  });
}

function wordsOf(facts: Facts, defect: VrrpDefect): Words {
  const name = (id: Id): string => spokenName(facts, id);
  switch (defect.type) {
    case 'id': case 'interval': case 'version': {
      const { member, vrrp, other, otherVrrp } = defect;
      return {
        origin: vrrp.origin, key: `${defect.router.id} ${member.id}`, subjects: [member.id, other.id],
        params: { member: name(member.id), other: name(other.id), own: valueOf(defect.type, vrrp), theirs: valueOf(defect.type, otherVrrp) },
        related: [{ text: text('redundancy.vrrp-inconsistent.related.vrrp', { member: name(other.id) }), origin: otherVrrp.origin }],
        fixes: [{ title: text('redundancy.vrrp-inconsistent.fix.agree', { member: name(member.id), other: name(other.id) }), edits: [{ type: 'replace', at: vrrp.origin, by: written(otherVrrp, vrrp.preempt) }], preferred: true }],
      };
    }
    case 'priority': {
      const { member, other, priority } = defect;
      return {
        origin: member.priorityOrigin!, key: `${defect.router.id} ${member.id}`, subjects: [member.id, other.id],
        params: { member: name(member.id), other: name(other.id), priority },
        related: defect.shared ? [] : [{ text: text('redundancy.vrrp-inconsistent.related.priority', { member: name(other.id), priority }), origin: other.priorityOrigin! }],
        fixes: rankingFix(facts, defect),
      };
    }
    case 'outside': {
      const { vip, address, subnets, free } = defect;
      return {
        origin: vip.origin, key: `${defect.router.id} ${address}`, subjects: [defect.router.id, ...flowsTo(facts, defect.router, vip)],
        params: { address, subnets, count: subnets.length },
        related: [],
        fixes: free === undefined ? [] : [{ title: text('redundancy.vrrp-inconsistent.fix.address', { address, free }), edits: [{ type: 'replace', at: vip.origin, by: vip.length === undefined ? free : `${free}/${vip.length}` }] }],
      };
    }
    case 'apart': {
      const { router, members } = defect;
      return {
        origin: router.vrrp?.origin ?? router.group?.origin ?? router.members[0]!.origin, key: router.id, subjects: [router.id, ...members],
        params: { members: members.map(name) },
        related: members.map((id) => ({ text: text('redundancy.vrrp-inconsistent.related.member', { member: name(id) }), origin: facts.elements[id]!.origin })),
        fixes: [],
      };
    }
    case 'taken': {
      const { router, vrrp, other, free } = defect;
      return {
        origin: vrrp.origin, key: `${router.id} ${other.id}`, subjects: [router.id, other.id],
        params: { other: name(other.id), id: vrrp.id },
        related: [{ text: text('redundancy.vrrp-inconsistent.related.vrrp', { member: name(other.id) }), origin: other.vrrp!.origin }],
        fixes: free === undefined || !statedOnce(router) ? [] : [{ title: text('redundancy.vrrp-inconsistent.fix.id', { group: name(router.id), free }), edits: [{ type: 'replace', at: vrrp.origin, by: written({ ...vrrp, id: free }, vrrp.preempt) }] }],
      };
    }
  }
}

function valueOf(type: 'id' | 'interval' | 'version', vrrp: Vrrp): string {
  return type === 'interval' ? duration(vrrp.interval) : String(vrrp[type]);
}

/** Seconds as a quantity of the language. */
function duration(seconds: number): string {
  return seconds < 1 ? `${Number((seconds * 1_000).toPrecision(12))}ms` : `${seconds}s`;
}

function written(vrrp: Vrrp, preempt: boolean): string {
  return [`vrrp ${vrrp.id} every ${duration(vrrp.interval)}`, ...(vrrp.version === 3 ? ['version 3'] : []), ...(preempt ? [] : ['no-preempt'])].join(' ');
}

/** One statement speaks for all members. */
function statedOnce(router: VirtualRouter): boolean {
  return router.members.every((member) => member.vrrp === undefined || member.vrrp === router.vrrp);
}

const STEP = 10;

/** Lower than all others by the usual step. One statement for all stays that of the first; the others get a block of their own. */
function rankingFix(facts: Facts, { router, member, shared, priority }: VrrpDefect & { type: 'priority' }): Fix[] {
  const taken = new Set(router.members.map((each) => each.priority));
  const next = (): number | undefined => {
    for (let candidate = priority - STEP; candidate > 0; candidate -= STEP) if (!taken.has(candidate)) return taken.add(candidate), candidate;
    for (let candidate = priority - 1; candidate > 0; candidate--) if (!taken.has(candidate)) return taken.add(candidate), candidate;
    return undefined;
  };
  const edits: EditIntent[] = [];
  const alike = shared ? router.members.filter((each) => each.priority === priority).slice(1) : [member];
  for (const each of alike) {
    const lower = next();
    const instance = facts.elements[each.id]?.instance;
    if (lower === undefined || (shared && !instance)) return [];
    edits.push(shared
      ? { type: 'add', into: instance!.group, statements: [{ type: 'element', kind: 'instance', name: String(instance!.index), statements: [{ type: 'word', word: 'priority', value: String(lower) }] }] }
      : { type: 'replace', at: each.priorityOrigin!, by: String(lower) });
  }
  return [{ title: text('redundancy.vrrp-inconsistent.fix.priority', { members: alike.map((each) => spokenName(facts, each.id)), count: alike.length }), edits, preferred: true }];
}

/** Flows that would dial the address: that they do not arrive is told with it. */
function flowsTo(facts: Facts, router: VirtualRouter, vip: AddressUse): Id[] {
  const ids = new Set([router.id, ...router.members.map((member) => member.id)]);
  const dials = (flow: Flow): boolean => flow.to.some((end) => (end.type === 'ids' && end.ids.some((id) => ids.has(id))) || (end.type === 'address' && end.prefix.split('/')[0] === vip.address));
  return Object.values(facts.flows).filter(dials).map((flow) => flow.id);
}
