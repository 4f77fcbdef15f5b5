/** `expect every database has replicate`: whether something was said of an element, group or flow. */
import type { Facts } from '../facts/query.js';
import type { Element, Flow, Group, Id, Link } from '../model/model.js';
import { groupsOf, part } from '../model/queries.js';

export function hasProperty(facts: Facts, id: Id, property: string): boolean {
  const found = part(facts.model, id);
  if (!found) return false;
  if (stated(found as never, property)) return true;
  // What a group says holds for its members.
  return groupsOf(facts.model, id).some((group) => stated(group as never, property) || namesMember(group, id, property));
}

function namesMember(group: Group, id: Id, property: string): boolean {
  if (property === 'replicate' || property === 'replication') return group.replications.some((each) => each.from === id || each.to === id);
  if (property === 'backup') return group.backups.some((each) => each.from === id || each.from === group.id);
  return false;
}

/** The words of the language that set something, and any attribute or meta key. */
function stated(thing: Element & Group & Flow & Link, property: string): boolean {
  const metadata = thing.metadata;
  switch (property) {
    case 'owner': return metadata.owner !== undefined;
    case 'doc': return metadata.doc !== undefined;
    case 'technology': return metadata.technology !== undefined;
    case 'tag': return metadata.tags.length > 0;
    case 'description': return metadata.description !== undefined;
    case 'label': return thing.label !== undefined;
    case 'replicate': case 'replication': return (thing.replications?.length ?? 0) > 0;
    case 'backup': return (thing.backups?.length ?? 0) > 0;
    case 'failover': return thing.failover !== undefined;
    case 'vrrp': return thing.vrrp !== undefined;
    case 'heartbeat': return thing.heartbeat !== undefined;
    case 'vip': return (thing.vips?.length ?? 0) > 0;
    case 'balance': return (thing.balances?.length ?? 0) > 0;
    case 'check': return (thing.balances ?? []).some((each) => each.check !== undefined);
    case 'software': return (thing.software?.length ?? 0) > 0;
    case 'os': return thing.os !== undefined;
    case 'port': return thing.ports !== undefined;
    case 'ip': case 'address': return (thing.network?.addresses.length ?? 0) + (thing.network?.interfaces.filter((each) => each.address).length ?? 0) > 0;
    case 'gateway': return (thing.network?.gateways.length ?? 0) > 0;
    case 'subnet': return (thing.network?.subnets.length ?? 0) > 0;
    case 'inbound': return thing.network?.inbound !== undefined;
    case 'securitygroup': return (thing.network?.securityGroups.length ?? 0) > 0;
    case 'tls': return thing.tls === true;
    case 'timeout': return thing.timeout !== undefined;
    case 'retry': return thing.retry !== undefined;
    case 'backoff': return thing.backoff !== undefined;
    case 'connections': return thing.connections !== undefined;
    case 'breaker': return thing.breaker !== undefined;
    default: return Object.hasOwn(thing.attributes ?? {}, property) || Object.hasOwn(metadata.meta, property);
  }
}
