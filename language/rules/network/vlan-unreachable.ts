/** The ends of a flow stand on different segments: a cable is missing, a VLAN ends on the way, or nothing routes between them. */
import type { Facts } from '../../facts/query.js';
import { attachmentOf, culpritBetween, freeGateway, routersBeside, type Culprit, type Trouble } from '../../facts/network/index.js';
import { text } from '../../messages/word.js';
import type { Finding, Fix, RelatedPlace, Text } from '../../model/finding.js';
import type { Id } from '../../model/model.js';
import { hasRole } from '../../model/queries.js';
import type { Rule } from '../rule.js';
import { declared, flowFinding, paramsOf, spoken, troublesOf } from './stopped-flow.js';
import { vlanNamed, vlanShort } from './vlan-words.js';

const about = { id: 'network/vlan-unreachable', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('network.vlan-unreachable.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  for (const trouble of troublesOf(facts, 'vlan-unreachable')) {
    const culprit = culpritOf(facts, trouble);
    yield flowFinding(about, facts, trouble, culprit ? onCable(facts, trouble, culprit) : trouble.stop.reason === 'not-cabled' ? uncabled(facts, trouble)
      : trouble.stop.reason === 'other-vlan' ? otherVlan(facts, trouble) : unrouted(facts, trouble));
  }
}

type Words = Parameters<typeof flowFinding>[3];

function onCable(facts: Facts, trouble: Trouble, culprit: Culprit): Words {
  const params = { ...paramsOf(facts, trouble), ...culpritParams(facts, culprit) };
  return {
    what: text(`network.vlan-unreachable.what.${culprit.type}`, params),
    why: text(`network.vlan-unreachable.why.${culprit.type}`, params),
    todo: text(`network.vlan-unreachable.todo.${culprit.type}`, params),
    fixes: culprit.type === 'access' || culprit.type === 'trunk' ? [fixOf(facts, culprit)] : [],
    related: [relatedOf(facts, culprit)],
    subjects: [culprit.link],
  };
}

function uncabled(facts: Facts, trouble: Trouble): Words {
  const { element, towards } = trouble.stop;
  const [here, there] = [element, towards].map((id) => (id === undefined ? [] : attachmentOf(facts, id)));
  const hub = there!.find((id) => hasRole(facts.elements[id]!, 'switch'));
  const params = {
    ...paramsOf(facts, trouble), here: here!.map((id) => spoken(facts, id)), count: here!.length, there: there!.map((id) => spoken(facts, id)), thereCount: there!.length,
    end: spoken(facts, declared(facts, element)), other: spoken(facts, declared(facts, hub ?? towards!)),
  };
  return {
    what: text('network.vlan-unreachable.what.not-cabled', params),
    why: text('network.vlan-unreachable.why.not-cabled', params),
    todo: text(hub === undefined ? 'network.vlan-unreachable.todo.not-cabled' : 'network.vlan-unreachable.todo.not-cabled.switch', params),
  };
}

function otherVlan(facts: Facts, trouble: Trouble): Words {
  const params = paramsOf(facts, trouble);
  return {
    what: text('network.vlan-unreachable.what.other-vlan', params),
    why: text('network.vlan-unreachable.why.other-vlan', params),
    todo: text('network.vlan-unreachable.todo.other-vlan', params),
  };
}

/** Names the routers that are there already: what is missing is an interface of the one, or what joins the two. */
function unrouted(facts: Facts, trouble: Trouble): Words {
  const { from, to } = trouble.found.dial;
  const [here, there] = [routersBeside(facts, from), routersBeside(facts, to)];
  const [router, near, far] = here.length > 0 ? [here[0]!, from, to] : [there[0], to, from];
  const params = { ...paramsOf(facts, trouble), router: spoken(facts, router), near: spoken(facts, near), far: spoken(facts, far), here: here.map((id) => spoken(facts, id)), there: there.map((id) => spoken(facts, id)) };
  const alone = (here.length === 1) !== (there.length === 1) && Math.min(here.length, there.length) === 0;
  const todo = here.length > 0 && there.length > 0 ? 'two-routers' : alone ? 'one-router' : 'not-routed';
  return {
    what: text('network.vlan-unreachable.what.not-routed', params),
    why: text('network.vlan-unreachable.why.not-routed', params),
    todo: text(`network.vlan-unreachable.todo.${todo}`, params),
    fixes: alone ? interfaceOn(facts, router!, far, near) : [],
  };
}

/** An interface for the only router. One that judges what it forwards needs a rule as well, and is left to its owner. */
function interfaceOn(facts: Facts, router: Id, host: Id, target: Id): Fix[] {
  const free = freeGateway(facts, host, target);
  const { network, instance } = facts.elements[router]!;
  if (!free || free.router !== router || instance || network.rules.length > 0 || network.defaultAction) return [];
  const value = `${facts.elements[free.place]!.name} ${free.address}`;
  return [{ title: text('network.missing-gateway.fix', { router: spoken(facts, router), value }), edits: [{ type: 'add', into: router, statements: [{ type: 'word', word: 'interface', value }] }] }];
}

function culpritOf(facts: Facts, trouble: Trouble): Culprit | undefined {
  const { stop, found } = trouble;
  if (stop.reason !== 'other-vlan') return undefined;
  return culpritBetween(facts, stop.element, stop.towards ?? found.dial.to);
}

function culpritParams(facts: Facts, culprit: Culprit): Record<string, string | number | Text> {
  const link = spoken(facts, culprit.link);
  if (culprit.type === 'access') {
    const { use, wanted, station } = culprit;
    return { link, station: spoken(facts, station), vlan: use.number, wanted: wanted.number, place: vlanNamed(facts, wanted), name: vlanShort(facts, wanted) };
  }
  const vlan = { number: culprit.vlan, ...(culprit.place ? { place: culprit.place } : {}) };
  return {
    ...(culprit.type === 'port' ? { station: spoken(facts, culprit.station), peer: spoken(facts, culprit.peer) } : {}),
    link, vlan: culprit.vlan, place: vlanNamed(facts, vlan), name: vlanShort(facts, vlan),
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
