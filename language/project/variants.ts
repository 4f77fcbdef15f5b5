/** Findings of several variants of one architecture: what holds in all of them is said once, the rest carries its variant. */
import type { Finding } from '../model/finding.js';
import { compareOrigins } from '../model/origin.js';

interface Checked {
  variant?: string;
  findings: readonly Finding[];
}

export function mergeVariants(analyses: readonly Checked[]): Finding[] {
  if (analyses.length <= 1) return analyses[0] ? [...analyses[0].findings] : [];
  const found = new Map<string, Map<string | undefined, Finding>>();
  for (const { variant, findings } of analyses) {
    for (const finding of findings) {
      const { uri, range } = finding.origin;
      // Names, figures and remedies may differ from variant to variant: then each is told with its own.
      const said = JSON.stringify([finding.what, finding.why, finding.todo]);
      const key = [finding.rule, uri, range.start.line, range.start.character, finding.severity, finding.key, said].join('|');
      const known = found.get(key);
      if (!known) found.set(key, new Map([[variant, finding]]));
      else if (!known.has(variant)) known.set(variant, finding);
    }
  }
  const merged: Finding[] = [];
  for (const each of found.values()) {
    if (each.size === analyses.length) merged.push([...each.values()][0]!);
    // Where it does not hold in all, each variant has its own path and repairs, whatever else they say alike.
    else for (const [variant, finding] of each) merged.push(variant === undefined ? finding : { ...finding, variant });
  }
  return merged.sort((a, b) => compareOrigins(a.origin, b.origin) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
}
