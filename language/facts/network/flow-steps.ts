/** Flows as steps from element to element: what a request does after it arrived, and what `transitively` follows. */
import type { Id } from '../../model/model.js';
import { isInternet, isPlace } from '../../model/queries.js';
import { query } from '../query.js';
import { flowDials } from './flow-dials.js';
import { tree } from './tree.js';
import type { Dial } from './types.js';

export interface FlowStep { flow: Id; dial: Dial }

export interface FlowSteps {
  from: Map<Id, FlowStep[]>;
  /** The element and its parts: a request goes on along the flows that its body declares. */
  goesOnAs(element: Id): Id[];
  /** Elements that stand for a source: an internet for what it contains. */
  startsFrom(element: Id): Id[];
}

export const flowSteps = query('network.flow-steps', (facts): FlowSteps => {
  const index = facts.ask(tree);
  const from = new Map<Id, FlowStep[]>();
  for (const flow of Object.keys(facts.flows)) {
    for (const dial of facts.ask(flowDials, flow)) {
      const known = from.get(dial.from);
      if (known) known.push({ flow, dial });
      else from.set(dial.from, [{ flow, dial }]);
    }
  }
  const goesOnAs = (element: Id): Id[] => [element, ...index.descendants(element).filter((inner) => !isPlace(facts.elements[inner]))];
  return { from, goesOnAs, startsFrom: (element) => (isInternet(facts.elements[element]) ? [element, ...index.descendants(element)] : goesOnAs(element)) };
});
