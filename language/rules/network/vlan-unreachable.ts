/** The ends of a flow stand on different segments, and nothing routes between them: another VLAN, or no cable. */
import type { Facts } from '../../facts/query.js';
import { culpritBetween, type Culprit, type Trouble } from '../../facts/network/index.js';
import { text } from '../../messages/word.js';
import type { Finding, Fix, RelatedPlace } from '../../model/finding.js';
import type { Rule } from '../rule.js';
import { flowFinding, paramsOf, spoken, troublesOf } from './stopped-flow.js';

const about = { id: 'network/vlan-unreachable', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('network.vlan-unreachable.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  for (const trouble of troublesOf(facts, 'vlan-unreachable')) {
    const params = paramsOf(facts, trouble);
    const culprit = culpritOf(facts, trouble);
    yield flowFinding(about, facts, trouble, {
      what: text('network.vlan-unreachable.what', params),
      why: text(culprit ? `network.vlan-unreachable.why.${culprit.type}` : whyOf(trouble), { ...params, ...culpritParams(facts, culprit) }),
      todo: text(culprit ? `network.vlan-unreachable.todo.${culprit.type}` : 'network.vlan-unreachable.todo.route', { ...params, ...culpritParams(facts, culprit) }),
      fixes: culprit?.type === 'access' || culprit?.type === 'trunk' ? [fixOf(facts, culprit)] : [],
      related: culprit ? [relatedOf(facts, culprit)] : [],
      subjects: culprit ? [culprit.link] : [],
    });
  }
}

function whyOf(trouble: Trouble): 'network.vlan-unreachable.why.not-cabled' | 'network.vlan-unreachable.why.other-vlan' | 'network.vlan-unreachable.why.not-routed' {
  if (trouble.stop.reason === 'not-cabled') return 'network.vlan-unreachable.why.not-cabled';
  return trouble.stop.reason === 'other-vlan' ? 'network.vlan-unreachable.why.other-vlan' : 'network.vlan-unreachable.why.not-routed';
}

function culpritOf(facts: Facts, trouble: Trouble): Culprit | undefined {
  const { stop, found } = trouble;
  if (stop.reason !== 'other-vlan') return undefined;
  return culpritBetween(facts, stop.element, stop.towards ?? found.dial.to);
}

function culpritParams(facts: Facts, culprit: Culprit | undefined): Record<string, string | number> {
  if (!culprit) return {};
  const link = facts.links[culprit.link]!;
  const name = spoken(facts, link.id);
  return culprit.type === 'access'
    ? { link: name, station: spoken(facts, culprit.station), vlan: culprit.use.number, wanted: culprit.wanted.number, place: spoken(facts, culprit.wanted.place) }
    : {
      ...(culprit.type === 'port' ? { station: spoken(facts, culprit.station), peer: spoken(facts, culprit.peer) } : {}),
      link: name, vlan: culprit.vlan, place: culprit.place ? spoken(facts, culprit.place) : String(culprit.vlan),
    };
}

function relatedOf(facts: Facts, culprit: Culprit): RelatedPlace {
  const params = culpritParams(facts, culprit);
  return culprit.type === 'access'
    ? { text: text('network.vlan-unreachable.related.access', params), origin: culprit.use.origin }
    : { text: text(`network.vlan-unreachable.related.${culprit.type}`, params), origin: facts.links[culprit.link]!.origin };
}

function fixOf(facts: Facts, culprit: Extract<Culprit, { type: 'access' | 'trunk' }>): Fix {
  const params = culpritParams(facts, culprit);
  const name = (place: string | undefined, number: number): string => (place === undefined ? String(number) : facts.elements[place]!.name);
  if (culprit.type === 'access') {
    return {
      title: text('network.vlan-unreachable.fix.access', params),
      edits: [{ type: 'replace', at: culprit.use.origin, by: name(culprit.wanted.place, culprit.wanted.number) }],
      preferred: true,
    };
  }
  const last = culprit.end.trunk!.at(-1)!;
  return {
    title: text('network.vlan-unreachable.fix.trunk', params),
    edits: [{ type: 'replace', at: last.origin, by: `${last.text}, ${name(culprit.place, culprit.vlan)}` }],
    preferred: true,
  };
}
