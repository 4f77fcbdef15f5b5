/** Which devices judge the frames that they bridge: filters in the line, and switches that state rules. */
import type { Element } from '#language/model/model.js';
import { bridges, deniesByDefault } from './ground.js';

export function judgesFrames(element: Element): boolean {
  const { rules, defaultAction } = element.network;
  return bridges(element) && (deniesByDefault(element) || rules.length > 0 || defaultAction !== undefined);
}
