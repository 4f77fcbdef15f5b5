/** A difference as a comment on a pull request: what it does to the services first, the parts folded away. */
import { sectionsOf, type Section } from '#language/diff/index.js';
import { lensText } from '#language/facts/redundancy/report-texts.js';
import { word } from '#language/messages/word.js';
import type { Places } from '../../places.js';
import { say } from '../../say.js';
import { isDifferent, type Compared } from './compared.js';
import { summary } from './text.js';

/** So many lines are shown unfolded. */
const FEW = 8;

export function differenceMarkdown(all: readonly Compared[], places: Places): string {
  if (!isDifferent(all)) return `${say('diff.same')}\n`;
  return [`**${plain(summary(all))}**`, '', ...all.flatMap((each) => block(each, places))].join('\n');
}

function block({ name, base, difference }: Compared, places: Places): string[] {
  if (!difference) return [plain(say(base ? 'diff.architecture.removed' : 'diff.architecture.added', { name })), ''];
  const sections = sectionsOf(difference).filter(({ lines }) => lines.length > 0);
  if (sections.length === 0) return [];
  const services = difference.services.filter(({ before, after }) => !before || !after || word(lensText(before)) !== word(lensText(after)));
  const others = sections.filter(({ sort }) => sort !== 'service');
  return [
    say('diff.markdown.head', { name: plain(name) }), '',
    ...(services.length > 0 ? [
      say('diff.markdown.table'), '|---|---|---|---|',
      ...services.map(({ name: service, before, after }) => `| ${[
        plain(service), before ? plain(word(lensText(before))) : '–', after ? plain(word(lensText(after))) : '–',
        plain(say('diff.markdown.points', { before: before ? String(before.singlePoints.length) : '–', after: after ? String(after.singlePoints.length) : '–' })),
      ].join(' | ')} |`),
      '',
    ] : []),
    ...others.flatMap((section) => listed(section, places)),
  ];
}

function listed({ title, lines }: Section, places: Places): string[] {
  const rows = lines.flatMap(({ said, details, origin }) => [
    `- ${plain(said)}${origin ? ` <sub>${plain(places.point(origin))}</sub>` : ''}`, ...details.map((detail) => `  - ${plain(detail)}`),
  ]);
  const head = plain(say('diff.markdown.details', { title, count: lines.length }));
  return lines.length <= FEW ? [`**${head}**`, '', ...rows, ''] : ['<details>', `<summary>${head}</summary>`, '', ...rows, '', '</details>', ''];
}

/** Users' words are text, whatever Markdown or HTML they look like. */
function plain(said: string): string {
  return said.replaceAll(/\s*[\r\n]+\s*/gu, ' ').replaceAll(/[\\`*_{}[\]<>|#@~]/gu, (character) => `&#${character.codePointAt(0)!};`).replace(/^([+-]|\d+\.)(?=\s|$)/u, (start) => `\\${start}`);
}
