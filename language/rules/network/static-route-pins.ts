/** A static route, or a gateway, that names one of several devices that stand in for each other. */
import { pinnedRoutes, shortName } from '../../facts/network/index.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding, Fix } from '../../model/finding.js';
import { part } from '../../model/queries.js';
import { finding, type Rule } from '../rule.js';

const about = { id: 'network/static-route-pins', severity: 'warning' } as const;

export const rule: Rule = { ...about, title: text('network.static-route-pins.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  for (const { on, prefix, named, unused, group, what, origin } of facts.ask(pinnedRoutes)) {
    const params = {
      on: shortName(facts, facts.elements[on]?.instance?.group ?? on), prefix, named: shortName(facts, named), unused: unused.map((id) => shortName(facts, id)), count: unused.length,
      group: group ? shortName(facts, group.id) : '', vip: group?.vips[0]?.address ?? '',
    };
    yield finding(about, {
      origin,
      what: text(`network.static-route-pins.what.${what}`, params),
      why: text('network.static-route-pins.why', params),
      todo: text(what === 'link' ? 'network.static-route-pins.todo.link' : group && group.vips.length > 0 ? 'network.static-route-pins.todo.vip' : 'network.static-route-pins.todo', params),
      related: unused.flatMap((id) => {
        const other = part(facts.model, id);
        return other ? [{ text: text('network.static-route-pins.related', { name: shortName(facts, id) }), origin: other.origin }] : [];
      }),
      fixes: group ? moveToVip(facts, on, what, prefix, group.vips.map((vip) => vip.address), origin) : [],
      subjects: [on, named, ...unused],
      key: `${facts.elements[on]?.instance?.group ?? on} ${prefix} ${named}`,
    });
  }
}

/** Where the group has one address that moves, it is the one to name. */
function moveToVip(facts: Facts, on: string, what: 'route' | 'gateway' | 'link', prefix: string, vips: string[], at: Finding['origin']): Fix[] {
  const subnets = facts.elements[on]!.network.subnets;
  if (vips.length !== 1 || what === 'link' || subnets.length > 1) return [];
  const by = what === 'gateway' ? `gateway ${vips[0]}` : `route ${prefix} via ${vips[0]}`;
  return [{ title: text('network.static-route-pins.fix', { vip: vips[0]! }), edits: [{ type: 'replace', at, by }] }];
}
