/**
 * Files of recorded data: a moment or a time on each line, in seconds or with its unit. Empty lines and those behind `#`
 * count for nothing, and so does a heading on the first line.
 */
import type { AstNode } from 'langium';
import { MOST_RECORDED } from '../../model/problem.js';
import { resolve } from '../../model/uri.js';
import { parseQuantity } from '../../model/values.js';
import type { ArchDocument } from '../document.js';
import type { Lowering } from './context.js';

/** Characters of a line that is told. */
const TOLD = 40;

type Fault = { reason: 'empty' | 'too-many' } | { reason: 'bad-line'; line: number; text: string };

/** What stands in the file that a statement names, in seconds, as it is there; undefined with a problem. */
export function recordedIn(lowering: Lowering, document: ArchDocument, node: AstNode, path: string): number[] | undefined {
  const file = lowering.data?.(resolve(document.uri, path)) ?? { failure: 'missing' as const };
  const found = 'failure' in file ? { reason: file.failure } : readRecorded(file.text);
  if (Array.isArray(found)) return found;
  lowering.problemAt(document, node, 'file', { type: 'data-failed', path, ...found });
  return undefined;
}

export function readRecorded(text: string): number[] | Fault {
  const seconds: number[] = [];
  let line = 0;
  let heading = true;
  for (const each of text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
    line++;
    const written = each.trim().replace(/^"(.*)"$/, '$1').trim();
    if (written === '' || written.startsWith('#')) continue;
    const value = secondsOf(written);
    if (value !== undefined) seconds.push(value);
    else if (!heading || /^[-+.\d]/.test(written)) return { reason: 'bad-line', line, text: written.length > TOLD ? `${written.slice(0, TOLD)}…` : written };
    heading = false;
    if (seconds.length > MOST_RECORDED) return { reason: 'too-many' };
  }
  return seconds.length === 0 ? { reason: 'empty' } : seconds;
}

function secondsOf(written: string): number | undefined {
  if (/^\+?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i.test(written)) {
    const value = Number(written);
    return Number.isFinite(value) ? value : undefined;
  }
  const quantity = parseQuantity(written);
  return quantity?.type === 'duration' ? quantity.value : undefined;
}
