/** What a format of `check` is: a report becomes the whole text of the answer, its last line break included. */
import type { RuleEntry } from '../rule-entry.js';
import type { Report } from '../report.js';
export interface Frame {
    /** URI of the folder that paths are seen from in formats for people and tools on this machine. */
    cwd: string;
    /** URI of the folder that code hosts see paths from: the repository's. */
    sourceRoot: string;
    colour: boolean;
    /** Of this program. */
    version: string;
    /** URL of the project's repository, where its manifest names one. */
    homepage?: string;
    /** All rules, sorted. */
    rules: readonly RuleEntry[];
}
export type Reporter = (report: Report, frame: Frame) => string;
