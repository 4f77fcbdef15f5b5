/**
 * Repairs of an allow that lets in anybody: take it away, or let in only those whose flows use it. None is offered where
 * a flow wants everybody to come in: that is for its author to decide.
 */
import { adminPorts, carriage, dialKey, flowDials, isAnybody, type AdminOpening, type WrittenRule } from '../../facts/network/index.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { EditIntent, Statement } from '../../model/edit.js';
import type { Fix } from '../../model/finding.js';
import type { Endpoint, Flow, Id } from '../../model/model.js';
import { compareOrigins } from '../../model/origin.js';
import { spoken } from '../network/stopped-flow.js';

type Side = Id | { literal: string };

export function narrowingFixes(facts: Facts, line: WrittenRule, opened: readonly AdminOpening[]): Fix[] {
  const uses = flowsThrough(facts, line);
  const ports = [...new Set(opened.map(({ port }) => `${port.protocol}/${port.port}`))];
  const wanted = uses.filter((flow) => flow.ports?.some((port) => opened.some((each) => each.port.protocol === port.protocol && port.low <= each.port.port && each.port.port <= port.high)) ?? true);
  if (wanted.some((flow) => flow.from.some((end) => end.type !== 'ids' || end.ids.some((id) => isAnybody(facts, id))))) return [];
  const sources = [...new Set(wanted.flatMap((flow) => flow.from.flatMap((end) => (end.type === 'ids' ? end.ids.slice(0, 1) : []))))];
  const { rule } = line;
  if (isOnlyAdmin(facts, line)) {
    if (uses.length === 0) return [fix('security.admin-port-exposed.fix.remove', { rule: rule.text }, [{ type: 'remove', at: rule.origin }])];
    const [only, ...more] = rule.from ?? [];
    if (only && more.length === 0 && sources.length > 0) {
      return [fix('security.admin-port-exposed.fix.source', { sources: sources.map((id) => spoken(facts, id)) }, [{ type: 'replace', at: only.origin, by: sources.join(', ') }])];
    }
  }
  const owner = facts.elements[line.owner]?.instance?.group ?? line.owner;
  const kept = wanted.map((flow): Statement => ({
    type: 'rule', action: 'allow', from: flow.from.map(sideOf), ...(rule.to ? { to: rule.to.map(sideOf) } : {}), over: (flow.ports ?? []).map((port) => port.text),
  })).filter((each) => each.type === 'rule' && each.over!.length > 0);
  const closed: Statement = { type: 'rule', action: 'deny', from: [opened[0]!.internet], ...(rule.to ? { to: rule.to.map(sideOf) } : {}), over: ports };
  const edit: EditIntent = { type: 'add', into: owner, statements: [...kept, closed], before: rule.origin, ...(line.block === 'inbound' ? { block: 'inbound' } : {}) };
  return [fix('security.admin-port-exposed.fix.deny', { ports, internet: spoken(facts, opened[0]!.internet) }, [edit])];
}

function fix(id: 'security.admin-port-exposed.fix.remove' | 'security.admin-port-exposed.fix.source' | 'security.admin-port-exposed.fix.deny', params: Record<string, string | string[]>, edits: EditIntent[]): Fix {
  return { title: text(id, params), edits, preferred: true };
}

function sideOf(end: Endpoint): Side {
  return end.type === 'ids' ? end.ids[0]! : { literal: end.type === 'address' ? end.prefix : end.text };
}

/** Every port of the rule is one that administers or holds data: nothing else is lost with it. */
function isOnlyAdmin(facts: Facts, { rule }: WrittenRule): boolean {
  const known = facts.ask(adminPorts);
  return rule.ports?.every((each) => {
    if (each.protocol === 'icmp' || each.high - each.low > 99) return false;
    for (let port = each.low; port <= each.high; port++) if (!known.at(each.protocol, port)) return false;
    return true;
  }) ?? false;
}

/** Flows that this line lets through. */
function flowsThrough(facts: Facts, { rule }: WrittenRule): Flow[] {
  return Object.values(facts.flows).filter((flow) => facts.ask(flowDials, flow.id).some((dial) => facts.ask(carriage, dialKey(dial)).trace.hops
    .some((hop) => hop.action === 'allowed' && hop.origin !== undefined && compareOrigins(hop.origin, rule.origin) === 0)));
}
