/**
 * A VLAN in parts is told once: by the cable whose ends disagree about it, else by the flow that runs into the gap, else
 * at the VLAN. A machine that misses its gateway only because that stands in another part misses nothing else.
 */
import { flowDials } from '../facts/network/index.js';
import { stations } from '../facts/network/stations.js';
import type { Facts } from '../facts/query.js';
import type { Finding } from '../model/finding.js';
import type { Id } from '../model/model.js';

const CABLES: ReadonlySet<string> = new Set(['network/native-vlan-mismatch', 'network/trunk-mismatch', 'network/access-meets-trunk']);

/** Subjects of a finding on a flow: the flow, and the element where it ends. */
function meets(facts: Facts, finding: Finding, members: ReadonlySet<Id>): boolean {
  const [flow, element] = finding.subjects;
  if (flow === undefined || element === undefined || !members.has(element)) return false;
  const at = facts.ask(stations);
  return facts.ask(flowDials, flow).some((dial) => members.has(at.of(dial.from)) || members.has(at.of(dial.to)));
}

export function tellPartsOnce(facts: Facts, findings: readonly Finding[]): Finding[] {
  const parts = findings.filter((each) => each.rule === 'network/vlan-partitioned');
  if (parts.length === 0) return [...findings];
  const onCables = new Set(findings.filter((each) => CABLES.has(each.rule)).flatMap((each) => each.subjects));
  const onFlows = findings.filter((each) => each.rule === 'network/vlan-unreachable');
  const gateways = findings.filter((each) => each.rule === 'network/missing-gateway');
  const silent = new Set<Finding>();
  for (const part of parts) {
    const [place, ...stationsThere] = part.subjects;
    const members = new Set(stationsThere);
    if (onCables.has(place!) || onFlows.some((each) => meets(facts, each, members))) silent.add(part);
    else for (const each of gateways) if (meets(facts, each, members)) silent.add(each);
  }
  return findings.filter((each) => !silent.has(each));
}
