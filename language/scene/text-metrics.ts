/**
 * How wide a text is, without a browser. Widths of printable ASCII are the larger of Inter and Noto Sans (advance
 * widths in thousandths of an em, read from the fonts with canvas measureText), so that a label measured here fits in
 * whatever face of the stack the reader has. Other scripts go by class: East Asian wide characters are one em
 * (Unicode Standard Annex 11), Hangul syllables a little less, combining marks nothing.
 */
export type Weight = 'regular' | 'bold';

const REGULAR: readonly number[] = [
  281, 323, 474, 633, 642, 982, 680, 300, 365, 365, 501, 662, 288, 460, 288, 392, 631, 555, 610,
  618, 646, 593, 620, 566, 619, 620, 288, 302, 662, 662, 662, 511, 966, 690, 657, 730, 722, 601,
  590, 746, 743, 293, 571, 672, 565, 903, 753, 765, 639, 765, 644, 642, 646, 744, 690, 985, 682,
  679, 629, 365, 392, 365, 555, 559, 606, 563, 618, 571, 620, 583, 370, 613, 607, 275, 275, 552,
  284, 926, 610, 606, 620, 620, 388, 528, 377, 607, 562, 818, 546, 562, 552, 426, 333, 426, 662,
];
const BOLD: readonly number[] = [
  252, 370, 574, 644, 650, 1004, 740, 326, 378, 378, 540, 673, 325, 465, 325, 387, 660, 590, 623,
  636, 666, 612, 640, 590, 640, 640, 325, 329, 673, 673, 673, 543, 1007, 728, 681, 737, 722, 615,
  588, 749, 757, 330, 580, 703, 578, 922, 759, 770, 667, 773, 682, 650, 660, 748, 728, 1020, 720,
  713, 652, 378, 387, 378, 590, 567, 626, 591, 644, 583, 644, 591, 389, 625, 640, 304, 306, 604,
  315, 964, 641, 626, 644, 644, 436, 549, 421, 637, 587, 863, 569, 588, 566, 455, 359, 455, 673,
];

const HANGUL = 0.95;
const WIDE = 1;
const EMOJI = 1.35;
const OTHER = 0.66;

/** First and last code points of East Asian wide or fullwidth blocks that matter for labels. */
const WIDE_BLOCKS: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f], [0x2e80, 0x303e], [0x3041, 0x33ff], [0x3400, 0x4dbf], [0x4e00, 0x9fff], [0xa000, 0xa4cf],
  [0xa960, 0xa97f], [0xf900, 0xfaff], [0xfe30, 0xfe6f], [0xff00, 0xff60], [0xffe0, 0xffe6], [0x20000, 0x3fffd],
];

function characterWidth(code: number, character: string, table: readonly number[]): number {
  if (code >= 0x20 && code < 0x7f) return table[code - 0x20]! / 1000;
  if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return 0;
  if (code >= 0xac00 && code <= 0xd7af) return HANGUL;
  if (WIDE_BLOCKS.some(([low, high]) => code >= low && code <= high)) return WIDE;
  if (code >= 0x1f000 && code <= 0x1faff) return EMOJI;
  if (/\p{Mark}|\p{Cf}/u.test(character)) return 0;
  if (code === 0x2014 || code === 0x2026 || code === 0x2192 || code === 0x2190) return 1;
  if (code === 0xd7 || code === 0xb7 || code === 0x2013) return OTHER;
  return /\p{Lu}|\p{So}|\p{Sm}/u.test(character) ? 0.8 : OTHER;
}

/** Width in pixels at a font size in pixels. */
export function measure(text: string, size: number, weight: Weight = 'regular'): number {
  const table = weight === 'bold' ? BOLD : REGULAR;
  let ems = 0;
  for (const character of text) ems += characterWidth(character.codePointAt(0)!, character, table);
  return ems * size;
}
