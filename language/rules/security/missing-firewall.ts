/** Some packet from the internet arrives at an element that works or keeps data, and nothing has judged it. */
import { carriage, dialKey, exposures, flowDials, type Exposure } from '../../facts/network/index.js';
import { query, type Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding, Fix, RelatedPlace } from '../../model/finding.js';
import type { Statement } from '../../model/edit.js';
import type { Flow, Id } from '../../model/model.js';
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
  return finding(about, {
    origin: facts.elements[exposure.element]!.origin,
    what: text('security.missing-firewall.what', { name, internet }),
    why: text('security.missing-firewall.why', { path: way(exposure.elements) }),
    todo: cut === undefined ? text('security.missing-firewall.todo', { name }) : text('security.missing-firewall.todo.cut', { name, cut }),
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
  if (Object.values(facts.links).filter((each) => each.origin.range.start.line === link.origin.range.start.line && each.origin.uri === link.origin.uri).length > 1) return [];
  const name = freeName(facts, 'firewall');
  const rules = flowsAcross(facts, cut).map((flow): Statement => ({
    type: 'rule', action: 'allow',
    from: flow.from.map((end) => end.type === 'ids' ? end.ids[0]! : { literal: end.text }),
    to: flow.to.map((end) => end.type === 'ids' ? end.ids[0]! : { literal: end.text }),
    ...(flow.ports ? { over: [...new Set(flow.ports.map((port) => port.text))] } : {}),
  }));
  return [{
    title: text('security.missing-firewall.fix', { cut }),
    edits: [
      { type: 'insert-after', at: link.a.origin, text: ` -- ${name}` },
      { type: 'add', statements: [{ type: 'element', kind: 'firewall', name, statements: rules }] },
    ],
  }];
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
