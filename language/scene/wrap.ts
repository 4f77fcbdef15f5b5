/**
 * Wrapping and cutting of labels. Lines break at spaces and after the marks that join words in names (`-`, `/`, `.`,
 * `_`), Korean at spaces first as its typography wants; a word that is too long for a line is broken between
 * graphemes, so that no syllable or emoji is torn. Two lines are evened out, and a name in two languages has a line for
 * each.
 */
import { measure, type Weight } from './text-metrics.js';

export interface Wrapped {
  lines: string[];
  /** True where the text did not fit and ends in an ellipsis. */
  cut: boolean;
  /** Width of the widest line in pixels. */
  width: number;
}

const ELLIPSIS = '…';
const HANGUL = /\p{Script=Hangul}/u;
/** A number after Korean words belongs to them. */
const KOREAN_END = /\p{Script=Hangul}[\d\s]*$/u;
const graphemes = new Intl.Segmenter('ko', { granularity: 'grapheme' });

/** Control characters and direction overrides are no part of a label; white space folds. */
export function clean(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/gu, ' ').replace(/[\u202a-\u202e\u2066-\u2069\ufffe\uffff]|[\ud800-\udfff]/gu, '').replace(/\s+/gu, ' ').trim();
}

/** Cuts to one line of at most `width` pixels. */
export function cutTo(text: string, width: number, size: number, weight: Weight = 'regular'): { text: string; cut: boolean } {
  if (measure(text, size, weight) <= width) return { text, cut: false };
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (measure(kept + segment + ELLIPSIS, size, weight) > width) break;
    kept += segment;
  }
  return { text: kept.trimEnd() + ELLIPSIS, cut: true };
}

/** Pieces that a line may end after. */
function pieces(text: string): string[] {
  return text.match(/[^\s\-/._:]+[\-/._:]*\s*|[\-/._:]+\s*/gu) ?? [text];
}

function fitting(text: string, width: number, size: number, weight: Weight): [string, string] {
  let line = '';
  for (const piece of pieces(text)) {
    if (line !== '' && measure((line + piece).trimEnd(), size, weight) > width) break;
    line += piece;
  }
  if (measure(line.trimEnd(), size, weight) <= width) return [line.trimEnd(), text.slice(line.length)];
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (kept !== '' && measure(kept + segment, size, weight) > width) break;
    kept += segment;
  }
  return [kept.trimEnd(), text.slice(kept.length).trimStart()];
}

/** Two lines broken at a space: where the language changes from Korean, else where the longer of them is shortest. */
function even(text: string, width: number, size: number, weight: Weight): [string, string] | undefined {
  let best: { lines: [string, string]; cost: number } | undefined;
  for (const { index } of text.matchAll(/ /gu)) {
    const lines: [string, string] = [text.slice(0, index), text.slice(index + 1)];
    const longer = Math.max(...lines.map((line) => measure(line, size, weight)));
    if (longer > width) continue;
    const cost = longer - (KOREAN_END.test(lines[0]) && !HANGUL.test(lines[1]) && /^\p{Script=Latin}/u.test(lines[1]) ? width : 0);
    if (!best || cost < best.cost) best = { lines, cost };
  }
  return best?.lines;
}

export function wrap(raw: string, width: number, size: number, weight: Weight = 'regular', most = 2): Wrapped {
  let rest = clean(raw);
  const lines: string[] = [];
  let cut = false;
  while (rest !== '') {
    if (lines.length === most - 1) {
      const last = cutTo(rest, width, size, weight);
      lines.push(last.text);
      cut = last.cut;
      break;
    }
    const [line, remainder] = fitting(rest, width, size, weight);
    lines.push(line);
    rest = remainder;
  }
  if (lines.length === 0) lines.push('');
  if (lines.length === 2 && !cut) lines.splice(0, 2, ...(even(clean(raw), width, size, weight) ?? lines));
  return { lines, cut, width: Math.max(...lines.map((line) => measure(line, size, weight))) };
}
