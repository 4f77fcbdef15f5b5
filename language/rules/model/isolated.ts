/** An element without flow, link or segment in a model that has a network. */
import type { Facts } from '../../facts/query.js';
import { isWired, shortName } from '../../facts/network/index.js';
import { tree } from '../../facts/network/tree.js';
import type { Finding } from '../../model/finding.js';
import type { Element, Endpoint, Id } from '../../model/model.js';
import { ancestry, hasRole, isInternet, isPlace } from '../../model/queries.js';
import { text } from '../../messages/word.js';
import { finding, type Rule } from '../rule.js';

const about = { id: 'model/isolated', severity: 'warning' } as const;

export const rule: Rule = { ...about, title: text('model.isolated.title'), fixable: false, run };

function* run(facts: Facts): Generator<Finding> {
  if (!hasNetwork(facts)) return;
  const touched = inFlows(facts);
  const borne = inUse(facts);
  const reported = new Set<Id>();
  for (const element of Object.values(facts.elements)) {
    if (borne.has(element.id) || !speaksOf(facts, element) || touched.has(element.id) || facts.ask(isWired, element.id)) continue;
    const name = element.instance?.group ?? element.id;
    if (reported.has(name)) continue;
    reported.add(name);
    yield finding(about, {
      origin: element.origin, what: text('model.isolated.what', { name: shortName(facts, name) }), why: text('model.isolated.why', { name: shortName(facts, name) }), todo: text('model.isolated.todo'),
      subjects: [element.id], key: name,
    });
  }
}

function hasNetwork(facts: Facts): boolean {
  return Object.keys(facts.links).length > 0
    || Object.values(facts.elements).some((each) => each.network.subnets.length > 0 || each.network.interfaces.length > 0);
}

/** Never places, parts, what runs on a machine, nor actors in an internet. */
function speaksOf(facts: Facts, element: Element): boolean {
  if (isPlace(element) || hasRole(element, 'part')) return false;
  if (element.hosts.length > 0) return false;
  if (hasRole(element, 'actor') && [...ancestry(facts.model, element.id)].some(isInternet)) return false;
  return true;
}

/** Machines that something runs on, feeds that power something, storages that something mounts. */
function inUse(facts: Facts): Set<Id> {
  const found = new Set<Id>();
  for (const element of Object.values(facts.elements)) {
    element.hosts.forEach((host) => found.add(host));
    element.mounts.forEach((mount) => found.add(mount.target));
    element.poweredBy.forEach((feed) => feed.anyOf.forEach((id) => found.add(id)));
  }
  return found;
}

/** Elements that a flow starts or ends at, through their groups and places too. */
function inFlows(facts: Facts): Set<Id> {
  const found = new Set<Id>();
  const add = (id: Id): void => {
    if (found.has(id)) return;
    found.add(id);
    for (const member of facts.groups[id]?.members ?? []) add(member.id);
    for (const member of facts.securityGroups[id]?.members ?? []) add(member);
    if (isPlace(facts.elements[id])) for (const inner of facts.ask(tree).descendants(id)) add(inner);
  };
  const ends = (list: readonly Endpoint[]): void => list.forEach((each) => each.type === 'ids' && each.ids.forEach(add));
  for (const flow of Object.values(facts.flows)) {
    ends(flow.from);
    ends(flow.to);
    flow.via.forEach((each) => add(each.id));
    flow.needs.forEach((each) => add(each.id));
  }
  for (const thing of [...Object.values(facts.groups), ...Object.values(facts.elements)]) {
    thing.replications.forEach((each) => { add(each.from); add(each.to); });
    thing.backups.forEach((each) => { add(each.from); add(each.to); });
    thing.balances.forEach((each) => add(each.target));
  }
  return found;
}
