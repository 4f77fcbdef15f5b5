/** Addresses, interfaces, routes, rules and translations of one element; links between elements. */
import type { AstNode } from 'langium';
import type * as ast from '../generated/ast.js';
import { formatAddress, parsePrefix } from '../../model/ip.js';
import type { AddressUse, ElementNetwork, FilterBlock, FilterRule, Interface, Link, LinkEnd, Medium, NatRule, Route, VlanUse } from '../../model/model.js';
import type { ArchDocument } from '../document.js';
import { origin, propertyRange, wholeRange, writtenText } from '../written.js';
import { optional } from './catalogue.js';
import type { Lowering } from './context.js';
import { statementsOf, topLayer, type Draft, type Layered } from './draft.js';
import { endpoint, endpoints, named, one, roleOf, vlanUse } from './endpoints.js';
import { resolve } from './names.js';
import { metadataOf } from './metadata.js';
import { nearest } from './nearest.js';
import { addressUse, integer, attributeValue, plainAddress, portList, portRange, prefixText } from './values.js';

function emptyNetwork(): ElementNetwork {
  return { subnets: [], addresses: [], interfaces: [], gateways: [], routes: [], routing: [], rules: [], stateless: false, securityGroups: [], nat: [], spanningTreeOff: false, transparent: false };
}

export function vips(lowering: Lowering, draft: Draft): AddressUse[] {
  return topLayer(statementsOf<ast.VipStatement>(draft, 'VipStatement')).flatMap(({ node, document }) =>
    node.addresses.flatMap((text, index) => addressUse(lowering, document, node, 'addresses', index, text) ?? []));
}

export function elementNetwork(lowering: Lowering, draft: Draft): ElementNetwork {
  const network = emptyNetwork();
  if (draft.vlan !== undefined) {
    network.vlan = Number(draft.vlan);
    if (draft.vlanOrigin) network.vlanOrigin = draft.vlanOrigin;
  }
  for (const { node, document } of topLayer(statementsOf<ast.SubnetStatement>(draft, 'SubnetStatement'))) {
    node.prefixes.forEach((text, index) => {
      const prefix = text.includes('/') ? prefixText(lowering, document, node, 'prefixes', index, text) : undefined;
      if (prefix !== undefined) network.subnets.push({ prefix, origin: origin(document, node, propertyRange(node, 'prefixes', index)) });
      else if (!text.includes('/')) lowering.problemAt(document, node, 'prefixes', { type: 'bad-address', text, wanted: 'prefix' }, index);
    });
  }
  network.addresses = addresses(lowering, draft);
  network.interfaces = interfaces(lowering, draft);
  for (const { node, document, scope } of topLayer(statementsOf<ast.GatewayStatement>(draft, 'GatewayStatement'))) {
    const at = origin(document, node);
    if (node.address !== undefined) {
      const address = plainAddress(lowering, document, node, 'address', node.address);
      if (address) network.gateways.push({ address, origin: at });
    } else {
      const id = one(lowering, document, node, 'element', node.element, scope);
      if (id) network.gateways.push({ element: id, origin: at });
    }
  }
  network.routes = routes(lowering, draft);
  network.routing = statementsOf<ast.RoutingStatement>(draft, 'RoutingStatement').map(({ node, document }) => ({ protocol: node.protocol, origin: origin(document, node) }));
  const filter = filterBlock(lowering, draft.statements, origin(draft.document, draft.node));
  network.rules = filter.rules;
  network.stateless = filter.stateless;
  if (filter.defaultAction) network.defaultAction = filter.defaultAction;
  const inbound = statementsOf<ast.InboundStatement>(draft, 'InboundStatement');
  if (inbound.length > 0) {
    const statements = inbound.flatMap((each) => each.node.body.statements.map((node): Layered => ({ ...each, node })));
    network.inbound = filterBlock(lowering, statements, origin(inbound[0]!.document, inbound[0]!.node));
  }
  network.securityGroups = statementsOf<ast.UseStatement>(draft, 'UseStatement').flatMap(({ node, document, scope }) =>
    named(lowering, document, node, 'groups', node.groups, scope, ['securitygroup']).map(({ id, index }) => ({ id, origin: origin(document, node, propertyRange(node, 'groups', index)) })));
  network.nat = translations(lowering, draft);
  const stp = topLayer(statementsOf<ast.StpStatement>(draft, 'StpStatement')).at(-1);
  network.spanningTreeOff = stp?.node.state === 'off';
  if (stp && network.spanningTreeOff) network.spanningTreeOrigin = origin(stp.document, stp.node);
  network.transparent = statementsOf(draft, 'TransparentStatement').length > 0;
  const layer = topLayer(statementsOf<ast.AttributeStatement>(draft, 'AttributeStatement').filter((each) => each.node.key === 'layer')).at(-1);
  if (layer) network.layer = Number(layer.node.value.text);
  return network;
}

/** `ip from A` counts up from A over the instances. */
function addresses(lowering: Lowering, draft: Draft): AddressUse[] {
  return topLayer(statementsOf<ast.IpStatement>(draft, 'IpStatement')).flatMap(({ node, document }) => {
    if (node.start === undefined) return node.addresses.flatMap((text, index) => addressUse(lowering, document, node, 'addresses', index, text) ?? []);
    const first = addressUse(lowering, document, node, 'start', 0, node.start);
    const prefix = first && parsePrefix(node.start);
    if (!first || !prefix) return [];
    const offset = BigInt((draft.instanceOf?.index ?? 1) - 1);
    return [{ ...first, address: formatAddress({ family: prefix.family, value: prefix.host + offset }) }];
  });
}

function interfaces(lowering: Lowering, draft: Draft): Interface[] {
  const found = new Map<string, { layer: number; list: Interface[] }>();
  for (const { node, document, scope, layer } of statementsOf<ast.InterfaceStatement>(draft, 'InterfaceStatement')) {
    if (node.on === undefined) continue;
    const on = interfacePlace(lowering, document, node, scope);
    if (!on) continue;
    const base = { on, ...optional('jack', node.jack), origin: origin(document, node) };
    const list: Interface[] = node.addresses.length === 0 ? [base] : node.addresses.flatMap((text, index) => {
      const address = addressUse(lowering, document, node, 'addresses', index, text);
      return address ? [{ ...base, address }] : [];
    });
    const key = on.place ?? on.link ?? '';
    const known = found.get(key);
    if (!known || known.layer < layer) found.set(key, { layer, list });
    else if (known.layer === layer) known.list.push(...list);
  }
  return [...found.values()].flatMap((each) => each.list);
}

function interfacePlace(lowering: Lowering, document: ArchDocument, node: ast.InterfaceStatement, scope: Draft): Interface['on'] | undefined {
  if (/^\d/.test(node.on)) {
    const vlan = vlanUse(lowering, document, node, 'on', 0, node.on, scope);
    if (vlan?.place) return { place: vlan.place };
    lowering.problemAt(document, node, 'on', { type: 'unknown-name', name: node.on, target: 'element', candidates: [] });
    return undefined;
  }
  const link = lowering.model.links[node.on.normalize('NFC')];
  if (link?.name) {
    lowering.reference('link', link.id, document, propertyRange(node, 'on'));
    return { link: link.id };
  }
  const draft = resolve(lowering, node.on, { document, node, property: 'on', scope }, ['element'])?.[0];
  if (!draft) return undefined;
  const role = roleOf(lowering, draft);
  if (role !== undefined && role !== 'place') {
    lowering.problemAt(document, node, 'on', { type: 'wrong-kind', name: node.on, found: draft.kind!, wanted: 'place', context: 'interface' });
    return undefined;
  }
  return { place: draft.id };
}

function routes(lowering: Lowering, draft: Draft): Route[] {
  const found: (Route & { layer: number })[] = [];
  for (const { node, document, scope, layer } of statementsOf<ast.RouteStatement>(draft, 'RouteStatement')) {
    const prefix = node.default ? 'default' as const : node.prefix === undefined ? undefined : prefixText(lowering, document, node, 'prefix', 0, node.prefix);
    if (prefix === undefined) continue;
    const via = routeVia(lowering, document, node, scope);
    if (!via) continue;
    const metric = integer(lowering, document, node, 'metric', node.metric);
    found.push({ prefix, via, ...optional('metric', metric), origin: origin(document, node), layer });
  }
  // A refinement's route to a prefix replaces the earlier ones to it; several of one layer are equal alternatives.
  const highest = new Map<string, number>();
  for (const each of found) highest.set(each.prefix, Math.max(highest.get(each.prefix) ?? -1, each.layer));
  return found.filter((each) => highest.get(each.prefix) === each.layer).map(({ layer: _layer, ...route }) => route);
}

function routeVia(lowering: Lowering, document: ArchDocument, node: ast.RouteStatement, scope: Draft): Route['via'] | undefined {
  if (node.blackhole) return { blackhole: true };
  if (node.address !== undefined) {
    const address = plainAddress(lowering, document, node, 'address', node.address);
    return address === undefined ? undefined : { address };
  }
  if (node.hop === undefined) return undefined;
  const link = lowering.model.links[node.hop.normalize('NFC')];
  if (link?.name) {
    lowering.reference('link', link.id, document, propertyRange(node, 'hop'));
    return { link: link.id };
  }
  const id = one(lowering, document, node, 'hop', node.hop, scope);
  return id === undefined ? undefined : { element: id };
}

// ------------------------------------------------------------------------------------------------------- filters

export function filterBlock(lowering: Lowering, statements: readonly Layered[], at: FilterBlock['origin']): FilterBlock {
  const block: FilterBlock = { rules: [], stateless: false, origin: at };
  for (const { node, document, scope } of statements) {
    if (node.$type === 'Rule') block.rules.push(filterRule(lowering, document, node as ast.Rule, scope));
    else if (node.$type === 'DefaultStatement') block.defaultAction = { action: (node as ast.DefaultStatement).action, origin: origin(document, node) };
    else if (node.$type === 'StatelessStatement') block.stateless = true;
  }
  block.rules = block.rules.filter((rule) => rule.from?.length !== 0 && rule.to?.length !== 0 && rule.ports?.length !== 0);
  return block;
}

/** An end or port that was written but could not be resolved leaves an empty list, so that the rule is dropped, not widened. */
function filterRule(lowering: Lowering, document: ArchDocument, node: ast.Rule, scope: Draft): FilterRule {
  return {
    action: node.action,
    ...optional('from', node.from.length > 0 ? endpoints(lowering, document, node.from, scope) : undefined),
    ...optional('to', node.to.length > 0 ? endpoints(lowering, document, node.to, scope) : undefined),
    ...optional('ports', portList(lowering, document, node, 'ports', node.ports)),
    ...optional('sourcePorts', sourcePorts(lowering, document, node)),
    text: writtenText(node), origin: origin(document, node),
  };
}

function sourcePorts(lowering: Lowering, document: ArchDocument, node: ast.Rule): FilterRule['sourcePorts'] {
  if (node.sourcePorts.length === 0) return undefined;
  return node.sourcePorts.flatMap((text, index) => {
    const range = portRange(text);
    if (range) return [{ protocol: 'tcp' as const, ...range, text }, { protocol: 'udp' as const, ...range, text }];
    lowering.problemAt(document, node, 'sourcePorts', { type: 'bad-address', text, wanted: 'port' }, index);
    return [];
  });
}

function translations(lowering: Lowering, draft: Draft): NatRule[] {
  const rules: NatRule[] = [];
  for (const { node, document, scope } of draft.statements) {
    const base = { text: writtenText(node), origin: origin(document, node) };
    if (node.$type === 'DnatStatement') {
      const statement = node as ast.DnatStatement;
      const address = statement.address === undefined ? undefined : plainAddress(lowering, document, statement, 'address', statement.address);
      const to = statement.to && endpoint(lowering, document, statement.to, scope);
      if (address === undefined || !to) continue;
      rules.push({
        ...base, type: 'dnat', address, to,
        ...optional('ports', portList(lowering, document, statement, 'ports', statement.ports)),
        ...optional('toPorts', portList(lowering, document, statement, 'toPorts', statement.toPorts)),
      });
    } else if (node.$type === 'MasqueradeStatement' || node.$type === 'SnatStatement') {
      const statement = node as ast.MasqueradeStatement | ast.SnatStatement;
      const from = endpoints(lowering, document, statement.from, scope);
      const to = statement.to.length > 0 ? endpoints(lowering, document, statement.to, scope) : undefined;
      if (from.length === 0) continue;
      if (statement.$type === 'MasqueradeStatement') rules.push({ ...base, type: 'masquerade', from, ...optional('to', to) });
      else {
        const address = statement.address === undefined ? undefined : plainAddress(lowering, document, statement, 'address', statement.address);
        if (address !== undefined) rules.push({ ...base, type: 'snat', from, ...optional('to', to), address });
      }
    }
  }
  return rules;
}

// --------------------------------------------------------------------------------------------------------- links

const MEDIA: readonly Medium[] = ['ethernet', 'fc', 'sas', 'sata', 'scsi', 'wifi', 'bluetooth', 'zigbee', 'serial'];

/** A chain is one link per pair; a counted end is one link per instance, a group one per member. */
export function links(lowering: Lowering, { node, document, scope }: Layered & { node: ast.Link }, extra: readonly Layered[]): void {
  const settings = linkSettings(lowering, document, [...(node.body?.statements ?? []).map((each) => ({ node: each as AstNode, document })), ...extra]);
  const name = node.name?.normalize('NFC');
  const earlier = name === undefined ? undefined : lowering.model.links[name];
  if (name !== undefined && earlier?.name === name) lowering.problemAt(document, node, 'name', { type: 'duplicate-name', name, first: earlier.origin });
  const resolved = node.ends.map((end) => linkEnds(lowering, document, end, scope));
  const whole = origin(document, node);
  for (let index = 0; index + 1 < node.ends.length; index++) {
    const first = node.ends[index]!;
    const second = node.ends[index + 1]!;
    const at = node.ends.length === 2 ? whole : { ...whole, range: { start: wholeRange(first).start, end: wholeRange(second).end } };
    for (const a of resolved[index]!) {
      for (const b of resolved[index + 1]!) {
        addLink(lowering, node, index, scope, { ...a.end, ...vlanSettings(lowering, document, first, second, scope, a.draft) }, { ...b.end, ...vlanSettings(lowering, document, second, first, scope, b.draft) }, settings, at);
      }
    }
  }
}

type LinkSettings = Omit<Link, 'id' | 'a' | 'b' | 'origin' | 'name' | 'label' | 'parent'>;

function addLink(lowering: Lowering, node: ast.Link, pair: number, scope: Draft, a: LinkEnd, b: LinkEnd, settings: LinkSettings, at: Link['origin']): void {
  if (a.element === b.element && a.jack === b.jack) {
    lowering.report({ type: 'cycle', what: 'containment', path: [{ name: a.element, origin: a.origin }, { name: b.element, origin: b.origin }], origin: at });
    return;
  }
  const name = node.name?.normalize('NFC');
  const base = name ?? `${a.element} -- ${b.element}`;
  let id = base;
  for (let number = 2; Object.hasOwn(lowering.model.links, id); number++) id = name === undefined ? `${base} (${number})` : `${name} (${number})`;
  lowering.model.links[id] = {
    id, ...(name !== undefined && pair === 0 ? { name } : {}), ...optional('label', node.label), ...optional('parent', scope.type === 'root' ? undefined : scope.id),
    a, b, ...settings, origin: at,
  };
}

function linkEnds(lowering: Lowering, document: ArchDocument, end: ast.LinkEnd, scope: Draft): { end: LinkEnd; draft: Draft }[] {
  if (end.path === undefined) return [];
  const found = named(lowering, document, end, 'path', [end.path], scope);
  const at = origin(document, end);
  return found.flatMap(({ draft }) => memberDrafts(lowering, draft)).map((draft) => ({
    draft,
    end: { element: draft.id, ...(end.jack === undefined ? {} : { jack: end.jack.replace(/\s+/gu, ''), jackOrigin: origin(document, end, propertyRange(end, 'jack')) }), origin: at },
  }));
}

/** A group's members down to single elements; a group that is a member of itself adds nothing. */
function memberDrafts(lowering: Lowering, draft: Draft, seen: ReadonlySet<Draft> = new Set()): Draft[] {
  if (draft.type !== 'group') return [draft];
  if (seen.has(draft)) return [];
  if (draft.instances.length > 0) return draft.instances;
  const inside = new Set([...seen, draft]);
  return statementsOf<ast.MembersStatement>(draft, 'MembersStatement').flatMap(({ node, document, scope }) =>
    node.members.flatMap((member) => member.path === undefined ? [] : named(lowering, document, member, 'path', [member.path], scope.parent ?? scope).flatMap((each) => memberDrafts(lowering, each.draft, inside))));
}

/** Settings after an end hold for both ends unless each has its own. */
function vlanSettings(lowering: Lowering, document: ArchDocument, own: ast.LinkEnd, other: ast.LinkEnd, scope: Draft, near: Draft): Pick<LinkEnd, 'access' | 'trunk' | 'native'> {
  const hasOwn = own.access.length > 0 || own.trunk.length > 0 || own.native.length > 0;
  const source = hasOwn ? own : other;
  const use = (property: 'access' | 'trunk' | 'native', index: number): VlanUse | undefined => vlanUse(lowering, document, source, property, index, source[property][index]!, scope, near);
  const access = source.access.length > 0 ? use('access', 0) : undefined;
  const native = source.native.length > 0 ? use('native', 0) : undefined;
  const trunk = source.trunk.length > 0 ? source.trunk.flatMap((_, index) => use('trunk', index) ?? []) : undefined;
  return { ...optional('access', access), ...optional('native', native), ...optional('trunk', trunk) };
}

function linkSettings(lowering: Lowering, document: ArchDocument, statements: readonly { node: AstNode; document: ArchDocument }[]): LinkSettings {
  const settings: LinkSettings = { medium: 'ethernet', attributes: {}, metadata: metadataOf(statements) };
  for (const { node } of statements) {
    if (node.$type === 'MediumStatement') {
      const medium = (node as ast.MediumStatement).medium;
      const known = MEDIA.find((each) => each === medium);
      if (known) settings.medium = known;
      else lowering.problemAt(document, node, 'medium', { type: 'unknown-word', word: medium, on: 'medium', candidates: nearest(medium, MEDIA), choices: MEDIA });
    } else if (node.$type === 'TunnelStatement') settings.tunnel = (node as ast.TunnelStatement).tunnel;
    else if (node.$type === 'AttributeStatement') linkAttribute(lowering, document, settings, node as ast.AttributeStatement);
  }
  return settings;
}

function linkAttribute(lowering: Lowering, document: ArchDocument, settings: LinkSettings, node: ast.AttributeStatement): void {
  const declared = Object.hasOwn(lowering.linkAttributes, node.key) ? lowering.linkAttributes[node.key] : undefined;
  if (!declared) {
    lowering.problemAt(document, node, 'key', { type: 'unknown-word', word: node.key, on: 'link', candidates: nearest(node.key, Object.keys(lowering.linkAttributes)) });
    return;
  }
  lowering.reference('attribute', node.key, document, propertyRange(node, 'key'));
  const value = attributeValue(lowering, document, node, declared.type);
  if (!value) return;
  if (['owner', 'doc', 'technology'].includes(node.key)) {
    Object.assign(settings.metadata, { [node.key]: String(value.value) });
    return;
  }
  settings.attributes[node.key] = { value, origin: origin(document, node) };
  if (node.key === 'bandwidth' || node.key === 'latency' || node.key === 'loss') settings[node.key] = value.value as number;
}
