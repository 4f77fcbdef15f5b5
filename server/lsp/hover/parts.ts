/** What an architecture says of its own parts: elements, groups, links, flows, security groups. */
import { carriage, dialKey, flowDials } from '#language/facts/network/index.js';
import { CancelledError } from '#language/facts/query.js';
import type { Element, Endpoint, Flow, Group, Id, Link, Metadata, Model, SecurityGroup } from '#language/model/model.js';
import { display, groupsOf, memberElements } from '#language/model/queries.js';
import type { View } from '../views.js';
import { portFacts, portTexts, title } from './catalogue.js';
import { Facts, paragraphs } from './markdown.js';

/** Milliseconds for figures that take an analysis; a hover without them beats one that is late. */
const PATIENCE = 60;

/** Modes as the messages tell them apart. */
const MODES: Record<Group['mode'], string> = { 'active-active': 'active', 'active-standby': 'standby', quorum: 'quorum' };

export function partText(view: View, id: Id, now: () => number): string | undefined {
  const { model } = view;
  const element = Object.hasOwn(model.elements, id) ? model.elements[id] : undefined;
  if (element) return elementText(model, element);
  if (Object.hasOwn(model.groups, id)) return groupText(model, model.groups[id]!);
  if (Object.hasOwn(model.flows, id)) return flowText(view, model.flows[id]!, now);
  if (Object.hasOwn(model.links, id)) return linkText(model, model.links[id]!);
  if (Object.hasOwn(model.securityGroups, id)) return securityGroupText(model, model.securityGroups[id]!);
  return undefined;
}

function elementText(model: Model, element: Element): string {
  const facts = elementFacts(model, element);
  metadataFacts(facts, element.metadata);
  return paragraphs(title(element), element.metadata.description, facts.list());
}

function elementFacts(model: Model, element: Element): Facts {
  const { network } = element;
  const addresses = [...network.addresses.map((each) => withLength(each.address, each.length)), ...network.interfaces.flatMap(({ address }) => (address ? [withLength(address.address, address.length)] : []))];
  const subnets = network.subnets.map((each) => each.prefix);
  const facts = new Facts()
    .add(element.kind, 'editor.hover.kind', { kind: model.kinds[element.kind]?.label ?? element.kind })
    .add(element.roles, 'editor.hover.role', { roles: element.roles, count: element.roles.length })
    .add(element.network.layer ?? element.layer, 'editor.hover.layer', { layer: element.network.layer ?? element.layer ?? 0 })
    .add(network.vlan, 'editor.hover.vlan', { number: String(network.vlan) })
    .add(subnets, 'editor.hover.subnets', { subnets, count: subnets.length })
    .add(addresses, 'editor.hover.addresses', { addresses, count: addresses.length });
  vipFacts(facts, element);
  facts
    .add(element.software, 'editor.hover.software', { names: element.software.map((each) => model.software[each.name]?.label ?? each.name) })
    .add(element.os, 'editor.hover.os', { names: [element.os?.name ?? ''] })
    .add(element.hosts, 'editor.hover.hosts', { names: element.hosts.map((host) => display(model, host)) });
  portFacts(facts, element.defaultPorts);
  for (const group of groupsOf(model, element.id)) facts.add(true, 'editor.hover.member', { group: display(model, group.id), mode: MODES[group.mode], need: group.need });
  return facts;
}

/** A counted name: what its instances have in common, and how they stand in for each other. */
function groupText(model: Model, group: Group): string {
  const members = memberElements(model, group.id);
  const facts = new Facts().add(true, 'editor.hover.mode', { mode: MODES[group.mode], need: group.need, count: group.members.length });
  const first = group.counted ? model.elements[members[0] ?? ''] : undefined;
  if (first) facts.add(first.kind, 'editor.hover.kind', { kind: model.kinds[first.kind]?.label ?? first.kind })
    .add(first.roles, 'editor.hover.role', { roles: first.roles, count: first.roles.length })
    .add(first.network.layer ?? first.layer, 'editor.hover.layer', { layer: first.network.layer ?? first.layer ?? 0 })
    .add(first.software, 'editor.hover.software', { names: first.software.map((each) => model.software[each.name]?.label ?? each.name) });
  const addresses = members.flatMap((id) => model.elements[id]?.network.addresses.map((each) => withLength(each.address, each.length)) ?? []);
  if (group.counted) facts.add(addresses, 'editor.hover.addresses', { addresses, count: addresses.length });
  else facts.add(group.members, 'editor.hover.members', { names: group.members.map((member) => display(model, member.id)) });
  vipFacts(facts, group);
  metadataFacts(facts, first?.metadata ?? group.metadata);
  return paragraphs(title(group), group.metadata.description ?? first?.metadata.description, facts.list());
}

function vipFacts(facts: Facts, { vips }: Pick<Element, 'vips'>): void {
  facts.add(vips, 'editor.hover.vips', { addresses: vips.map((each) => each.address), count: vips.length });
}

function flowText(view: View, flow: Flow, now: () => number): string {
  const facts = new Facts()
    .add(true, 'editor.hover.flow', { from: endTexts(view.model, flow.from), to: endTexts(view.model, flow.to) })
    .add(flow.ports, 'editor.hover.flow-over', { ports: portTexts(flow.ports ?? []) });
  carriedFact(facts, view, flow, now);
  metadataFacts(facts, flow.metadata);
  return paragraphs(title({ ...(flow.label === undefined ? {} : { label: flow.label }), name: flow.name ?? flow.title }), flow.metadata.description, facts.list());
}

function carriedFact(facts: Facts, view: View, flow: Flow, now: () => number): void {
  const started = now();
  const asked = view.facts.cancellable(() => now() - started > PATIENCE);
  try {
    const traces = asked.ask(flowDials, flow.id).map((dial) => asked.ask(carriage, dialKey(dial)).trace);
    const stopped = traces.find((trace) => !trace.reachable);
    if (stopped) facts.add(true, 'editor.hover.flow-stopped', { disposition: stopped.disposition });
    else if (traces.some((trace) => trace.disposition === 'assumed')) facts.add(true, 'editor.hover.flow-assumed');
    else facts.add(traces, 'editor.hover.flow-carried');
  } catch (thrown) {
    if (!(thrown instanceof CancelledError)) throw thrown;
  } finally {
    view.facts.cancellable();
  }
}

function linkText(model: Model, link: Link): string {
  const facts = new Facts().add(true, 'editor.hover.link', { a: display(model, link.a.element), b: display(model, link.b.element), medium: link.medium });
  metadataFacts(facts, link.metadata);
  return paragraphs(title({ ...(link.label === undefined ? {} : { label: link.label }), name: link.id }), link.metadata.description, facts.list());
}

function securityGroupText(model: Model, group: SecurityGroup): string {
  const facts = new Facts().add(group.members, 'editor.hover.members', { names: group.members.map((id) => display(model, id)) });
  metadataFacts(facts, group.metadata);
  return paragraphs(title(group), group.metadata.description, facts.list());
}

function endTexts(model: Model, ends: readonly Endpoint[]): string[] {
  return ends.flatMap((end) => (end.type === 'ids' ? [display(model, end.ids[0] ?? end.text)] : [end.text]));
}

function withLength(address: string, length: number | undefined): string {
  return length === undefined ? address : `${address}/${length}`;
}

const WEB_ADDRESS = /^https?:\/\/[^\s()<>]+$/i;

function metadataFacts(facts: Facts, { technology, owner, tags, doc }: Metadata): void {
  facts
    .add(technology, 'editor.hover.technology', { name: technology ?? '' })
    .add(owner, 'editor.hover.owner', { name: owner ?? '' })
    .add(tags, 'editor.hover.tags', { names: tags });
  if (doc !== undefined && WEB_ADDRESS.test(doc)) facts.link(doc);
}
