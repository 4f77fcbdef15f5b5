/** Some packet from the internet arrives at an element that works or keeps data, and nothing has judged it. */
import { carriage, dialKey, exposures, flowDials, type Carriage, type Exposure } from '../../facts/network/index.js';
import { query, type Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding, Fix, RelatedPlace } from '../../model/finding.js';
import type { Statement } from '../../model/edit.js';
import type { Flow, Id, NatRule } from '../../model/model.js';
import { compareOrigins } from '../../model/origin.js';
import { spoken } from '../network/stopped-flow.js';
import { finding, type Rule } from '../rule.js';
import { hopPlaces, way } from './internet-path.js';

const about = { id: 'security/missing-firewall', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('security.missing-firewall.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  const told = new Set<Id>();
  for (const exposure of facts.ask(exposures)) {
    const name = facts.elements[exposure.element]!.instance?.group ?? exposure.element;
    // Instances of one counted element are written once and exposed alike.
    if (told.has(name)) continue;
    told.add(name);
    yield report(facts, exposure, name);
  }
}

function report(facts: Facts, exposure: Exposure, name: Id): Finding {
  const { cut, internet, hops } = exposure;
  const link = cut === undefined ? undefined : facts.links[cut];
  const related: RelatedPlace[] = link ? [{ text: text('security.related.cut'), origin: link.origin }] : [];
  const params = { name: spoken(facts, name), internet: spoken(facts, internet), cut: spoken(facts, cut) };
  return finding(about, {
    origin: facts.elements[exposure.element]!.origin,
    what: text('security.missing-firewall.what', params),
    why: text('security.missing-firewall.why', { path: way(facts, exposure.elements) }),
    todo: text(cut === undefined ? 'security.missing-firewall.todo' : 'security.missing-firewall.todo.cut', params),
    related,
    path: hopPlaces(facts, hops),
    fixes: cut === undefined ? [] : firewallOn(facts, cut),
    subjects: [exposure.element, ...(cut === undefined ? [] : [cut])],
    key: name,
  });
}

/** A firewall in the line of the link that lets through what the flows across it need. */
function firewallOn(facts: Facts, cut: Id): Fix[] {
  const link = facts.links[cut]!;
  // One written link may stand for several (instances of a counted end): a firewall in all of them is no single repair.
  if (Object.values(facts.links).some((each) => each !== link && compareOrigins(each.origin, link.origin) === 0)) return [];
  const name = freeName(facts, 'firewall');
  const rules = flowsAcross(facts, cut).map((flow) => ruleFor(facts, flow, cut));
  return [{
    title: text('security.missing-firewall.fix', { cut: spoken(facts, cut) }),
    edits: [
      { type: 'insert-after', at: link.a.origin, text: ` -- ${name}` },
      { type: 'add', statements: [{ type: 'element', kind: 'firewall', name, statements: rules }] },
    ],
  }];
}

/** The rule that lets a flow through on this link. Before a device that translates, its packets still carry the address that was dialled. */
function ruleFor(facts: Facts, flow: Flow, link: Id): Statement {
  const dialled = facts.ask(flowDials, flow.id).flatMap((dial) => dialledBefore(facts, facts.ask(carriage, dialKey(dial)), link) ?? [])[0];
  const ports = dialled?.ports ?? flow.ports;
  return {
    type: 'rule', action: 'allow',
    from: flow.from.map((end) => end.type === 'ids' ? end.ids[0]! : { literal: end.text }),
    to: dialled ? [{ literal: dialled.address }] : flow.to.map((end) => end.type === 'ids' ? end.ids[0]! : { literal: end.text }),
    ...(ports ? { over: [...new Set(ports.map((port) => port.text))] } : {}),
  };
}

/** The translation that the connection meets behind the link; undefined where it meets none. */
function dialledBefore(facts: Facts, found: Carriage, link: Id): Extract<NatRule, { type: 'dnat' }> | undefined {
  const { hops } = found.trace;
  const crossed = hops.findIndex((hop) => hop.link === link);
  if (crossed < 0) return undefined;
  for (const hop of hops.slice(crossed)) {
    if (hop.action !== 'translated') continue;
    const rule = facts.elements[hop.element]?.network.nat.find((each) => each.type === 'dnat' && each.origin === hop.origin);
    if (rule?.type === 'dnat') return rule;
  }
  return undefined;
}

/** Flows by the links that one of their ways takes: asked for every exposed element, gathered once. */
const flowsByLink = query('security.flows-by-link', (facts): Map<Id, Flow[]> => {
  const found = new Map<Id, Flow[]>();
  for (const flow of Object.values(facts.flows)) {
    const links = facts.ask(flowDials, flow.id).flatMap((dial) => (facts.ask(carriage, dialKey(dial)).forward?.edges ?? []).flatMap((edge) => edge.link ?? []));
    for (const link of new Set(links)) {
      const known = found.get(link);
      if (known) known.push(flow);
      else found.set(link, [flow]);
    }
  }
  return found;
});

function flowsAcross(facts: Facts, link: Id): Flow[] {
  return facts.ask(flowsByLink).get(link) ?? [];
}

const takenNames = query('security.taken-names', (facts): Set<string> => new Set([...Object.values(facts.elements), ...Object.values(facts.groups)].map((each) => each.name)));

function freeName(facts: Facts, base: string): string {
  const taken = facts.ask(takenNames);
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}${number}`;
    if (!taken.has(name)) return name;
  }
}
