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
export function summaryOf({ page, title }: Pick<RuleEntry, 'page' | 'title'>): string {
  const paragraphs = page.split(/(?:\r?\n){2,}/).map((each) => each.trim().replaceAll(/\s*\r?\n\s*/g, ' '));
  return paragraphs.find((each) => /^[\p{L}\p{N}`*_]/u.test(each)) ?? title;
}

/** `security` of `security/missing-firewall`. */
export function areaOf(id: string): string {
  return id.split('/', 1)[0]!;
}
