/** Scene nodes out of elements, groups and what stands for them. */
import { hasRole, isInternet, isPlace, memberElements } from '../model/queries.js';
import type { Element, Group, Id, Model } from '../model/model.js';
import type { Grouping } from './grouping.js';
import { nameOf, say, shortList } from './names.js';
import type { Nesting } from './nesting.js';
import { iconOf } from './pick-icon.js';
import type { Badge, NodeForm, Pill, SceneNode, Show } from './scene.js';

export interface NodeContext {
  model: Model;
  show: Show;
  grouping: Grouping;
  nesting: Nesting;
  badges: ReadonlyMap<string, Badge[]>;
  emphasis: (id: Id) => SceneNode['emphasis'];
  publicPlaces: ReadonlySet<Id>;
  /** `element address` for every address that a line shows at its end. */
  atEnds: ReadonlySet<string>;
}

export function nodesOf(context: NodeContext, parent: Id | undefined): SceneNode[] {
  return (context.nesting.childrenOf.get(parent) ?? []).map((id) => nodeOf(context, id));
}

function nodeOf(context: NodeContext, id: Id): SceneNode {
  const { model, nesting } = context;
  const collapsed = nesting.collapsed.has(id);
  const children = collapsed ? [] : nodesOf(context, id);
  const element = model.elements[id];
  const common = {
    id, name: nameOf(model, id), collapsed, hidden: collapsed ? nesting.within(id).length : 0, children, membership: membershipOf(context, id), vips: vipsOf(context, id), guards: guardsOf(context, id),
    findings: context.badges.get(id) ?? [], emphasis: context.emphasis(id),
  };
  const node: SceneNode = element
    ? { ...common, form: formOf(model, element, children.length > 0), role: element.roles[0] ?? 'compute', icon: iconOf(model, element), title: '', label: '', origin: element.origin }
    : { ...common, form: collapsed ? 'stack' : 'frame', role: 'group', icon: stackIcon(model, id), title: '', label: '', origin: model.groups[id]!.origin };
  if (element && isPlace(element) && !isInternet(element)) {
    node.exposure = context.publicPlaces.has(id) ? 'public' : 'private';
    if (element.network.vlan !== undefined) node.vlan = element.network.vlan;
  }
  const group = model.groups[id];
  if (group) node.group = { mode: group.mode, need: group.need, size: group.members.length, badge: badgeOf(group) };
  if (collapsed && group?.counted) node.name = say('scene.times', { name: node.name, count: group.members.length });
  const others = nesting.families.get(id);
  if (others) {
    node.form = 'stack';
    node.name = say('scene.and-more', { name: node.name, count: others.length });
    node.hidden += 1;
  }
  if (isStandby(context, id)) node.standby = { word: say('scene.standby') };
  node.detail = detailOf(context, node, element);
  return describe(context, node, element);
}

export function isWall(element: Element | undefined): boolean {
  return element?.roles[0] === 'filter';
}

function formOf(model: Model, element: Element, hasChildren: boolean): NodeForm {
  if (isInternet(element)) return 'internet';
  if (isPlace(element)) return 'place';
  if (hasChildren) return 'container';
  if (isWall(element) && model.kinds[element.kind]?.role !== 'compute') return 'wall';
  return hasRole(element, 'actor') ? 'actor' : 'box';
}

function stackIcon(model: Model, group: Id): SceneNode['icon'] {
  const first = memberElements(model, group)[0];
  return first === undefined ? 'group' : iconOf(model, model.elements[first]!);
}

export function badgeOf(group: Group): string {
  if (group.mode === 'quorum') return say('scene.mode.quorum', { need: group.need, size: group.members.length });
  if (group.mode === 'active-active' && group.need > 1) return say('scene.mode.active-active-need', { need: group.need, size: group.members.length });
  return say(group.mode === 'active-active' ? 'scene.mode.active-active' : 'scene.mode.active-standby');
}

/** Every member of an active-standby group but the primary. */
function isStandby(context: NodeContext, id: Id): boolean {
  const groups = [context.grouping.frameOf.get(id), ...(context.grouping.spread.get(id) ?? [])];
  return groups.some((groupId) => {
    const group = groupId === undefined ? undefined : context.model.groups[groupId];
    return group?.mode === 'active-standby' && group.members[0]?.id !== id;
  });
}

function membershipOf(context: NodeContext, id: Id): SceneNode['membership'] {
  return (context.grouping.spread.get(id) ?? []).map((groupId) => ({
    id: groupId, text: badgeOf(context.model.groups[groupId]!), title: say('scene.membership', { group: nameOf(context.model, groupId), badge: groupKind(context.model.groups[groupId]!) }),
  }));
}

/** Security groups that judge what reaches the element. */
function guardsOf({ model }: NodeContext, id: Id): SceneNode['guards'] {
  const groups = model.elements[id]?.network.securityGroups ?? [];
  if (groups.length === 0) return undefined;
  return { text: say('scene.guard'), title: say('scene.guard.title', { groups: groups.map((each) => model.securityGroups[each.id]?.label ?? each.id) }) };
}

function vipsOf({ model }: NodeContext, id: Id): Pill[] {
  const thing = model.groups[id] ?? model.elements[id];
  return (thing?.vips ?? []).map((vip) => ({
    text: say('scene.vip', { address: vip.address }), title: say('scene.vip.title', { address: vip.address, group: nameOf(model, id) }), origin: vip.origin,
  }));
}

function softwareOf(model: Model, element: Element): string[] {
  return element.software.map(({ name }) => model.software[name]?.label ?? name);
}

export function addressesOf(element: Element): string[] {
  const own = element.network.addresses.map((use) => (use.length === undefined ? use.address : `${use.address}/${use.length}`));
  const faces = element.network.interfaces.flatMap((face) => (face.address ? [face.address.address] : []));
  return [...new Set([...own, ...faces])];
}

function detailOf(context: NodeContext, node: SceneNode, element: Element | undefined): string | undefined {
  const { model, nesting, show } = context;
  if (element && isPlace(element)) return placeDetail(context, node, element);
  if (node.collapsed) return shortList(summary(context, node.id), 3) || undefined;
  if (!element) return undefined;
  const technology = [...softwareOf(model, element), ...(element.software.length === 0 && element.metadata.technology ? [element.metadata.technology] : [])];
  const addresses = show === 'links' ? addressesOf(element).filter((address) => !context.atEnds.has(`${element.id} ${address}`)) : [];
  const said = shortList(addresses.length > 0 ? addresses : technology, 2);
  const host = element.hosts.find((id) => id !== element.parent && !isDrawnIn(nesting, node.id, id));
  if (host === undefined || show === 'links') return said === '' || said.toLowerCase() === node.name.toLowerCase() ? undefined : said;
  return said ? say('scene.on', { detail: said, host: nameOf(model, host) }) : say('scene.on-only', { host: nameOf(model, host) });
}

function isDrawnIn(nesting: Nesting, id: Id, container: Id): boolean {
  for (let at = nesting.parentOf.get(id); at !== undefined; at = nesting.parentOf.get(at)) if (at === container) return true;
  return false;
}

function placeDetail(context: NodeContext, node: SceneNode, element: Element): string | undefined {
  if (node.collapsed) return shortList(summary(context, node.id), 3) || undefined;
  const subnets = element.network.subnets.map((each) => each.prefix);
  const number = element.network.vlan;
  if (context.show === 'flows') return undefined;
  if (number === undefined) return shortList(subnets, 2) || undefined;
  return subnets.length > 0 ? say('scene.place', { subnet: shortList(subnets, 2), number: String(number) }) : say('scene.vlan', { number: String(number) });
}

/** What a collapsed node hides, one entry a group or element directly inside. */
function summary({ model, nesting }: NodeContext, id: Id): string[] {
  const group = model.groups[id];
  if (group?.counted) {
    const first = model.elements[group.members[0]?.id ?? ''];
    return first ? softwareOf(model, first) : [];
  }
  const flatten = (child: Id): Id[] => (model.groups[child] && !model.groups[child].counted ? [...(nesting.childrenOf.get(child) ?? [])].flatMap(flatten) : [child]);
  return (nesting.childrenOf.get(id) ?? []).flatMap(flatten).map((child) => {
    const counted = model.groups[child];
    return counted ? say('scene.times', { name: nameOf(model, child), count: counted.members.length }) : nameOf(model, child);
  });
}

function describe(context: NodeContext, node: SceneNode, element: Element | undefined): SceneNode {
  const { model } = context;
  const kind = element ? model.kinds[element.kind]?.label ?? element.kind : groupKind(model.groups[node.id]!);
  const addresses = element ? addressesOf(element) : [];
  const facts = [
    kind,
    ...(element ? softwareOf(model, element) : []),
    ...addresses,
    ...(element?.network.subnets.map((each) => each.prefix) ?? []),
    ...(element?.network.vlan !== undefined ? [say('scene.vlan', { number: String(element.network.vlan) })] : []),
    ...node.vips.map((vip) => vip.text),
    ...(node.exposure ? [say(node.exposure === 'public' ? 'scene.public' : 'scene.private')] : []),
    ...(node.standby ? [node.standby.word] : []),
    ...node.membership.map((each) => each.title),
    ...(node.guards ? [node.guards.title] : []),
    ...(node.collapsed ? [say('scene.collapsed'), say('scene.holds', { count: node.hidden })] : []),
  ];
  const findings = node.findings.map((badge) => badge.title);
  const description = (element ?? model.groups[node.id])?.metadata.description;
  node.title = [say('scene.title', { name: node.name === node.id ? node.id : `${node.name} (${node.id})`, facts: facts.join(' · ') }), ...(description ? [description] : []), ...findings].join('\n');
  node.label = say('scene.part', { name: node.name, facts: [...facts, ...findings] });
  return node;
}

function groupKind(group: Group): string {
  return say(`scene.mode.${group.mode}.long`, { size: group.members.length, need: group.need });
}
