/**
 * Wrapping and cutting of labels. Lines break at spaces and after the marks that join words in names (`-`, `/`, `.`,
 * `_`), Korean at spaces first as its typography wants; a word that is too long for a line is broken between
 * graphemes, so that no syllable or emoji is torn. Two lines are evened out, and a name in two languages has a line for
 * each.
 */
import { type Weight } from './text-metrics.js';
export interface Wrapped {
    lines: string[];
    /** True where the text did not fit and ends in an ellipsis. */
    cut: boolean;
    /** Width of the widest line in pixels. */
    width: number;
}
/** Control characters and direction overrides are no part of a label; white space folds. */
export declare function clean(text: string): string;
/** Cuts to one line of at most `width` pixels. */
export declare function cutTo(text: string, width: number, size: number, weight?: Weight): {
    text: string;
    cut: boolean;
};
export declare function wrap(raw: string, width: number, size: number, weight?: Weight, most?: number): Wrapped;
