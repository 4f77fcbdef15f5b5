/** `// lintel-ignore RULE [until DATE]: reason` silences the next line's findings of that rule. */
import type { Finding } from '../model/finding.js';

interface Commented {
  uri: string;
  text: string;
}

const COMMENT = /\/\/\s*lintel-ignore\s+([\w/-]+)(?:\s+until\s+(\d{4}-\d{2}-\d{2}))?\s*(?::|$)/;

/** Lines (from 0) whose findings of a rule are silenced, by file. A comment speaks of the next line that is no comment. */
function silenced(document: Commented): Map<number, Set<string>> {
  const found = new Map<number, Set<string>>();
  if (!document.text.includes('lintel-ignore')) return found;
  const lines = document.text.split(/\r\n|\r|\n/);
  lines.forEach((line, index) => {
    const match = COMMENT.exec(line);
    if (!match) return;
    let target = index + 1;
    while (target < lines.length && /^\s*(\/\/|$)/.test(lines[target]!)) target++;
    const rules = found.get(target) ?? new Set<string>();
    rules.add(match[1]!);
    found.set(target, rules);
  });
  return found;
}

export function silence(findings: readonly Finding[], documents: readonly Commented[]): Finding[] {
  const byUri = new Map(documents.map((document) => [document.uri, silenced(document)]));
  return findings.filter((finding) => !byUri.get(finding.origin.uri)?.get(finding.origin.range.start.line)?.has(finding.rule));
}
