/** Software on an operating system that it does not run on. */
import { runsOn, systemOf, type OperatingSystem } from '../../facts/software/index.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import type { Element, Software } from '../../model/model.js';
import type { Origin } from '../../model/origin.js';
import { spoken } from '../network/stopped-flow.js';
import { Places } from '../network/vlan-words.js';
import { finding, type Rule } from '../rule.js';

const about = { id: 'model/software-on-wrong-system', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('model.software-on-wrong-system.title'), fixable: false, run };

/** What a count or a kind repeats is one line and one defect. */
function* run(facts: Facts): Generator<Finding> {
  const places = new Places();
  for (const element of Object.values(facts.elements)) {
    for (const { name, origin } of element.software) {
      const software = facts.read('software')[name];
      const system = software?.os === undefined ? undefined : facts.ask(systemOf, element.id);
      if (!software || !system || runsOn(facts, software, system.name) || !places.first(origin)) continue;
      yield report(facts, element, { software, origin }, system);
    }
  }
}

function report(facts: Facts, element: Element, { software, origin }: { software: Software; origin: Origin }, system: OperatingSystem): Finding {
  const called = (name: string): string => facts.read('software')[name]?.label ?? name;
  const words = {
    element: spoken(facts, element.instance?.group ?? element.id), software: called(software.name), system: called(system.name), name: system.name,
    systems: software.os!.map(called), candidates: software.os!, count: software.os!.length,
  };
  return finding(about, {
    origin,
    what: text('model.software-on-wrong-system.what', words),
    why: text('model.software-on-wrong-system.why', words),
    todo: text(software.library ? 'model.software-on-wrong-system.todo' : 'model.software-on-wrong-system.todo.own', words),
    related: [{ text: text('model.software-on-wrong-system.related', words), origin: system.origin }],
    subjects: [element.id],
    key: [element.id, software.name, system.name].join(' '),
  });
}
