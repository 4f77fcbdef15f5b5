/**
 * Text for a terminal. What comes out of a file may hold anything: escape sequences must not reach the terminal, and
 * columns are counted as a terminal shows them, where a Hangul syllable is two wide whether written as one code point
 * or as its letters (Unicode Standard Annex 11).
 */
import { eastAsianWidth } from 'get-east-asian-width';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const TAB = 4;

/** Controls, escapes and direction overrides become visible marks. Line breaks too: the result is one line. */
export function harmless(text: string): string {
  return text.replaceAll(CONTROL, (character) => {
    const code = character.codePointAt(0)!;
    return code < 0x20 ? String.fromCodePoint(0x2400 + code) : '\ufffd';
  });
}

/** Columns that a text takes; tabs and controls are not expected in it. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const { segment } of segmenter.segment(text)) columns += graphemeColumns(segment);
  return columns;
}

function graphemeColumns(grapheme: string): number {
  if (/\p{Emoji_Presentation}|\ufe0f/u.test(grapheme)) return 2;
  const composed = grapheme.normalize('NFC');
  if (/^[\p{Mark}\p{Cf}]+$/u.test(composed)) return 0;
  return eastAsianWidth(composed.codePointAt(0)!);
}

/** Every part harmless, and tabs as spaces to the next stop: what is shown, and how wide each part came out. */
export function shown(parts: readonly string[]): { texts: string[]; columns: number[] } {
  let column = 0;
  const texts: string[] = [];
  const columns: number[] = [];
  for (const part of parts) {
    let text = '';
    const start = column;
    for (const piece of part.split(/(\t)/)) {
      const visible = piece === '\t' ? ' '.repeat(TAB - (column % TAB)) : harmless(piece);
      text += visible;
      column += columnsOf(visible);
    }
    texts.push(text);
    columns.push(column - start);
  }
  return { texts, columns };
}
