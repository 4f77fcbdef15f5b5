/** Drafts of elements to elements of the model. */
import type * as ast from '../generated/ast.js';
import type { AttributeDeclaration, AttributeValue, Element, Id, Kind, Metadata, Role, Software, Thing } from '../../model/model.js';
import { docComment, origin, propertyRange, propertyRanges } from '../written.js';
import { optional } from './catalogue.js';
import type { Lowering } from './context.js';
import { statementsOf, topLayer, type Draft } from './draft.js';
import { named, one, roleOf } from './endpoints.js';
import { metadataOf } from './metadata.js';
import { nearest } from './nearest.js';
import { otherWord } from './other-words.js';
import { elementNetwork, vips } from './network.js';
import { redundancy } from './redundancy.js';
import { attributeValue, distribution, integer, portList } from './values.js';

/** What is common to elements and groups. */
export function thing(lowering: Lowering, draft: Draft, declared: Record<string, AttributeDeclaration>, kindName: string): Thing {
  const { attributes, metadata } = attributesOf(lowering, draft, declared, kindName);
  const time = topLayer(statementsOf<ast.ServiceTimeStatement>(draft, 'ServiceTimeStatement')).at(-1);
  return {
    id: draft.id, name: draft.name, ...optional('label', draft.label), ...optional('parent', parentId(draft)),
    metadata, attributes,
    ...optional('serviceTime', time ? distribution(lowering, time.document, time.node.time) : undefined),
    requires: statementsOf<ast.RequiresStatement>(draft, 'RequiresStatement').flatMap(({ node, document }) =>
      node.names.map((capability, index) => ({ capability, origin: origin(document, node, propertyRange(node, 'names', index)) }))),
    vips: vips(lowering, draft),
    ...redundancy(lowering, draft),
    origin: nameOrigin(draft),
  };
}

export function nameOrigin(draft: Draft): ReturnType<typeof origin> {
  return origin(draft.document, draft.node, propertyRange(draft.node, 'name'));
}

export function parentId(draft: Draft): Id | undefined {
  const parent = draft.parent;
  return parent === undefined || parent.type === 'root' ? undefined : parent.id;
}

const METADATA = new Set(['owner', 'doc', 'technology']);

/** Attributes against their declarations; the descriptive ones become metadata. */
export function attributesOf(lowering: Lowering, draft: Draft, declared: Record<string, AttributeDeclaration>, kindName: string): { attributes: Record<string, AttributeValue>; metadata: Metadata } {
  const metadata = metadataOf(draft.statements);
  const description = docComment(draft.node);
  if (description) metadata.description = description;
  const attributes: Record<string, AttributeValue> = {};
  const layers = new Map<string, number>();
  for (const { node, document, layer } of statementsOf<ast.AttributeStatement>(draft, 'AttributeStatement')) {
    const key = node.key;
    const declaration = Object.hasOwn(declared, key) ? declared[key] : undefined;
    if (!declaration) {
      const candidates = nearest(key, [...Object.keys(declared), ...STATEMENT_WORDS, ...Object.keys(lowering.model.kinds)]);
      lowering.problemAt(document, node, 'key', { type: 'unknown-word', word: key, on: kindName, candidates });
      continue;
    }
    lowering.reference('attribute', key, document, propertyRange(node, 'key'));
    const value = attributeValue(lowering, document, node, declaration.type);
    if (!value || (layers.get(key) ?? -1) > layer) continue;
    layers.set(key, layer);
    if (METADATA.has(key)) Object.assign(metadata, { [key]: String(value.value) });
    else attributes[key] = { value, origin: origin(document, node) };
  }
  const priority = topLayer(statementsOf<ast.PriorityStatement>(draft, 'PriorityStatement')).at(-1);
  if (priority) {
    const value = integer(lowering, priority.document, priority.node, 'value', priority.node.value);
    if (value !== undefined) attributes['priority'] = { value: { type: 'number', value, text: priority.node.value }, origin: origin(priority.document, priority.node, propertyRange(priority.node, 'value')) };
  }
  return { attributes, metadata };
}

const STATEMENT_WORDS = [
  'subnet', 'ip', 'interface', 'gateway', 'route', 'vip', 'allow', 'deny', 'inbound', 'software', 'port', 'requires', 'powered-by', 'mount',
  'service-time', 'balance', 'failover', 'replicate', 'heartbeat', 'members', 'vrrp', 'masquerade', 'dnat', 'snat', 'securitygroup', 'link',
  'flow', 'group', 'expect', 'scenario', 'sequence', 'view', 'job', 'kind', 'stateless', 'transparent', 'backup', 'routing',
];

/** What the word may have meant: what it is called here, else what is written nearly so. */
function kindsLike(word: string, { model, elementAttributes }: Lowering): string[] {
  const other = otherWord(word, model.kinds);
  return other.length > 0 ? other : nearest(word, [...Object.keys(model.kinds), ...Object.keys(elementAttributes), ...STATEMENT_WORDS]);
}

export function element(lowering: Lowering, draft: Draft): Element {
  const model = lowering.model;
  const node = draft.node as ast.Element;
  const kind = Object.hasOwn(model.kinds, draft.kind!) ? model.kinds[draft.kind!] : undefined;
  if (!kind) {
    const attribute = Object.hasOwn(lowering.elementAttributes, draft.kind!);
    const product = Object.hasOwn(model.software, draft.kind!) ? model.software[draft.kind!]!.is.find((each) => Object.hasOwn(model.kinds, each)) : undefined;
    const candidates = attribute || product ? [] : kindsLike(draft.kind!, lowering);
    lowering.problemAt(draft.document, node, 'kind', { type: 'unknown-word', word: draft.kind!, on: 'kind', candidates, ...(attribute || product ? { value: draft.name } : {}), ...(product ? { product } : {}) });
  } else lowering.reference('kind', kind.name, draft.document, propertyRange(node, 'kind'));

  const software = softwareOf(lowering, draft);
  const os = osOf(lowering, draft);
  const used = software.map((each) => model.software[each.name]!);
  const declared = lowering.declaredAttributes(kind, used);
  const roles = new Set<Role>(kind ? [kind.role] : []);
  for (const each of used) each.roles.forEach((role) => roles.add(role));
  const ports = portsOf(lowering, draft);
  const defaults = used.map((each) => each.ports).filter((each) => each !== undefined);
  const defaultPorts = ports ?? (defaults.length > 0 ? defaults.flat() : kind?.ports);
  const layer = layerOf(model, kind, used);
  return {
    ...thing(lowering, draft, declared, draft.kind!),
    kind: draft.kind!,
    is: [...new Set([...(kind?.ancestors ?? ['element']), ...used.flatMap((each) => [each.name, ...each.is])])],
    roles: [...roles],
    ...optional('icon', used.find((each) => each.icon)?.icon ?? kind?.icon),
    ...optional('layer', layer),
    ...(draft.instanceOf ? { instance: { group: draft.instanceOf.group.id, index: draft.instanceOf.index } } : {}),
    hosts: hostsOf(lowering, draft),
    ...optional('hostsOrigin', hostsOrigin(draft)),
    poweredBy: statementsOf<ast.PoweredByStatement>(draft, 'PoweredByStatement').map(({ node: statement, document, scope }) => ({
      anyOf: named(lowering, document, statement, 'feeds', statement.feeds, scope).map((each) => each.id), origin: origin(document, statement),
    })).filter((each) => each.anyOf.length > 0),
    software, ...optional('os', os), ...optional('ports', ports), ...optional('defaultPorts', defaultPorts),
    mounts: statementsOf<ast.MountStatement>(draft, 'MountStatement').flatMap(({ node: statement, document, scope }) => {
      const target = one(lowering, document, statement, 'target', statement.target, scope);
      return target === undefined ? [] : [{ target, ...optional('path', statement.path), origin: origin(document, statement) }];
    }),
    network: elementNetwork(lowering, draft),
  };
}

/**
 * The software's layer before the kind's, unless the kind is a narrower one of what the software is: an `l4switch` with
 * haproxy, a `loadbalancer` that works at either layer, stays one of layer 4.
 */
function layerOf(model: Lowering['model'], kind: Kind | undefined, used: readonly Software[]): number | undefined {
  // Of several programs on one machine the one that looks deepest: keepalived moves the address, haproxy reads the requests.
  const software = used.filter((each) => each.layer !== undefined).sort((a, b) => b.layer! - a.layer!)[0];
  if (!software) return kind?.layer;
  const from = software.is.find((each) => model.kinds[each]?.layer !== undefined);
  const narrower = kind?.layer !== undefined && !software.layerStated && from !== undefined && kind.ancestors.slice(1).includes(from);
  return narrower ? kind.layer : software.layer;
}

function softwareOf(lowering: Lowering, draft: Draft): Element['software'] {
  return topLayer(statementsOf<ast.SoftwareUse>(draft, 'SoftwareUse')).flatMap(({ node, document }) => {
    const name = node.name?.normalize('NFC');
    if (!name) return [];
    if (!Object.hasOwn(lowering.model.software, name)) {
      lowering.problemAt(document, node, 'name', { type: 'unknown-software', name, candidates: nearest(name, Object.keys(lowering.model.software)) });
      return [];
    }
    lowering.reference('software', name, document, propertyRange(node, 'name'));
    return [{ name, origin: origin(document, node, propertyRange(node, 'name')) }];
  });
}

function osOf(lowering: Lowering, draft: Draft): Element['os'] {
  const statement = topLayer(statementsOf<ast.OsStatement>(draft, 'OsStatement')).at(-1);
  const name = statement?.node.names[0];
  if (!statement || !name) return undefined;
  if (!Object.hasOwn(lowering.model.software, name)) {
    lowering.problemAt(statement.document, statement.node, 'names', { type: 'unknown-software', name, candidates: nearest(name, Object.keys(lowering.model.software)) }, 0);
    return undefined;
  }
  lowering.reference('software', name, statement.document, propertyRange(statement.node, 'names', 0));
  const { is } = lowering.model.software[name]!;
  if (is.length > 0 && !is.includes('operating-system')) {
    lowering.problemAt(statement.document, statement.node, 'names', { type: 'wrong-kind', name, found: is[0]!, wanted: 'os', context: 'os' }, 0);
    return undefined;
  }
  return { name, origin: origin(statement.document, statement.node, propertyRange(statement.node, 'names', 0)) };
}

function portsOf(lowering: Lowering, draft: Draft): Element['ports'] {
  const statements = topLayer(statementsOf<ast.PortStatement>(draft, 'PortStatement'));
  if (statements.length === 0) return undefined;
  return statements.flatMap(({ node, document }) => node.ports.length === 1 && node.ports[0] === 'none' ? [] : portList(lowering, document, node, 'ports', node.ports) ?? []);
}

/** What it runs on: what `on` names (dealt out in turn over instances), else the element it is nested in, unless that is a place. */
function hostsOf(lowering: Lowering, draft: Draft): Id[] {
  const on = draft.on.at(-1);
  if (on) {
    const node = on.node as ast.Element | ast.OnStatement;
    const found = named(lowering, on.document, node, 'hosts', node.hosts, draft.parent ?? on.scope, ['element', 'group']);
    const machines = found.flatMap(({ draft: host, index }) => machinesOf(lowering, host).filter((machine) => {
      if (roleOf(lowering, machine) !== 'place') return true;
      lowering.problemAt(on.document, node, 'hosts', { type: 'wrong-kind', name: node.hosts[index]!, found: machine.kind!, wanted: 'host', context: 'on' }, index);
      return false;
    }));
    if (machines.length > 0) {
      const index = draft.instanceOf ? draft.instanceOf.index - 1 : 0;
      return [machines[index % machines.length]!.id];
    }
  }
  const parent = draft.parent;
  if (!parent || parent.type !== 'element') return [];
  const role = roleOf(lowering, parent);
  return role === 'place' || role === undefined ? [] : [parent.id];
}

/** From the first name behind `on` to the last. */
function hostsOrigin(draft: Draft): Element['hostsOrigin'] {
  const on = draft.on.at(-1);
  const names = on ? propertyRanges(on.node, 'hosts') : [];
  return on && names.length > 0 ? origin(on.document, on.node, { start: names[0]!.start, end: names.at(-1)!.end }) : undefined;
}

/** The machines that a name in `on` stands for: of a counted name its instances, of a group its members. */
function machinesOf(lowering: Lowering, host: Draft, within: readonly Draft[] = []): Draft[] {
  if (host.instances.length > 0) return host.instances;
  if (host.type === 'element') return [host];
  if (within.includes(host)) return [];
  return statementsOf<ast.MembersStatement>(host, 'MembersStatement').flatMap(({ node, document, scope }) => node.members.flatMap((member) => member.path === undefined ? []
    : named(lowering, document, member, 'path', [member.path], scope.parent ?? scope).flatMap((each) => machinesOf(lowering, each.draft, [...within, host]))));
}
