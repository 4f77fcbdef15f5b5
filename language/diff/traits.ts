/** What is said of a part, statement by statement, so that two revisions of it can be held against each other. */
import type { AddressUse, Element, Endpoint, Flow, Group, Link, LinkEnd, Metadata, PortMatch, SecurityGroup, Thing } from '../model/model.js';
import { phrase, seconds, type NameOf } from './phrase.js';

/** A statement's word, and what stands behind it, one entry a statement; the order is meant only where it matters. */
export interface Trait {
  word: string;
  said: string[];
  ordered?: true;
}

export type Part = Element | Group | SecurityGroup | Link | Flow;

export function traitsOf(part: Part, nameOf: NameOf): Trait[] {
  const traits = 'kind' in part ? elementTraits(part, nameOf) : 'mode' in part ? groupTraits(part, nameOf) : 'medium' in part ? linkTraits(part, nameOf)
    : 'chain' in part ? flowTraits(part, nameOf) : securityGroupTraits(part);
  return traits.filter(({ said }) => said.length > 0);
}

/** Of filters and translation, line by line: their order decides. */
export function linesOf(part: Part): Trait[] {
  if ('kind' in part) {
    return [
      ordered('rule', part.network.rules.map(({ text }) => text)), ordered('inbound rule', (part.network.inbound?.rules ?? []).map(({ text }) => text)),
      ordered('translation', part.network.nat.map(({ text }) => text)),
    ];
  }
  return 'rules' in part ? [ordered('rule', part.rules.map(({ text }) => text))] : [];
}

function ordered(word: string, said: string[]): Trait {
  return { word, said, ordered: true };
}

function one(word: string, said: string | number | undefined): Trait {
  return { word, said: said === undefined || said === '' ? [] : [String(said)] };
}

function flag(word: string, on: boolean | undefined): Trait {
  return { word, said: on ? [word] : [] };
}

function many(word: string, values: readonly unknown[], nameOf: NameOf): Trait {
  return { word, said: values.map((value) => phrase(value, nameOf)) };
}

function address({ address: written, length }: AddressUse): string {
  return length === undefined ? written : `${written}/${length}`;
}

function metadataTraits({ tags, owner, doc, technology, meta, description }: Metadata): Trait[] {
  return [
    { word: 'tag', said: [...tags] }, one('owner', owner), one('doc', doc), one('technology', technology), one('description', description),
    ...Object.entries(meta).map(([name, value]) => one(`meta ${name}`, value)),
  ];
}

function attributeTraits(attributes: Thing['attributes']): Trait[] {
  return Object.entries(attributes).map(([name, { value }]) => one(name, value.text));
}

function thingTraits(thing: Thing, nameOf: NameOf): Trait[] {
  return [
    one('label', thing.label), ...metadataTraits(thing.metadata), ...attributeTraits(thing.attributes),
    one('service-time', thing.serviceTime && phrase(thing.serviceTime, nameOf)), { word: 'requires', said: thing.requires.map(({ capability }) => capability) },
    { word: 'vip', said: thing.vips.map(address) }, one('vrrp', thing.vrrp && phrase(thing.vrrp, nameOf)), one('heartbeat', thing.heartbeat && phrase(thing.heartbeat, nameOf)),
    one('failover', thing.failover && [thing.failover.automatic ? 'automatic' : 'manual', ...(thing.failover.within === undefined ? [] : [`within ${seconds(thing.failover.within)}`])].join(' ')),
    { word: 'replicate', said: thing.replications.map(({ from, to, mode, lag }) => `${nameOf(from)} -> ${nameOf(to)} ${mode}${lag === undefined ? '' : ` lag ${seconds(lag)}`}`) },
    { word: 'backup', said: thing.backups.map(({ from, to, every }) => `${nameOf(from)} -> ${nameOf(to)}${every === undefined ? '' : ` every ${seconds(every)}`}`) },
    one('repair crews', thing.repairCrews), many('balance', thing.balances, nameOf),
  ];
}

function elementTraits(element: Element, nameOf: NameOf): Trait[] {
  const { network } = element;
  return [
    one('kind', element.kind), ...thingTraits(element, nameOf),
    { word: 'software', said: element.software.map(({ name }) => name) }, one('os', element.os?.name), ports('port', element.ports),
    { word: 'on', said: element.hostsOrigin ? element.hosts.map(nameOf) : [] },
    { word: 'powered by', said: element.poweredBy.map(({ anyOf }) => anyOf.map(nameOf).join(' or ')) },
    { word: 'mount', said: element.mounts.map(({ target, path }) => [nameOf(target), ...(path === undefined ? [] : [path])].join(' at ')) },
    one('vlan', network.vlan), { word: 'subnet', said: network.subnets.map(({ prefix }) => prefix) }, { word: 'ip', said: network.addresses.map(address) },
    {
      word: 'interface', said: network.interfaces.map(({ on, address: at, jack }) => [nameOf(on.place ?? on.link ?? ''), ...(at ? [address(at)] : []), ...(jack === undefined ? [] : [`jack ${jack}`])].join(' ')),
    },
    { word: 'gateway', said: network.gateways.map((each) => each.address ?? nameOf(each.element ?? '')) },
    { word: 'route', said: network.routes.map(({ prefix, via, metric }) => `${prefix} ${'blackhole' in via ? 'blackhole' : `via ${'address' in via ? via.address : nameOf('element' in via ? via.element : via.link)}`}${metric === undefined ? '' : ` metric ${metric}`}`) },
    { word: 'routing', said: network.routing.map(({ protocol }) => protocol) },
    one('default', network.defaultAction?.action), flag('stateless', network.stateless),
    one('inbound', network.inbound && [network.inbound.defaultAction ? `default ${network.inbound.defaultAction.action}` : 'stated', ...(network.inbound.stateless ? ['stateless'] : [])].join(' ')),
    { word: 'use', said: network.securityGroups.map(({ id }) => nameOf(id)) },
    one('stp', network.spanningTreeOff ? 'off' : undefined), flag('transparent', network.transparent), one('layer', network.layer),
  ];
}

function ports(word: string, matches: readonly PortMatch[] | undefined): Trait {
  return { word, said: matches === undefined ? [] : matches.length === 0 ? ['none'] : matches.map(({ text }) => text) };
}

function groupTraits(group: Group, nameOf: NameOf): Trait[] {
  const members = group.members.map(({ id, priority }) => (priority === undefined ? nameOf(id) : `${nameOf(id)} priority ${priority}`));
  return [
    one('mode', group.mode), one('need', group.need), group.counted ? one('count', group.members.length) : { word: 'members', said: members }, ...thingTraits(group, nameOf),
  ];
}

function end({ element, jack, access, trunk, native }: LinkEnd, nameOf: NameOf): string {
  return [
    nameOf(element), ...(jack === undefined ? [] : [`jack ${jack}`]), ...(access ? [`access ${access.text}`] : []),
    ...(trunk ? [`trunk ${trunk.map(({ text }) => text).join(', ')}`] : []), ...(native ? [`native ${native.text}`] : []),
  ].join(' ');
}

function linkTraits(link: Link, nameOf: NameOf): Trait[] {
  return [
    one('name', link.name), one('label', link.label), one('medium', link.medium), one('tunnel', link.tunnel), { word: 'end', said: [end(link.a, nameOf), end(link.b, nameOf)] },
    ...attributeTraits(link.attributes), ...metadataTraits(link.metadata),
  ];
}

/** Where it resolved to parts these are compared, so that a renamed part is no change. */
export function endpointText(endpoint: Endpoint, nameOf: NameOf): string {
  return endpoint.type === 'ids' ? endpoint.ids.map(nameOf).join(', ') : endpoint.text;
}

function flowTraits(flow: Flow, nameOf: NameOf): Trait[] {
  return [
    one('name', flow.name), one('label', flow.label), { word: 'from', said: flow.from.map((each) => endpointText(each, nameOf)) }, { word: 'to', said: flow.to.map((each) => endpointText(each, nameOf)) },
    ports('over', flow.ports), one('access', flow.access), one('prefer', flow.prefer && nameOf(flow.prefer)), one('share', flow.share), one('times', flow.times),
    flag('optional', flow.optional), flag('async', flow.async), flag('tls', flow.tls), one('timeout', flow.timeout === undefined ? undefined : seconds(flow.timeout)), one('retry', flow.retry),
    one('back-off', flow.backoff === undefined ? undefined : seconds(flow.backoff)), one('connections', flow.connections), one('breaker', flow.breaker && phrase(flow.breaker, nameOf)),
    { word: 'via', said: flow.via.map(({ id }) => nameOf(id)) }, { word: 'needs', said: flow.needs.map(({ id }) => nameOf(id)) }, ...metadataTraits(flow.metadata),
  ];
}

function securityGroupTraits(group: SecurityGroup): Trait[] {
  return [one('label', group.label), one('default', group.defaultAction?.action), flag('stateless', group.stateless), ...metadataTraits(group.metadata)];
}
