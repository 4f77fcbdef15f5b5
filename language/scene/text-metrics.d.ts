/**
 * How wide a text is, without a browser. Widths of printable ASCII are the larger of Inter and Noto Sans (advance
 * widths in thousandths of an em, read from the fonts with canvas measureText), so that a label measured here fits in
 * whatever face of the stack the reader has. Other scripts go by class: East Asian wide characters are one em
 * (Unicode Standard Annex 11), Hangul syllables a little less, combining marks nothing.
 */
export type Weight = 'regular' | 'bold';
/** Width in pixels at a font size in pixels. */
export declare function measure(text: string, size: number, weight?: Weight): number;
