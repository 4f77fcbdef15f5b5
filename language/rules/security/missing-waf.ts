/** Web requests that start in an internet and end at an element with no web application firewall before it. */
import { carriage, dialKey, flowDials, wayPast, type Carriage } from '../../facts/network/index.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding, Fix } from '../../model/finding.js';
import type { Element, Flow, Id, PortMatch } from '../../model/model.js';
import { ancestry, isA, isInternet } from '../../model/queries.js';
import { spoken } from '../network/stopped-flow.js';
import { finding, type Rule } from '../rule.js';
import { along, hopPlaces, way } from './internet-path.js';

const about = { id: 'security/missing-waf', severity: 'warning' } as const;

export const rule: Rule = { ...about, title: text('security.missing-waf.title'), fixable: true, run };

/** IANA: 80 http, 443 https, 8080 http-alt, 8443 its TLS sibling, 591 and 8008 http-alt too. */
const WEB_PORTS = [80, 443, 591, 8008, 8080, 8443];

interface Unseen {
  flows: Flow[];
  found: Carriage;
  /** The elements of a way that no waf stands in. */
  past: Id[];
}

function* run(facts: Facts): Generator<Finding> {
  const unseen = new Map<Id, Unseen>();
  const wafs = new Set(Object.values(facts.elements).filter((element) => isA(element, 'waf')).map((element) => element.id));
  for (const flow of Object.values(facts.flows)) {
    for (const dial of facts.ask(flowDials, flow.id)) {
      if (!startsInInternet(facts, dial.from) || !isWeb(dial.port)) continue;
      const found = facts.ask(carriage, dialKey(dial));
      if (found.trace.disposition !== 'accepted' || wafs.has(dial.to)) continue;
      const past = found.forward && wayPast(found.forward, wafs);
      if (!past) continue;
      const name = facts.elements[dial.to]!.instance?.group ?? dial.group ?? dial.to;
      const known = unseen.get(name);
      if (!known) unseen.set(name, { flows: [flow], found, past });
      else if (!known.flows.includes(flow)) known.flows.push(flow);
    }
  }
  for (const [name, each] of unseen) yield report(facts, name, each);
}

function startsInInternet(facts: Facts, id: Id): boolean {
  return [...ancestry(facts.model, id)].some(isInternet);
}

function isWeb(port: PortMatch | undefined): boolean {
  return port !== undefined && port.protocol !== 'icmp'
    && (/^(https?|http[23]|quic)$/.test(port.name ?? '') || (port.low === port.high && WEB_PORTS.includes(port.low)));
}

function report(facts: Facts, name: Id, { flows, found, past }: Unseen): Finding {
  const target = facts.elements[found.dial.to]!;
  const firewall = found.through.every.map((id) => facts.elements[id]!).find((each) => each?.kind === 'firewall' && each.software.length === 0);
  const params = { name: spoken(facts, name), source: spoken(facts, found.dial.from), firewall: spoken(facts, firewall?.id) };
  return finding(about, {
    origin: target.origin,
    what: text('security.missing-waf.what', params),
    why: text('security.missing-waf.why', { path: way(facts, past), ports: [...new Set(flows.flatMap((flow) => (flow.ports ?? []).map((port) => port.text)))] }),
    todo: text(firewall ? 'security.missing-waf.todo.firewall' : 'security.missing-waf.todo', params),
    related: flows.map((flow) => ({ text: text('security.related.flow', { flow: spoken(facts, flow.id) }), origin: flow.origin })),
    path: along(past, found.trace.hops) ? hopPlaces(facts, found.trace.hops) : [],
    fixes: firewall ? [makeWaf(facts, firewall)] : [],
    subjects: [found.dial.to, ...flows.map((flow) => flow.id)],
    key: name,
  });
}

/** The kind is the first word of the declaration. */
function makeWaf(facts: Facts, firewall: Element): Fix {
  const { uri, extent } = firewall.origin;
  const range = { start: extent.start, end: { line: extent.start.line, character: extent.start.character + firewall.kind.length } };
  return { title: text('security.missing-waf.fix', { firewall: spoken(facts, firewall.id) }), edits: [{ type: 'replace', at: { uri, range, extent: range }, by: 'waf' }] };
}
