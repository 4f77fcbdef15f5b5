import type { EditIntent } from '#language/model/edit.js';
import type { Finding, Severity } from '#language/model/finding.js';
import type { Origin, Range } from '#language/model/origin.js';
export interface TextEdit {
    uri: string;
    range: Range;
    newText: string;
}
export interface Said {
    message: string;
    origin: Origin;
}
export interface ReportedFinding {
    rule: string;
    severity: Severity;
    variant?: string;
    origin: Origin;
    what: string;
    why: string;
    todo: string;
    /** The three parts on one line. */
    message: string;
    related: Said[];
    path: Said[];
    fixes: {
        title: string;
        edits: TextEdit[];
    }[];
    key: string;
}
export interface Report {
    findings: ReportedFinding[];
    /** URIs of every file that was read for it, sorted. */
    files: string[];
    /** A source line, counted from 0, without its line break. */
    line(uri: string, number: number): string | undefined;
}
export type Counts = Record<Severity, number>;
/** @param write turns a repair's intents into text edits of the finding's own model. */
export declare function reported(finding: Finding, write: (intents: EditIntent[]) => TextEdit[]): ReportedFinding;
/** The message with the variant, for formats that have no field for it. */
export declare function messageIn({ message, variant }: Pick<ReportedFinding, 'message' | 'variant'>): string;
export declare function count(findings: readonly Pick<ReportedFinding, 'severity'>[]): Counts;
