/** Reports made by hand: what reporters do must not depend on what today's rules find. */
import { LineIndex } from '#language/syntax/lines.js';
import type { Origin } from '#language/model/origin.js';
import type { Report, ReportedFinding } from '../../../../server/cli/report.js';
import type { Frame } from '../../../../server/cli/reporters/reporter.js';

export const ROOT = 'file:///plans';

export const frame: Frame = {
  cwd: `${ROOT}/site`, sourceRoot: ROOT, colour: false, version: '1.2.3',
  rules: [
    { id: 'network/flow-denied', severity: 'error', fixable: true, title: 'A filter stops a flow', page: '# network/flow-denied\n\nA rule or the default\nof a filter stops a flow.\n\n## Fails\n' },
    { id: 'security/missing-firewall', severity: 'error', fixable: true, title: 'Reachable without a firewall', page: '# security/missing-firewall\n\nPackets from the internet arrive unjudged.\n' },
    { id: 'redundancy/single-point-of-failure', severity: 'warning', fixable: true, title: 'A single point', page: '# single point\n\nOne part takes a service down.\n' },
  ],
};

/** The origin of the first `words` in a text. */
export function at(uri: string, text: string, words: string): Origin {
  const start = text.indexOf(words);
  if (start < 0) throw new Error(`no "${words}" in the text`);
  const range = new LineIndex(text).range(start, start + words.length);
  return { uri, range, extent: range };
}

export function finding(origin: Origin, more: Partial<ReportedFinding> = {}): ReportedFinding {
  const [what, why, todo] = ['edge stops portal.', 'Nobody reaches the portal.', 'Allow it.'];
  return {
    rule: 'network/flow-denied', severity: 'error', origin, what, why, todo, message: `${what} ${why} ${todo}`,
    related: [], path: [], fixes: [], key: 'portal at edge', ...more,
  };
}

export function report(texts: Record<string, string>, findings: ReportedFinding[]): Report {
  const lines = new Map(Object.entries(texts).map(([uri, text]) => [uri, new LineIndex(text)]));
  return {
    findings, files: Object.keys(texts).sort(),
    line: (uri, number) => { const index = lines.get(uri); return index && number < index.count ? index.line(number) : undefined; },
  };
}
