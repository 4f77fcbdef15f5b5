/** More load than an element or a link can serve, by the utilisation law. */
import { busyCores, overloads, type BusyCores, type Overload } from '../../facts/capacity/index.js';
import { comesTo, enough, type Excess } from '../../facts/capacity/overloads.js';
import { serving } from '../../facts/capacity/serving.js';
import { bitsText, percent, rounded, timeText } from '../../facts/capacity/wording.js';
import { spokenName } from '../../facts/redundancy/names.js';
import type { Facts } from '../../facts/query.js';
import { text, type MessageId } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import { hasRole } from '../../model/queries.js';
import { finding, type Rule } from '../rule.js';
import { holdingText, loadPlaces } from './on-load.js';

const about = { id: 'capacity/overload', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('capacity.overload.title'), fixable: false, run };

function* run(facts: Facts): Generator<Finding> {
  for (const found of facts.ask(overloads)) {
    if (found.type === 'link') yield ofLink(facts, found);
    else if (found.type === 'element') yield ofElements(facts, found);
  }
  for (const found of facts.ask(busyCores)) yield ofCores(facts, found);
}

/** A processor has too few cores, however many workers there are. */
function ofCores(facts: Facts, { id, instances, of, rate, service, cores, bounded, scenario, phase }: BusyCores): Finding {
  const group = facts.elements[id]!.instance?.group;
  const all = group !== undefined && instances.length === of && of > 1;
  const params = {
    name: spokenName(facts, all ? group : id), count: of, bounded: bounded ? 'yes' : 'no', rate: rounded(rate), cores, capacity: rounded(cores / service), percent: percent(rate * service, cores),
    service: timeText(service), scenario: scenario.title, ...enough(rate * service),
  };
  return finding(about, {
    origin: facts.elements[id]!.origin,
    what: text(all ? 'capacity.overload.cores.what.all' : 'capacity.overload.cores.what', params),
    why: text(bounded ? 'capacity.overload.cores.why.bounded' : 'capacity.overload.cores.why', params),
    todo: text('capacity.overload.cores.todo', params),
    related: loadPlaces(facts, id, phase, all ? instances : [id]),
    subjects: [...(all ? [group] : []), ...instances],
    key: `cores ${all ? group : id}`,
  });
}

function ofElements(facts: Facts, found: Overload): Finding {
  const { of, excesses, sharing } = found;
  const [worst] = excesses as [Excess];
  const { offered, limit, scenario, phase } = worst;
  const all = excesses.length === sharing.length && sharing.length > 1;
  const told = all ? excesses : [worst];
  const rate = told.reduce((sum, each) => sum + each.offered.rate, 0);
  const served = told.reduce((sum, each) => sum + (each.offered.rate * each.limit) / each.offered.busy, 0);
  const busy = told.reduce((sum, each) => sum + each.offered.busy, 0);
  const limits = told.reduce((sum, each) => sum + each.limit, 0);
  const { queue } = facts.ask(serving, worst.id);
  const params = {
    name: spokenName(facts, all ? of : worst.id), bounded: offered.bounded ? 'yes' : 'no', rate: rounded(rate), capacity: rounded(served), percent: percent(busy, limits),
    workers: limit, who: all ? 'each' : 'it', holding: holdingText(facts, worst.id, offered.busy / offered.rate), scenario: scenario.title, queue: queue ?? 0, count: sharing.length,
  };
  const why: MessageId = offered.bounded ? 'capacity.overload.why.bounded' : queue === undefined ? 'capacity.overload.why' : 'capacity.overload.why.queue';
  const group = facts.groups[of];
  const place = all && group ? group : facts.elements[worst.id]!;
  return finding(about, {
    origin: place.origin,
    what: text(!all ? 'capacity.overload.what' : group && !group.counted ? 'capacity.overload.what.members' : 'capacity.overload.what.all', params),
    why: text(why, params),
    todo: todo(facts, found, busy, all),
    related: loadPlaces(facts, worst.id, phase, told.map((each) => each.id)),
    subjects: [...(all && group ? [of] : []), ...excesses.map((each) => each.id)],
    key: of,
  });
}

function todo(facts: Facts, { of, excesses, sharing }: Overload, busy: number, all: boolean): Finding['todo'] {
  const [worst] = excesses as [Excess];
  const each = enough(worst.offered.busy);
  const name = spokenName(facts, worst.id);
  const sizes = { name, least: each.least, roomy: each.roomy };
  if (all && facts.groups[of]?.mode === 'active-active') {
    const members = enough(busy, worst.limit);
    return text('capacity.overload.todo.count', { ...sizes, count: sharing.length, instances: Math.max(sharing.length + 1, members.least), roomyInstances: Math.max(sharing.length + 1, members.roomy) });
  }
  if (!all && sharing.length > 1 && roomElsewhere(facts, worst, sharing)) return text('capacity.overload.todo.share', sizes);
  const element = facts.elements[worst.id]!;
  const scales = sharing.length === 1 && !hasRole(element, 'database') && !hasRole(element, 'part') && !hasRole(element, 'storage');
  return scales ? text('capacity.overload.todo.spread', { ...sizes, instances: enough(worst.offered.busy, worst.limit).roomy }) : text('capacity.overload.todo', sizes);
}

/** The others work too, and all of them together would do. */
function roomElsewhere(facts: Facts, { phase }: Excess, sharing: readonly string[]): boolean {
  const offers = sharing.map((id) => ({ busy: phase.elements.get(id)?.busy ?? 0, workers: facts.ask(serving, id).workers ?? 0 }));
  const total = offers.reduce((sum, each) => sum + each.busy, 0);
  return offers.every((each) => each.busy > 0) && total < offers.reduce((sum, each) => sum + each.workers, 0);
}

function ofLink(facts: Facts, { of, excesses }: Overload): Finding {
  const { offered, limit, scenario, phase } = excesses[0]!;
  const link = facts.links[of]!;
  const params = { link: spokenName(facts, of), bits: bitsText(offered.busy), bandwidth: bitsText(limit), percent: percent(offered.busy, limit), scenario: scenario.title };
  return finding(about, {
    origin: link.origin,
    what: text('capacity.overload.link.what', params),
    why: text(offered.bounded ? 'capacity.overload.link.why.bounded' : 'capacity.overload.link.why', params),
    todo: text('capacity.overload.link.todo', params),
    related: phase.loads.filter((load) => comesTo(load, of) && load.load.size !== undefined).map((load) => ({
      text: text('capacity.related.bits', { bits: bitsText(load.rate * load.visits.links.get(of)! * load.load.size! * 8) }), origin: load.load.origin,
    })),
    subjects: [of],
    key: of,
  });
}
