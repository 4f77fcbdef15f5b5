/** Controls, escapes and direction overrides become visible marks. Line breaks too: the result is one line. */
export declare function harmless(text: string): string;
/** Columns that a text takes; tabs and controls are not expected in it. */
export declare function columnsOf(text: string): number;
/** Every part harmless, and tabs as spaces to the next stop: what is shown, and how wide each part came out. */
export declare function shown(parts: readonly string[]): {
    texts: string[];
    columns: number[];
};
