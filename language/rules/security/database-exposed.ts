/** The internet can open a connection to something that keeps data, whatever filters are on the way. */
import { openedFromInternet } from '../../facts/network/index.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import type { Id } from '../../model/model.js';
import { hasRole } from '../../model/queries.js';
import { spoken } from '../network/stopped-flow.js';
import { finding, type Rule } from '../rule.js';
import { elementsOfHops, hopPlaces, way } from './internet-path.js';

const about = { id: 'security/database-exposed', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('security.database-exposed.title'), fixable: false, run };

function* run(facts: Facts): Generator<Finding> {
  const told = new Set<Id>();
  for (const element of Object.values(facts.elements)) {
    if (!hasRole(element, 'database') && !hasRole(element, 'storage')) continue;
    const name = element.instance?.group ?? element.id;
    if (told.has(name)) continue;
    const found = openedFromInternet(facts, element.id)[0];
    if (!found) continue;
    told.add(name);
    const elements = elementsOfHops(found.trace.hops);
    const params = { name: spoken(facts, name), internet: spoken(facts, found.dial.from) };
    yield finding(about, {
      origin: element.origin,
      what: text('security.database-exposed.what', params),
      why: text('security.database-exposed.why', { path: way(facts, elements) }),
      todo: text('security.database-exposed.todo', params),
      related: found.trace.hops.flatMap((hop) => hop.origin && (hop.action === 'allowed' || hop.action === 'translated') ? [{ text: text('network.flow.hop', { element: spoken(facts, hop.element), layer: hop.layer, detail: hop.detail }), origin: hop.origin }] : []),
      path: hopPlaces(facts, found.trace.hops),
      subjects: [element.id],
      key: name,
    });
  }
}
