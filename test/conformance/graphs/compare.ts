/** What is found about a graph beside a known answer. */
import type { Answer } from '../answers.js';
import type { GraphFigures } from './analyse.js';

/** What differs, in words; empty where all that the answer says is so. */
export function differences(figures: GraphFigures, answer: Answer): string[] {
  const found: string[] = [];
  const compare = (column: string, actual: string): void => {
    const expected = answer[column];
    if (expected !== undefined && expected !== actual) found.push(`${column} ${actual || 'none'}, not ${expected || 'none'}`);
  };
  const sorted = (column: string): void => {
    const expected = answer[column];
    const actual = column === 'ap_ids' ? figures.articulationPoints : figures.bridges;
    if (expected !== undefined && expected.split(' ').filter(Boolean).sort().join(' ') !== actual.join(' ')) found.push(`${column} ${actual.join(' ') || 'none'}, not ${expected || 'none'}`);
  };
  compare('components', String(figures.components));
  compare('articulation_points', String(figures.articulationPoints.length));
  compare('bridges', String(figures.bridges.length));
  if (figures.connectivity !== undefined) compare('node_connectivity', String(figures.connectivity));
  sorted('ap_ids');
  sorted('bridge_pairs');
  return found;
}
