/** What a failure takes with it, by the structure function that single points and cut sets rest on, and why, worded. */
import type { Facts } from '../../facts/query.js';
import { whatFalls } from '../../facts/redundancy/failing.js';
import { structure } from '../../facts/redundancy/structure.js';
import type { Id } from '../../model/model.js';
import type { Text } from '../../model/finding.js';
import { word } from '../../messages/word.js';
import type { Fallout } from './world.js';

const NOTHING: Fallout = { down: new Set(), broken: new Set(), services: [], elements: [], promoted: [] };

/** Nothing falls while nothing failed: the structure function, which traces every connection, is built for the first failure only. */
export function falloutOf(facts: Facts, failed: ReadonlySet<Id>): Fallout {
  const needs = Object.values(facts.flows).some((flow) => flow.needs.length > 0);
  if (failed.size === 0 && !needs) return NOTHING;
  const falls = whatFalls(facts, [...failed]);
  const reason = (said: Text | undefined): string => (said ? word(said) : '');
  const { down, flows } = lost(facts, falls.down);
  return {
    down,
    broken: new Set([...down, ...flows, ...falls.fallen.map((each) => each.id)]),
    // What does not work even with everything up is a finding of its own, and no matter of these failures.
    services: falls.services.filter((service) => !service.works && service.worksHealthy).map(({ id, name, reason: said, story }) =>
      ({ id, title: name, reason: reason(said), story: story.map((step) => word(step.text)) })),
    elements: falls.fallen.map(({ id, reason: said }) => ({ id, title: id, reason: reason(said), story: [] })),
    promoted: falls.groups.flatMap(({ id, works, working }) => promotedIn(facts, id, works ? working[0] : undefined)),
  };
}

/** The member that serves an active-standby group, where it is not the primary. */
function promotedIn(facts: Facts, id: Id, serving: Id | undefined): Id[] {
  const group = facts.groups[id];
  return group?.mode === 'active-standby' && serving !== undefined && serving !== group.members[0]?.id ? [serving] : [];
}

/** What is not up, what runs on it included, and the flows that no longer get what they ask for. */
function lost(facts: Facts, components: readonly Id[]): { down: ReadonlySet<Id>; flows: readonly Id[] } {
  const { circuit, propagation, selves, flows } = facts.ask(structure);
  const mark = propagation.mark;
  propagation.fail(components.flatMap((id) => selves.get(id) ?? []));
  try {
    const down = new Set<Id>(components);
    for (const gate of propagation.fallenSince(mark)) {
      const { meaning } = circuit.gates[gate]!;
      if (meaning.type === 'up') down.add(meaning.id);
    }
    return { down, flows: [...flows].filter(([, gate]) => !propagation.holds(gate)).map(([id]) => id) };
  } finally {
    propagation.undo(mark);
  }
}
