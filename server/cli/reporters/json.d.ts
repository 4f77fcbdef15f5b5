import type { Reporter } from './reporter.js';
export declare const jsonReporter: Reporter;
export declare function asJson(value: unknown): string;
