/**
 * Steps of sequences that nothing carries: no flow leads from the one end to the other, from or to what contains them, or
 * what they contain. Replies need none, nor does what an element does within itself; what is mounted, copied, watched or
 * balanced is a connection that the model states in another way.
 */
import type { Endpoint, Id, Sequence } from '../../model/model.js';
import { endpointElements } from '../network/flow-dials.js';
import { shortName } from '../network/short-name.js';
import { tree } from '../network/tree.js';
import { query, type Facts } from '../query.js';

export type Step = Sequence['steps'][number];

export interface UnsupportedStep {
  sequence: Sequence;
  /** The first step between these two that nothing carries, and the others. */
  step: Step;
  others: Step[];
  /** The ends as the model names them; undefined for an address that nobody has. */
  from?: Id;
  to?: Id;
  /** A flow leads the other way. */
  reverse?: { title: string; origin: Step['origin'] };
}

export const unsupportedSteps = query('intent.unsupported-steps', (facts): UnsupportedStep[] => {
  const connections = facts.ask(statedConnections);
  const found = new Map<string, UnsupportedStep>();
  for (const sequence of facts.read('sequences')) {
    for (const step of sequence.steps) {
      if (step.reply || step.from.type === 'any' || step.to.type === 'any') continue;
      const [from, to] = [near(facts, step.from), near(facts, step.to)];
      // An end that means nothing is another finding.
      if (from.own.size === 0 || to.own.size === 0 || meet(from.around, to.own) || meet(to.around, from.own)) continue;
      if (connections.some((each) => meets(each.from, from.all) && meets(each.to, to.all))) continue;
      const key = `${keyOf(step.from)} ${keyOf(step.to)}`;
      const known = found.get(key);
      if (known) {
        known.others.push(step);
        continue;
      }
      const reverse = connections.find((each) => each.title !== undefined && meets(each.from, to.all) && meets(each.to, from.all));
      const [source, target] = [idOf(step.from), idOf(step.to)];
      found.set(key, {
        sequence, step, others: [],
        ...(source === undefined ? {} : { from: source }), ...(target === undefined ? {} : { to: target }),
        ...(reverse ? { reverse: { title: reverse.title!, origin: reverse.origin } } : {}),
      });
    }
  }
  return [...found.values()];
});

/** Everything that the ids of one end of a flow stand for; `any` stands for everything. */
type Ends = ReadonlySet<Id> | 'any';

interface Connection {
  from: Ends;
  to: Ends;
  /** Of a flow. */
  title?: string;
  origin: Step['origin'];
}

const statedConnections = query('intent.stated-connections', (facts): Connection[] => {
  const ends = (...ids: Id[]): Set<Id> => new Set(ids.flatMap((id) => [id, ...facts.ask(tree).members(id)]));
  const flows = Object.values(facts.flows).map((flow): Connection => ({ from: endsOf(facts, flow.from), to: endsOf(facts, flow.to), title: shortName(facts, flow.id), origin: flow.origin }));
  const things = [...Object.values(facts.elements), ...Object.values(facts.groups)];
  const others = things.flatMap((thing): Connection[] => {
    const { origin } = thing;
    const mounts = 'mounts' in thing ? thing.mounts.map((mount): Connection => ({ from: ends(thing.id), to: ends(mount.target), origin })) : [];
    const copies = [...thing.replications, ...thing.backups].map((copy): Connection => ({ from: ends(copy.from), to: ends(copy.to), origin }));
    const balanced = thing.balances.map((balance): Connection => ({ from: ends(thing.id), to: ends(balance.target), origin }));
    const watched = 'members' in thing && (thing.heartbeat || thing.vrrp) ? [{ from: ends(thing.id), to: ends(thing.id), origin }] : [];
    return [...mounts, ...copies, ...balanced, ...watched];
  });
  return [...flows, ...others];
});

function endsOf(facts: Facts, endpoints: readonly Endpoint[]): Ends {
  const found = new Set<Id>();
  for (const endpoint of endpoints) {
    if (endpoint.type === 'any') return 'any';
    if (endpoint.type === 'ids') {
      for (const id of endpoint.ids) for (const each of [id, ...facts.ask(tree).members(id), ...(facts.securityGroups[id]?.members ?? [])]) found.add(each);
    } else for (const end of endpointElements(facts, endpoint)) for (const each of [end.element, ...(end.group === undefined ? [] : [end.group])]) found.add(each);
  }
  return found;
}

/** An end of a step: itself with its members; what contains it; all that a flow may name instead. */
function near(facts: Facts, endpoint: Endpoint): { own: Set<Id>; around: Set<Id>; all: Set<Id> } {
  const index = facts.ask(tree);
  const ends = endsOf(facts, [endpoint]);
  const own = ends === 'any' ? new Set<Id>() : new Set(ends);
  const around = new Set(own);
  const pending = [...own];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const element = facts.elements[next];
    const outer = [...(element?.hosts ?? []), ...[element?.parent ?? facts.groups[next]?.parent].flatMap((parent) => parent ?? []), ...(index.groupsOf.get(next) ?? []).map((group) => group.id)];
    for (const id of outer) {
      if (around.has(id)) continue;
      around.add(id);
      pending.push(id);
    }
  }
  return { own, around, all: new Set([...around, ...[...own].flatMap((id) => index.descendants(id))]) };
}

function meet(a: ReadonlySet<Id>, b: ReadonlySet<Id>): boolean {
  for (const id of b) if (a.has(id)) return true;
  return false;
}

function meets(ends: Ends, ids: ReadonlySet<Id>): boolean {
  if (ends === 'any') return true;
  const [small, large] = ends.size < ids.size ? [ends, ids] : [ids, ends];
  return meet(large, small);
}

function idOf(endpoint: Endpoint): Id | undefined {
  return endpoint.type === 'ids' ? endpoint.ids[0] : undefined;
}

function keyOf(endpoint: Endpoint): string {
  return idOf(endpoint) ?? endpoint.text;
}
