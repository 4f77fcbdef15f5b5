/** Devices on the ways across a wire. */
import type { Id } from '../../model/model.js';
import type { Facts } from '../query.js';
import { frames } from './frames.js';
import type { Ways } from './ways.js';

export function passedOnWay(facts: Facts, ways: Ways): Id[] {
  const graph = facts.ask(frames);
  return [...new Set(ways.vertices.flatMap((vertex) => (graph.vertices[vertex]!.kind === 'bridge' ? graph.vertices[vertex]!.element! : [])))];
}
