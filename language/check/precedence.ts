/**
 * One defect, one finding. A connection that does not come about is told once, by the most telling rule; a filter that
 * nothing passes is told as that and not as an isolated element.
 */
import type { Facts } from '../facts/query.js';
import type { Finding } from '../model/finding.js';
import { compareOrigins } from '../model/origin.js';
import { tellPartsOnce } from './parts-of-vlans.js';
import { tellStraysOnce } from './stray-addresses.js';

/** Of several findings on one flow, the earlier in this list speaks. */
const FLOW_RULES = [
  'storage/das-over-network', 'security/port-closed-on-host', 'network/several-gateways', 'network/missing-gateway', 'network/flow-denied', 'network/vlan-unreachable',
  'network/routing-loop', 'network/blackhole', 'network/no-route', 'network/asymmetric-path', 'network/no-return-route', 'security/not-listening',
];

/** The same of findings on one rule of a filter: what decides nothing opens nothing, and what nobody needs need not be narrowed. */
const FILTER_RULES = ['security/rule-never-matches', 'security/admin-port-exposed', 'security/unused-rule', 'security/rule-too-wide'];

/** The first rule silences the second on the same element. */
const SILENCES: readonly (readonly [string, string])[] = [
  ['security/unwired-filter', 'model/isolated'],
];

/** Where one of these stands on the line that stopped a flow, it has said why, and names the flow. */
const LINES: ReadonlySet<string> = new Set(['network/gateway-off-segment']);

/** A translation that leads nowhere and a virtual address on no segment name the flows that were to come that way. */
const NAMES_FLOWS: ReadonlySet<string> = new Set(['network/nat-target-unreachable', 'redundancy/vrrp-inconsistent']);

/** The first rule silences the second on the same line. */
const ON_A_LINE: readonly (readonly [string, string])[] = [
  ['security/admin-port-exposed', 'security/rule-too-wide'],
];

export function applyPrecedence(facts: Facts, findings: readonly Finding[]): Finding[] {
  const perPlace = new Map<string, Finding>();
  const rest: Finding[] = [];
  const lines = new Set(findings.filter((each) => LINES.has(each.rule)).map(place));
  const told = new Set(findings.filter((each) => NAMES_FLOWS.has(each.rule)).flatMap((each) => each.subjects.slice(1)));
  for (const finding of findings) {
    const rank = FLOW_RULES.indexOf(finding.rule);
    const [stopped] = finding.related;
    if (rank >= 0 && (told.has(finding.subjects[0]!) || (stopped && lines.has(place(stopped))))) continue;
    if (rank < 0) {
      rest.push(finding);
      continue;
    }
    const key = place(finding);
    const known = perPlace.get(key);
    if (!known || rank < FLOW_RULES.indexOf(known.rule)) perPlace.set(key, finding);
  }
  const kept = [...onePerFilterRule(tellSharedOnce(rest)), ...perPlace.values()];
  const said = new Set(kept.flatMap((finding) => finding.subjects.slice(0, 1).map((subject) => `${finding.rule} ${subject}`)));
  const silent = kept.filter((finding) => !SILENCES.some(([stronger, weaker]) => finding.rule === weaker && finding.subjects[0] !== undefined && said.has(`${stronger} ${finding.subjects[0]}`)));
  const places = new Set(silent.map((finding) => `${finding.rule} ${place(finding)}`));
  const remaining = silent.filter((finding) => !ON_A_LINE.some(([stronger, weaker]) => finding.rule === weaker && places.has(`${stronger} ${place(finding)}`)));
  return once(tellStraysOnce(facts, tellPartsOnce(facts, remaining)));
}

/** What a group is lost with is a single point only because its members share it: the group's finding names it, its cure and its cost. */
function tellSharedOnce(findings: readonly Finding[]): Finding[] {
  const shared = new Set(findings.filter((each) => each.rule === 'redundancy/shared-fate').flatMap((each) => each.subjects.slice(1)));
  return findings.filter((each) => each.rule !== 'redundancy/single-point-of-failure' || !shared.has(each.subjects[0]!));
}

function onePerFilterRule(findings: readonly Finding[]): Finding[] {
  const best = new Map<string, number>();
  for (const finding of findings) {
    const rank = FILTER_RULES.indexOf(finding.rule);
    if (rank >= 0) best.set(place(finding), Math.min(rank, best.get(place(finding)) ?? rank));
  }
  return findings.filter((finding) => FILTER_RULES.indexOf(finding.rule) <= (best.get(place(finding)) ?? -1));
}

function place({ origin: { uri, range } }: Pick<Finding, 'origin'>): string {
  return `${uri}|${range.start.line}|${range.start.character}`;
}

/** The same rule at the same place about the same thing is the same finding. */
function once(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return [...findings].sort((a, b) => compareOrigins(a.origin, b.origin)).filter((finding) => {
    const key = `${finding.rule}|${place(finding)}|${finding.key}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
