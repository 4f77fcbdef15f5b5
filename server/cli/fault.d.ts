import type { Text } from '#language/model/finding.js';
export declare const EXIT: {
    /** Nothing at or above the threshold. */
    readonly clean: 0;
    /** Findings, a failed expectation, or a difference with `--check`. */
    readonly findings: 1;
    /** Wrong usage, unreadable input, or an internal fault. */
    readonly fault: 2;
};
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
export declare class Fault extends Error {
    name: string;
    constructor(text: Text, options?: ErrorOptions);
}
/** An exception's own words on one line, whatever was thrown. */
export declare function reasonOf(thrown: unknown): string;
