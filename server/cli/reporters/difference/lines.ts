/** A difference as titled lists of lines, worded once for the terminal and for Markdown. */
import { ruleText, traitText, type Difference, type PartChange, type Sort } from '#language/diff/index.js';
import { lensText } from '#language/facts/redundancy/report-texts.js';
import { word } from '#language/messages/word.js';
import type { Finding } from '#language/model/finding.js';
import { say } from '../../say.js';

export type Change = 'added' | 'removed' | 'changed';

export interface Line {
  change: Change;
  said: string;
  /** What changed in it. */
  details: string[];
  origin?: Finding['origin'];
}

export interface Section {
  title: string;
  lines: Line[];
}

const SIGNS: Record<Change, string> = { added: '+', removed: '−', changed: '~' };
const SORTS: readonly Sort[] = ['element', 'group', 'security-group', 'link', 'flow'];

export function sectionsOf(difference: Difference): Section[] {
  const { parts, rules, declarations, findings } = difference;
  const sections: [string, Line[]][] = [
    ...SORTS.map((sort): [string, Line[]] => [sort, parts.filter((part) => part.sort === sort).map(partLine)]),
    ['rule', rules.map((rule): Line => {
      const change = rule.change === 'moved' ? 'changed' : rule.change;
      return { change, said: say('diff.on', { on: rule.on, said: word(ruleText(rule)) }), details: [], origin: rule.origin };
    })],
    ['declaration', declarations.map(({ sort, name, change, origin }): Line => ({ change, said: say('diff.declaration', { sign: SIGNS[change], sort, name }), details: [], ...(origin ? { origin } : {}) }))],
    ['finding', [...findings.come.map((each) => findingLine(each, 'added')), ...findings.gone.map((each) => findingLine(each, 'removed'))]],
    ['service', serviceLines(difference)],
  ];
  return sections.filter(([, lines]) => lines.length > 0).map(([sort, lines]) => ({ title: say('diff.sort', { sort: sort === 'security-group' ? 'security' : sort }), lines }));
}

function partLine({ id, was, change, traits, instances, origin }: PartChange): Line {
  const sign = SIGNS[change];
  const said = was !== undefined ? say('diff.part.was', { sign, name: id, was })
    : instances !== undefined ? say('diff.part.instances', { sign, name: id, instances }) : say('diff.part', { sign, name: id });
  return { change, said, details: traits.map((trait) => word(traitText(trait))), origin };
}

function findingLine(finding: Finding, change: Change): Line {
  const { rule, severity, what, origin } = finding;
  return { change, said: say('diff.finding', { sign: SIGNS[change], severity: say('cli.severity', { severity }), rule, what: word(what) }), details: [], origin };
}

/** Those whose figures changed, and those that came and went. */
function serviceLines({ services }: Difference): Line[] {
  return services.flatMap(({ name, before, after }): Line[] => {
    if (!before) return after ? [{ change: 'added', said: say('diff.service.added', { name, after: word(lensText(after)) }), details: [] }] : [];
    if (!after) return [{ change: 'removed', said: say('diff.service.removed', { name, before: word(lensText(before)) }), details: [] }];
    const [was, is] = [word(lensText(before)), word(lensText(after))];
    return was === is ? [] : [{ change: 'changed', said: say('diff.service.changed', { name, before: was, after: is }), details: [] }];
  });
}
