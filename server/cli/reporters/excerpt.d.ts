/** The source line of a finding with its range underlined, as compilers print it. */
import type { Range } from '#language/model/origin.js';
export interface Excerpt {
    /** From 1. */
    number: string;
    line: string;
    underline: string;
}
/** @param line the source line on which the range starts; a range of several lines is underlined on its first. */
export declare function excerpt(line: string, range: Range): Excerpt;
