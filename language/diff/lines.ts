/** A difference as titled lists of lines, worded once for every surface. */
import { lensText } from '../facts/redundancy/report-texts.js';
import { text, word, type MessageId } from '../messages/word.js';
import type { Finding, Text } from '../model/finding.js';
import type { Id } from '../model/model.js';
import type { Difference } from './difference.js';
import type { Change, PartChange, Sort } from './parts.js';
import { ruleText, traitText } from './texts.js';

export interface Line {
  change: Change;
  said: string;
  /** What changed in it. */
  details: string[];
  origin?: Finding['origin'];
  /** The part that it is about, by its id in the picture of both. */
  id?: Id;
}

export interface Section {
  sort: Sort | 'rule' | 'declaration' | 'finding' | 'service';
  title: string;
  lines: Line[];
}

const say = (id: MessageId, params?: Text['params']): string => word(text(id, params));

const SIGNS: Record<Change, string> = { added: '+', removed: '−', changed: '~' };
const SORTS: readonly Sort[] = ['element', 'group', 'security-group', 'link', 'flow'];

export function sectionsOf(difference: Difference): Section[] {
  const { parts, rules, declarations, findings } = difference;
  const sections: [Section['sort'], Line[]][] = [
    ...SORTS.map((sort): [Section['sort'], Line[]] => [sort, parts.filter((part) => part.sort === sort).map(partLine)]),
    ['rule', rules.map((rule): Line => {
      const change = rule.change === 'moved' ? 'changed' : rule.change;
      return { change, said: say('diff.on', { on: rule.on, said: word(ruleText(rule)) }), details: [], origin: rule.origin, id: rule.on };
    })],
    ['declaration', declarations.map(({ sort, name, change, origin }): Line => ({ change, said: say('diff.declaration', { sign: SIGNS[change], sort, name }), details: [], ...(origin ? { origin } : {}) }))],
    ['finding', [...findings.come.map((each) => findingLine(each, 'added')), ...findings.gone.map((each) => findingLine(each, 'removed'))]],
    ['service', serviceLines(difference)],
  ];
  return sections.filter(([, lines]) => lines.length > 0).map(([sort, lines]) => ({ sort, title: say('diff.sort', { sort: sort === 'security-group' ? 'security' : sort }), lines }));
}

function partLine({ id, was, change, traits, instances, origin }: PartChange): Line {
  const sign = SIGNS[change];
  const said = was !== undefined ? say('diff.part.was', { sign, name: id, was })
    : instances !== undefined ? say('diff.part.instances', { sign, name: id, instances }) : say('diff.part', { sign, name: id });
  return { change, said, details: traits.map((trait) => word(traitText(trait))), origin, id };
}

function findingLine(finding: Finding, change: Change): Line {
  const { rule, severity, what, origin, subjects } = finding;
  const [id] = subjects;
  return { change, said: say('diff.finding', { sign: SIGNS[change], severity: say('diff.severity', { severity }), rule, what: word(what) }), details: [], origin, ...(id === undefined ? {} : { id }) };
}

/** Those whose figures changed, and those that came and went. */
function serviceLines({ services }: Difference): Line[] {
  return services.flatMap(({ name, before, after }): Line[] => {
    const id = after?.id ?? before?.id;
    const about = id === undefined ? {} : { id };
    if (!before) return after ? [{ change: 'added', said: say('diff.service.added', { name, after: word(lensText(after)) }), details: [], ...about }] : [];
    if (!after) return [{ change: 'removed', said: say('diff.service.removed', { name, before: word(lensText(before)) }), details: [], ...about }];
    const [was, is] = [word(lensText(before)), word(lensText(after))];
    return was === is ? [] : [{ change: 'changed', said: say('diff.service.changed', { name, before: was, after: is }), details: [], ...about }];
  });
}
