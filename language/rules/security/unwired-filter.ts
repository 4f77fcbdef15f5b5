/** A firewall or waf that stands beside the line: flows are carried, and none of them passes it. */
import { carriage, dialKey, flowDials } from '../../facts/network/index.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import type { Id } from '../../model/model.js';
import { hasRole, isA } from '../../model/queries.js';
import { finding, type Rule } from '../rule.js';

const about = { id: 'security/unwired-filter', severity: 'warning' } as const;

export const rule: Rule = { ...about, title: text('security.unwired-filter.title'), fixable: false, run };

function* run(facts: Facts): Generator<Finding> {
  // An intrusion detection system listens beside the line on purpose.
  const filters = Object.values(facts.elements).filter((element) => hasRole(element, 'filter') && !isA(element, 'ids'));
  if (filters.length === 0) return;
  const { carried, passed } = traffic(facts);
  if (!carried) return;
  const told = new Set<Id>();
  for (const filter of filters) {
    const name = filter.instance?.group ?? filter.id;
    const beside = filter.instance ? Object.values(facts.elements).filter((each) => each.instance?.group === name).every((each) => !passed.has(each.id)) : !passed.has(filter.id);
    if (!beside || told.has(name)) continue;
    told.add(name);
    yield finding(about, {
      origin: filter.origin, what: text('security.unwired-filter.what', { name }), why: text('security.unwired-filter.why'),
      todo: text('security.unwired-filter.todo', { name }), subjects: [filter.id], key: name,
    });
  }
}

/** Whether the network carries any flow, and the elements that some flow passes, or is stopped at. */
function traffic(facts: Facts): { carried: boolean; passed: Set<Id> } {
  const passed = new Set<Id>();
  let carried = false;
  for (const flow of Object.keys(facts.flows)) {
    for (const dial of facts.ask(flowDials, flow)) {
      const found = facts.ask(carriage, dialKey(dial));
      if (found.trace.disposition === 'accepted') carried = true;
      found.through.some.forEach((id) => passed.add(id));
      for (const hop of [...found.trace.hops, ...found.trace.back]) passed.add(hop.element);
      if (found.trace.stop) passed.add(found.trace.stop.element);
    }
  }
  return { carried, passed };
}
