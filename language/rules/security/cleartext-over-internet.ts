/** A connection that crosses an internet in a protocol that does not encrypt, outside a tunnel and without `tls`. */
import { carriage, clearCrossing, dialKey, flowDials, type Carriage, type ClearCrossing } from '../../facts/network/index.js';
import { query, type Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding, Fix } from '../../model/finding.js';
import type { Flow, Id } from '../../model/model.js';
import type { Origin } from '../../model/origin.js';
import { spoken } from '../network/stopped-flow.js';
import { finding, type Rule } from '../rule.js';
import { clearProtocol, type ClearProtocol } from './clear-protocols.js';
import { hopPlaces } from './internet-path.js';

const about = { id: 'security/cleartext-over-internet', severity: 'warning' } as const;

export const rule: Rule = { ...about, title: text('security.cleartext-over-internet.title'), fixable: true, run };

interface Clear { found: Carriage; protocol: ClearProtocol; crossing: ClearCrossing }

function* run(facts: Facts): Generator<Finding> {
  for (const flow of Object.values(facts.flows)) {
    if (flow.tls) continue;
    const clear = facts.ask(flowDials, flow.id).flatMap((dial): Clear[] => {
      const protocol = dial.port && clearProtocol(facts, dial.port);
      if (!protocol || isRedirected(facts, flow, protocol)) return [];
      const found = facts.ask(carriage, dialKey(dial));
      const crossing = found.trace.disposition === 'accepted' ? clearCrossing(facts, found.trace.hops) : undefined;
      return crossing ? [{ found, protocol, crossing }] : [];
    });
    if (clear.length > 0) yield report(facts, flow, clear);
  }
}

/** Plain http beside https between the same ends is there to send visitors on to https. */
function isRedirected(facts: Facts, flow: Flow, protocol: ClearProtocol): boolean {
  return protocol.name === 'http' && facts.ask(secureEnds).has(endsOf(flow));
}

function endsOf({ from, to }: Flow): string {
  return JSON.stringify([from, to].map((side) => side.map((end) => (end.type === 'ids' ? end.ids[0] : end.text))));
}

/** Between which ends https is spoken. */
const secureEnds = query('security.secure-ends', (facts): Set<string> => new Set(Object.values(facts.flows)
  .filter((each) => (each.ports ?? []).some((port) => port.name === 'https' || port.name === 'http3' || (port.low === port.high && port.low === 443))).map(endsOf)));

function report(facts: Facts, flow: Flow, clear: Clear[]): Finding {
  const { found, crossing: { internet, tunnel }, protocol } = clear[0]!;
  const wrapping = tunnel === undefined ? undefined : facts.links[tunnel]!;
  const params = {
    flow: spoken(facts, flow.id), from: spoken(facts, found.dial.from), to: spoken(facts, answering(found)), internet: spoken(facts, internet),
    protocols: [...new Set(clear.map((each) => each.protocol.name))], twin: protocol.twin?.name ?? '',
    tunnel: spoken(facts, tunnel), kind: wrapping?.tunnel ?? '',
  };
  return finding(about, {
    origin: flow.origin,
    what: text(wrapping ? 'security.cleartext-over-internet.what.tunnel' : 'security.cleartext-over-internet.what', params),
    why: text('security.cleartext-over-internet.why', params),
    todo: text(wrapping ? 'security.cleartext-over-internet.todo.tunnel' : protocol.twin ? 'security.cleartext-over-internet.todo.twin' : 'security.cleartext-over-internet.todo', params),
    related: [
      ...(wrapping ? [{ text: text('security.cleartext-over-internet.related.tunnel', params), origin: wrapping.origin }] : []),
      { text: text('security.cleartext-over-internet.related', params), origin: facts.elements[internet]!.origin },
    ],
    path: hopPlaces(facts, found.trace.hops),
    fixes: fixes(facts, flow, clear),
    subjects: [flow.id, ...(tunnel === undefined ? [] : [tunnel])],
    key: flow.id,
  });
}

/** `tls` where the flow stands alone: behind a chain it would speak of every leg. */
function fixes(facts: Facts, flow: Flow, clear: Clear[]): Fix[] {
  const alone = Object.values(facts.flows).every((each) => each === flow || each.chain.id !== flow.chain.id);
  const found: Fix[] = [];
  const { end } = flow.origin.range;
  const at = (start: number): Origin => {
    const range = { start: { line: end.line, character: start }, end };
    return { uri: flow.origin.uri, range, extent: range };
  };
  if (alone) found.push({ title: text('security.cleartext-over-internet.fix.tls', { flow: spoken(facts, flow.id) }), edits: [{ type: 'replace', at: at(end.character), by: ' tls' }], preferred: true });
  const [only, ...more] = flow.ports ?? [];
  const twin = clear[0]!.protocol.twin;
  if (only && more.length === 0 && twin && clear.every(({ found: each }) => listensOn(facts, endOf(each), twin.ports)) && end.character >= only.text.length) {
    found.push({ title: text('security.cleartext-over-internet.fix.twin', { flow: spoken(facts, flow.id), twin: twin.name }), edits: [{ type: 'replace', at: at(end.character - only.text.length), by: twin.name }] });
  }
  return found;
}

/** Who answers: behind a translated address that was dialled it is who the packet is delivered to. */
function endOf({ dial, trace }: Carriage): Id {
  return dial.toAddress === undefined ? dial.to : trace.hops.at(-1)?.element ?? dial.to;
}

function answering(found: Carriage): Id {
  return found.dial.group ?? endOf(found);
}

function listensOn(facts: Facts, id: Id, ports: Flow['ports'] & object): boolean {
  const element = facts.elements[id];
  const own = element?.ports ?? element?.defaultPorts;
  return own?.some((each) => ports.some((port) => port.protocol === each.protocol && each.low <= port.low && port.low <= each.high)) ?? false;
}
