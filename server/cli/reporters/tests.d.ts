export interface TestResult {
    /** The expectation as written. */
    text: string;
    passed: boolean;
    /** What is. */
    actual: string;
    file: string;
    /** From 1. */
    line: number;
    /** Where it comes out differently in other variants. */
    variant?: string;
}
export declare const testReporters: {
    text: typeof asText;
    json: typeof asTestJson;
    tap: typeof asTap;
    junit: typeof asJunit;
};
declare function asText(results: readonly TestResult[], colour: boolean): string;
declare function asTestJson(results: readonly TestResult[]): string;
/** https://testanything.org/tap-version-14-specification.html */
declare function asTap(results: readonly TestResult[]): string;
declare function asJunit(results: readonly TestResult[]): string;
export {};
