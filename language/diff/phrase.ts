/**
 * What the model says, as a line that a reader of the source knows again: places and derived figures left out, ids
 * under the names of one side, values as they were written.
 */
import type { Id } from '../model/model.js';

/** The name under which a part is compared: that of the head where it is in both. */
export type NameOf = (id: Id) => Id;

const NOT_SAID = new Set(['origin', 'modeOrigin', 'priorityOrigin', 'jackOrigin', 'hostsOrigin', 'vlanOrigin', 'spanningTreeOrigin', 'library']);
const SECONDS = new Set(['every', 'timeout', 'lag', 'within', 'interval', 'failTimeout', 'slowStart', 'backoff', 'open']);
/** Words of the model that the language spells otherwise. */
const SPELT: Record<string, string> = { failTimeout: 'fail-timeout', slowStart: 'slow-start', maxFails: 'max-fails', backoff: 'back-off' };

export function seconds(value: number): string {
  return value !== 0 && Math.abs(value) < 1 ? `${Number((value * 1000).toPrecision(12))}ms` : `${value}s`;
}

export function phrase(value: unknown, nameOf: NameOf): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map((each) => phrase(each, nameOf)).filter((each) => each !== '').join(', ');
  if (typeof value !== 'object') return String(value);
  const said = value as Record<string, unknown>;
  if (typeof said['text'] === 'string') return said['text'];
  return Object.entries(said).map(([name, each]) => entry(name, each, nameOf)).filter((each) => each !== '').join(' ');
}

function entry(name: string, value: unknown, nameOf: NameOf): string {
  if (NOT_SAID.has(name) || value === undefined || value === false) return '';
  if (value === true) return name;
  if (typeof value === 'number' && SECONDS.has(name)) return `${SPELT[name] ?? name} ${seconds(value)}`;
  if (typeof value === 'string' && IDS.has(name)) return name === 'id' || name === 'target' ? nameOf(value) : `${name} ${nameOf(value)}`;
  const said = phrase(value, nameOf);
  return said === '' ? '' : `${SPELT[name] ?? name} ${said}`;
}

const IDS = new Set(['id', 'target', 'place', 'link', 'element', 'from', 'to', 'group']);
