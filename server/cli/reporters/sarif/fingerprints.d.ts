import type { ReportedFinding } from '../../report.js';
export declare class Fingerprints {
    private readonly seen;
    /** @param file path from the root of the sources. Findings come in the order in which they are reported. */
    of({ rule, key, variant }: ReportedFinding, file: string): Record<string, string>;
}
