/**
 * A machine whose address belongs to another subnet than the place's is told once, at the address: that packets do not
 * find to it or from it, or that its neighbours miss a gateway in it, is what comes of that.
 */
import { areas, troubles, type Dial, type Trouble } from '../facts/network/index.js';
import { stations } from '../facts/network/stations.js';
import { tree } from '../facts/network/tree.js';
import type { Facts } from '../facts/query.js';
import type { Finding } from '../model/finding.js';
import type { Id } from '../model/model.js';

const ROUTING: ReadonlySet<string> = new Set(['network/no-route', 'network/no-return-route', 'network/missing-gateway', 'network/routing-loop', 'network/flow-denied']);

export function tellStraysOnce(facts: Facts, findings: readonly Finding[]): Finding[] {
  const strays = new Map<Id, Id[]>();
  for (const { rule, subjects: [station, place] } of findings) {
    if (rule !== 'network/address-outside-subnet' || station === undefined) continue;
    strays.set(station, [...(strays.get(station) ?? []), ...(place === undefined ? [] : [place])]);
  }
  if (strays.size === 0) return [...findings];
  return findings.filter((finding) => !ROUTING.has(finding.rule) || !facts.ask(troubles).some((trouble) => isOf(trouble, finding) && comesOf(facts, trouble, strays)));
}

/** Subjects of a finding on a flow: the flow, and the element where it ends. */
function isOf(trouble: Trouble, { rule, subjects: [flow, element] }: Finding): boolean {
  return trouble.flow === flow && trouble.stop.element === element && rule === `network/${trouble.kind}`;
}

function comesOf(facts: Facts, { kind, stop, dials }: Trouble, strays: ReadonlyMap<Id, readonly Id[]>): boolean {
  const at = facts.ask(stations);
  // A filter between two segments judges rightly, whatever the address; between neighbours there is none.
  if (kind === 'flow-denied' && !dials.every((dial) => areNeighbours(facts, dial))) return false;
  if (dials.every((dial) => strays.has(at.of(dial.from)) || strays.has(at.of(dial.to)))) return true;
  if (stop.reason !== 'no-gateway' && stop.reason !== 'next-hop-missing') return false;
  const around = facts.ask(tree).ancestry(stop.element).map((each) => each.id);
  return [...strays.values()].some((places) => places.some((place) => around.includes(place)));
}

function areNeighbours(facts: Facts, { from, to }: Dial): boolean {
  const area = facts.ask(areas);
  const [here, there] = [from, to].map((id) => area.domainsOf(facts.ask(stations).of(id)));
  return here!.some((domain) => there!.includes(domain));
}
