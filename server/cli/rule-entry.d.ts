/** A rule as catalogues show it: `lintel rules`, `lintel explain`, the rule list of SARIF. */
import type { Severity } from '#language/model/finding.js';
export interface RuleEntry {
    id: string;
    severity: Severity;
    fixable: boolean;
    title: string;
    /** Its page, Markdown. */
    page: string;
}
/** The first paragraph of the page: what the rule finds, in a sentence or two. The title where the page has none. */
export declare function summaryOf({ page, title }: Pick<RuleEntry, 'page' | 'title'>): string;
/** `security` of `security/missing-firewall`. */
export declare function areaOf(id: string): string;
