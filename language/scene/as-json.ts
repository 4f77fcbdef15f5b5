/** The laid-out scene as others read it: origins as a file and places that count from 1, as everywhere in JSON. */
import type { Origin } from '../model/origin.js';
import type { LaidOutScene } from './laid-out.js';

/** @param fileOf what a URI is called. */
export function sceneAsJson(scene: LaidOutScene, fileOf: (uri: string) => string): string {
  const plain = (name: string, value: unknown): unknown => (name === 'origin' && typeof value === 'object' && value !== null ? place(value as Origin, fileOf) : value);
  return `${JSON.stringify(scene, plain, 2)}\n`;
}

function place({ uri, range: { start, end } }: Origin, fileOf: (uri: string) => string): object {
  return { file: fileOf(uri), range: { start: { line: start.line + 1, column: start.character + 1 }, end: { line: end.line + 1, column: end.character + 1 } } };
}
