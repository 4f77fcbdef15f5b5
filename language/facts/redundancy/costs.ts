/** What each part costs a service, by failing and by being maintained, and what a second one beside it would gain. */
import type { Id } from '../../model/model.js';
import type { Figures } from './figures.js';

export interface Cost {
  element: Id;
  /** Share of time that would be gained if it never failed: its unavailability times its Birnbaum importance. */
  failing: number;
  /** Share of time for which it is planned to be out, and the service with it. */
  planned: number;
}

/** Of everything that costs something, in the order of its importance. */
export function costsOf({ importance, planned }: Figures): Cost[] {
  const windows = new Map(planned.map((each) => [each.element, each.share]));
  const failing = importance.map(({ element, gain }): Cost => ({ element, failing: gain, planned: windows.get(element) ?? 0 }));
  const known = new Set(failing.map((each) => each.element));
  const others = planned.filter((each) => !known.has(each.element)).map(({ element, share }): Cost => ({ element, failing: 0, planned: share }));
  return [...failing, ...others].filter((each) => each.failing > 0 || each.planned > 0);
}

/** A second one of its kind that takes over at once leaves q² of q; and each of the two is maintained while the other stands in. */
export function doubledGain({ failing, planned }: Pick<Cost, 'failing' | 'planned'>, unavailability: number): number {
  return failing * (1 - unavailability) + planned * Math.max(0, 1 - 2 * unavailability);
}
