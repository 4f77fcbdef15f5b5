/** Places as people read them: paths from a folder, lines and columns from 1, columns in UTF-16 units, ends exclusive. */
import type { Origin, Range } from '#language/model/origin.js';
export interface PlainRange {
    start: {
        line: number;
        column: number;
    };
    end: {
        line: number;
        column: number;
    };
}
export declare function plainRange(range: Range): PlainRange;
export declare class Places {
    readonly folder: string;
    private readonly known;
    /** @param folder URI of the folder that paths are seen from. */
    constructor(folder: string);
    /** `net/core.arch`; documents of the standard library keep their URI. */
    file(uri: string): string;
    place(origin: Origin): {
        file: string;
        range: PlainRange;
    };
    /** `net/core.arch:12:7`. */
    point(origin: Origin): string;
}
export declare function isFile(uri: string): boolean;
