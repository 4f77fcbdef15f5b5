/** What the reader did in a scenario, as the lines that say the same in it. */
import type { Id } from '#language/model/model.js';
import type { Intervention } from '../motion/interventions.js';

/** @param isLink links are named as they are written, and cut rather than failed. */
export function asScenarioText(acts: readonly Intervention[], isLink: (id: Id) => boolean): string {
  return acts.map(({ at, id, action, factor }) => {
    const does = action === 'fail' && isLink(id) ? 'cut' : action;
    return `at ${Number(at.toFixed(3))}s ${does} ${id}${action === 'slow' ? ` by ${factor ?? 1}` : ''}`;
  }).join('\n');
}
