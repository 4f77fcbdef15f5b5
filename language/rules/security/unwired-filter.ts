/** A firewall or waf that stands beside the line: connections are carried, and none of them passes it. */
import { carriage, dialKey, flowDials, isWired, standsBetween, type Dial } from '../../facts/network/index.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import type { Id } from '../../model/model.js';
import { hasRole, isA, isInternet, isPlace } from '../../model/queries.js';
import { spoken } from '../network/stopped-flow.js';
import { finding, type Rule } from '../rule.js';

const about = { id: 'security/unwired-filter', severity: 'warning' } as const;

export const rule: Rule = { ...about, title: text('security.unwired-filter.title'), fixable: false, run };

function* run(facts: Facts): Generator<Finding> {
  // An intrusion detection system listens beside the line on purpose.
  const filters = Object.values(facts.elements).filter((element) => hasRole(element, 'filter') && !isA(element, 'ids'));
  if (filters.length === 0) return;
  const flows = Object.keys(facts.flows).flatMap((flow) => facts.ask(flowDials, flow));
  const uncarried = flows.some((dial) => !facts.ask(carriage, dialKey(dial)).trace.reachable);
  const seen = traffic(facts, flows);
  // What no flow passes may still guard a way that nothing but the internet uses.
  if (filters.some((each) => !seen.passed.has(each.id))) addTraffic(seen, traffic(facts, probes(facts)));
  const { carried, passed } = seen;
  if (!carried) return;
  const told = new Set<Id>();
  for (const filter of filters) {
    const name = filter.instance?.group ?? filter.id;
    const beside = filter.instance ? Object.values(facts.elements).filter((each) => each.instance?.group === name).every((each) => !passed.has(each.id)) : !passed.has(filter.id);
    // What would pass it may be stopped before it: that has findings of its own.
    if (!beside || told.has(name) || (uncarried && standsBetween(facts, filter.id))) continue;
    told.add(name);
    yield finding(about, {
      origin: filter.origin, what: text('security.unwired-filter.what', { name: spoken(facts, name) }), why: text('security.unwired-filter.why'),
      todo: text('security.unwired-filter.todo', { name: spoken(facts, name) }), subjects: [filter.id], key: name,
    });
  }
}

interface Traffic { carried: boolean; passed: Set<Id> }

/** Whether the network carries any of these connections, and the elements that one of them passes, or is stopped at. */
function traffic(facts: Facts, dials: readonly Dial[]): Traffic {
  const passed = new Set<Id>();
  let carried = false;
  for (const dial of dials) {
    const found = facts.ask(carriage, dialKey(dial));
    if (found.trace.disposition === 'accepted') carried = true;
    found.through.some.forEach((id) => passed.add(id));
    for (const hop of [...found.trace.hops, ...found.trace.back]) passed.add(hop.element);
    if (found.trace.stop) passed.add(found.trace.stop.element);
  }
  return { carried, passed };
}

function addTraffic(to: Traffic, more: Traffic): void {
  to.carried ||= more.carried;
  more.passed.forEach((id) => to.passed.add(id));
}

/** More places than this are not all paired. */
const MOST_PLACES = 24;

/** A connection from each internet and place to each other one, by the first wired element that stands there. */
function probes(facts: Facts): Dial[] {
  const first = new Map<Id, Id>();
  for (const element of Object.values(facts.elements)) {
    if (isInternet(element)) first.set(element.id, element.id);
    else if (!isPlace(element) && !DEVICES.some((role) => hasRole(element, role)) && facts.ask(isWired, element.id)) {
      const place = element.parent ?? element.id;
      if (!first.has(place)) first.set(place, element.id);
    }
  }
  const ends = [...first.values()].slice(0, MOST_PLACES);
  return ends.flatMap((from) => ends.filter((to) => to !== from).map((to) => ({ from, to })));
}

const DEVICES = ['switch', 'router', 'filter'] as const;
