/**
 * What the loss of one element, link or group means for the services: which stop, and which go on with less in reserve
 * than before. Asked where somebody points at a part and wants to know what hangs on it.
 */
import type { Id } from '../../model/model.js';
import { isInternet } from '../../model/queries.js';
import { tree } from '../network/tree.js';
import { query, type Facts } from '../query.js';
import { isActor } from './failable.js';
import { figures } from './figures.js';
import { services } from './services.js';
import { structure } from './structure.js';

export interface Loss {
  /** Services that work while all is up and not without it, in source order. */
  stopped: Id[];
  /** Elements and links that are down with it, itself included. */
  down: Id[];
}

/** Undefined where it is nothing that could be down: the internet, users, a flow. */
export const lossOf = query('redundancy.loss', (facts, id: Id): Loss | undefined => {
  const { propagation, selves, flows, circuit } = facts.ask(structure);
  const components = (facts.groups[id] ? facts.ask(tree).members(id) : [id]).filter((each) => selves.has(each) && canBeDown(facts, each));
  if (components.length === 0) return undefined;
  const healthy = facts.ask(services).filter((flow) => propagation.holds(flows.get(flow.id)!));
  const mark = propagation.mark;
  propagation.fail(components.map((each) => selves.get(each)!));
  const stopped = healthy.filter((flow) => !propagation.holds(flows.get(flow.id)!)).map((flow) => flow.id);
  const fallen = propagation.fallenSince(mark).flatMap((gate) => {
    const { meaning } = circuit.gates[gate]!;
    return meaning.type === 'up' || meaning.type === 'self' ? [meaning.id] : [];
  });
  propagation.undo(mark);
  return { stopped, down: [...new Set([...components, ...fallen])] };
});

function canBeDown(facts: Facts, id: Id): boolean {
  const element = facts.elements[id];
  return element === undefined || (!isInternet(element) && !isActor(facts, element));
}

export interface Weakening {
  /** The flow of the service. */
  service: Id;
  /** What then brings it down alone and did not before, in the order of the cut sets. */
  next: Id[];
}

/** Services that go on without it, but rest on fewer. Asks for the figures of every service. */
export const weakenedBy = query('redundancy.weakened', (facts, id: Id): Weakening[] => {
  const loss = facts.ask(lossOf, id);
  if (!loss) return [];
  const down = new Set(loss.down);
  const stopped = new Set(loss.stopped);
  return facts.ask(services).flatMap(({ id: service }) => {
    if (stopped.has(service)) return [];
    const { importance, cutSets } = figures(facts, service)!;
    const concerned = importance.some((each) => down.has(each.element)) || cutSets.some((set) => set.some((each) => down.has(each)));
    if (!concerned) return [];
    const left = cutSets.map((set) => set.filter((each) => !down.has(each))).filter((set, index) => set.length === 1 && cutSets[index]!.length > 1);
    return [{ service, next: [...new Set(left.flat())] }];
  });
});
