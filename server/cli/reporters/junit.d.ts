import type { Reporter } from './reporter.js';
export interface Suite {
    name: string;
    cases: Case[];
}
export interface Case {
    name: string;
    className: string;
    failure?: {
        message: string;
        type: string;
        body: string;
    };
}
export declare const junitReporter: Reporter;
export declare function junit(name: string, suites: readonly Suite[]): string;
