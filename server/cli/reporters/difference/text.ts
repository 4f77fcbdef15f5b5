/** A difference for people at a terminal. */
import picocolors from 'picocolors';
import { sectionsOf, type Change } from '#language/diff/index.js';
import type { Places } from '../../places.js';
import { say } from '../../say.js';
import { harmless } from '../../terminal-text.js';
import { isDifferent, totals, type Compared } from './compared.js';

type Colours = ReturnType<typeof picocolors.createColors>;

export function differenceText(all: readonly Compared[], places: Places, colour: boolean): string {
  const colours = picocolors.createColors(colour);
  const blocks = all.flatMap((each) => block(each, places, colours));
  return isDifferent(all) ? [...blocks, summary(all), ''].join('\n') : `${say('diff.same')}\n`;
}

export function summary(all: readonly Compared[]): string {
  return say('diff.summary', { ...totals(all) });
}

function block({ name, base, difference }: Compared, places: Places, colours: Colours): string[] {
  if (!difference) return [inkOf(base ? 'removed' : 'added', colours)(harmless(say(base ? 'diff.architecture.removed' : 'diff.architecture.added', { name }))), ''];
  const sections = sectionsOf(difference);
  if (sections.length === 0) return [];
  return [
    colours.bold(harmless(name)), '',
    ...sections.flatMap(({ title, lines }) => [
      colours.bold(title),
      ...lines.flatMap(({ change, said, details, origin }) => [
        `  ${inkOf(change, colours)(harmless(said))}${origin ? colours.dim(harmless(`  (${places.point(origin)})`)) : ''}`,
        ...details.map((detail) => `      ${harmless(detail)}`),
      ]),
      '',
    ]),
  ];
}

function inkOf(change: Change, colours: Colours): (text: string) => string {
  return change === 'added' ? colours.green : change === 'removed' ? colours.red : colours.yellow;
}
