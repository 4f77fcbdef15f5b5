/** Names of what the architecture declares, as they would be written at the cursor: elements, groups, links, flows. */
import type { Element, Id, Role } from '../../../model/model.js';
import { isA, isPlace, memberElements } from '../../../model/queries.js';
import type { Expected } from '../grammar-walk.js';
import { elementOf, type Place } from '../place.js';
import type { Offer } from '../proposal.js';

/** What may be named: undefined says anything. A number is how well it fits, smallest first. */
type Fit = (element: Element | undefined, id: Id, place: Place) => number | undefined;

const roles = (...wanted: Role[]): Fit => (element) => (element && wanted.some((role) => element.roles.includes(role)) ? 1 : element && isPlace(element) ? undefined : 3);
const noPlace: Fit = (element) => (element && isPlace(element) ? undefined : 1);
const placesOnly: Fit = (element) => (element && isPlace(element) ? 1 : undefined);
const anything: Fit = () => 1;

const BY_PROPERTY: Record<string, Fit> = {
  'Element.hosts': roles('compute'), 'OnStatement.hosts': roles('compute'),
  'MountStatement.target': roles('storage'), 'BackupStatement.to': roles('storage'), 'BackupStatement.from': roles('database'),
  'QueueStatement.queue': (element) => (element && isA(element, 'yarn-queue') ? 1 : undefined),
  'Member.path': noPlace, 'Job.group': roles('processing', 'compute'), 'PoweredByStatement.feeds': roles('device'),
  'ReplicateStatement.from': roles('database', 'storage'), 'ReplicateStatement.to': roles('database', 'storage'),
  'GatewayStatement.element': roles('router'), 'RouteStatement.hop': roles('router', 'filter'), 'FlowVia.paths': roles('filter', 'balancer', 'router'),
  'Refine.place': placesOnly, 'EverySubject.place': placesOnly, 'ViewCollapse.paths': placesOnly,
  'BalanceStatement.target': noPlace,
  'LinkEnd.access': (element) => (element?.network.vlan === undefined ? undefined : 1),
  'LinkEnd.trunk': (element) => (element?.network.vlan === undefined ? undefined : 1),
  'LinkEnd.native': (element) => (element?.network.vlan === undefined ? undefined : 1),
  'InterfaceStatement.on': (element) => (element && isPlace(element) ? 1 : undefined),
  // Who asks is seldom a place; both ends of a rule often are.
  'Flow.from': (element) => (element?.roles.includes('actor') ? 1 : element && isPlace(element) ? 3 : 2),
  'FlowHop.to': (element) => (element && (isPlace(element) || element.roles.includes('actor')) ? 3 : 1),
};

/** Flows belong to what runs or is expected, links to what is cut, routed over, failed, or used to capacity. */
const WITH_FLOWS = ['FlowNeeds.paths', 'Load.from', 'ExpectFigure.subject', 'ExpectNoSinglePoint.subject', 'ExpectSurvives.subject', 'ExpectHas.subject', 'Refine.path', 'Remove.path'];
const WITH_SECURITY_GROUPS = /^(Rule|Expect\w*|Refine|Remove)\./;
const WITH_LINKS = ['ExpectFigure.subject', 'EventTarget.path', 'EventTarget.other', 'RouteStatement.hop', 'InterfaceStatement.on', 'Refine.path', 'Remove.path', 'ExpectPasses.through'];

export function nameOffers(expected: Expected, place: Place): Offer[] {
  const uses = [...expected.outer, `${expected.type}.${expected.property}`];
  if (uses.includes('UseStatement.groups')) return Object.keys(place.model.securityGroups).map((id) => named(id, place, 1));
  const qualifier = /((?:[\p{L}_][\p{L}\p{M}\p{N}_-]*(?:#[0-9]+)?\.)+)$/u.exec(place.before)?.[1];
  if (qualifier) return insideOffers(qualifier.slice(0, -1).normalize('NFC'), place);
  const fit = uses.map((use) => BY_PROPERTY[use]).findLast((each) => each !== undefined) ?? anything;
  const own = uses.some((use) => use === 'BalanceWeight.path') ? memberOffers(place) : scopeOffers(fit, place, uses.some((use) => WITH_SECURITY_GROUPS.test(use)));
  return [
    ...own,
    ...(uses.some((use) => WITH_FLOWS.includes(use)) ? flowOffers(place) : []),
    ...(uses.includes('ExpectFigure.subject') ? jobOffers(place) : []),
    ...(uses.some((use) => WITH_LINKS.includes(use)) ? linkOffers(place) : []),
  ];
}

/** Every element and group, and where rules are written every security group, by the shortest name that means it here. */
function scopeOffers(fit: Fit, place: Place, withRules = false): Offer[] {
  const offers: Offer[] = [];
  const seen = new Set<Id>();
  for (const id of place.names.all()) {
    const base = id.replace(/#[0-9]+/g, '');
    // An instance is reached through the name of all; its number is offered behind the `#`.
    if (/#[0-9]+$/.test(id) || seen.has(base) || Object.hasOwn(place.model.links, id)) continue;
    if (!withRules && Object.hasOwn(place.model.securityGroups, id)) continue;
    seen.add(base);
    const rank = fit(elementOf(place.model, base) ?? place.model.elements[id], base, place);
    if (rank !== undefined) offers.push(named(base, place, rank, written(id, base, place)));
  }
  return offers;
}

/** What stands in the instances of a counted element has one name for all of them. */
function written(id: Id, base: Id, place: Place): string {
  if (id === base) return place.names.shortest(id, place.scope);
  const last = base.slice(base.lastIndexOf('.') + 1);
  return place.names.shortest(id, place.scope) === last ? last : base;
}

/** The names inside what is written before the dot. */
function insideOffers(path: string, place: Place): Offer[] {
  const { names, model } = place;
  const id = names.resolve(path, place.scope);
  const inner = id === undefined ? [] : names.inside(id).concat(model.groups[id]?.counted ? names.inside(model.groups[id].members[0]?.id) : []);
  return inner.filter((each) => !/#[0-9]+$/.test(each)).map((each) => named(each, place, 1, each.slice(each.lastIndexOf('.') + 1)));
}

function named(id: Id, { model, names, scope }: Place, rank: number, text = names.shortest(id, scope)): Offer {
  const element = elementOf(model, id);
  const thing = model.groups[id] ?? element ?? model.securityGroups[id];
  const kind = model.groups[id] && !element ? 'group' : element && isPlace(element) ? 'place' : 'element';
  const detail = [element?.kind ?? (model.securityGroups[id] ? 'securitygroup' : 'group'), ...(thing?.label ? [thing.label] : [])].join(' · ');
  const documentation = thing?.metadata.description;
  return { label: text, kind, detail, rank: rank + (text.includes('.') ? 0.5 : 0), ...(documentation ? { documentation } : {}) };
}

function flowOffers({ model }: Place): Offer[] {
  return Object.values(model.flows).flatMap((flow): Offer[] => (flow.name === undefined ? [] : [{
    label: flow.name, kind: 'flow', detail: ['flow', ...(flow.label ? [flow.label] : [])].join(' · '), rank: 0,
  }]));
}

function jobOffers({ model }: Place): Offer[] {
  return model.jobs.map(({ name, label }): Offer => ({ label: name, kind: 'flow', detail: ['job', ...(label ? [label] : [])].join(' · '), rank: 0 }));
}

function linkOffers({ model }: Place): Offer[] {
  return Object.values(model.links).flatMap((link): Offer[] => (link.name === undefined ? [] : [{
    label: link.name, kind: 'link', detail: `${link.a.element} -- ${link.b.element}`, rank: 2,
  }]));
}

/** Members of the group that the enclosing `balance` names. */
function memberOffers(place: Place): Offer[] {
  const target = place.block.owner?.type === 'BalanceStatement' ? targetOfBalance(place) : undefined;
  const id = target === undefined ? undefined : place.names.resolve(target, place.scope);
  return id === undefined ? scopeOffers(noPlace, place) : memberElements(place.model, id).map((each) => named(each, place, 0));
}

function targetOfBalance({ context, block }: Place): string | undefined {
  const head = context.tokens.slice(0, block.start - 1);
  const start = head.findLastIndex((token) => token.image === 'balance');
  const words = head.slice(start + 1).map((token) => token.image);
  const end = words.findIndex((word, index) => index > 0 && words[index - 1] !== '.' && words[index - 1] !== '#' && word !== '.' && word !== '#');
  return start < 0 ? undefined : words.slice(0, end < 0 ? undefined : end).join('');
}

/** Numbers of the instances of what is written before `#`. */
export function instanceOffers(place: Place): Offer[] {
  const path = /((?:[\p{L}_][\p{L}\p{M}\p{N}_-]*(?:#[0-9]+)?\.)*[\p{L}_][\p{L}\p{M}\p{N}_-]*)#$/u.exec(place.before)?.[1];
  const id = path === undefined ? undefined : place.names.resolve(path.normalize('NFC'), place.scope);
  const group = id === undefined ? undefined : place.model.groups[id];
  return group?.counted ? group.members.map((member, index): Offer => ({ label: String(index + 1), kind: 'value', detail: member.id, rank: 0 })) : [];
}

/** Numbers of the VLANs, with their names. */
export function vlanNumberOffers({ model }: Place): Offer[] {
  return Object.values(model.elements).flatMap((element): Offer[] => (element.network.vlan === undefined ? [] : [{
    label: String(element.network.vlan), kind: 'value', detail: [element.id, ...(element.label ? [element.label] : [])].join(' · '), rank: 2,
  }]));
}
