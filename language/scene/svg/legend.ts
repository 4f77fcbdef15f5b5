/** The legend: a sample of each stroke that needs a word. */
import type { LaidOutScene, Point } from '../laid-out.js';
import { moveLabel } from '../layout/grid.js';
import { labelOf } from '../layout/labels.js';
import type { ChangeMark, LegendEntry } from '../scene.js';
import { changeMarkup } from './change-mark.js';
import { escape, labelMarkup, number } from './markup.js';

const SAMPLE = 32;

const CLASSES: Record<Exclude<LegendEntry['sample'], 'vlan' | ChangeMark['change']>, { edge: string; line: string }> = {
  'async': { edge: 'flow dashed', line: 'line' }, 'optional': { edge: 'flow pale', line: 'line' }, 'trunk': { edge: 'link', line: 'line trunk' }, 'fc': { edge: 'link', line: 'line fc' },
  'tunnel': { edge: 'link', line: 'line tunnel' }, 'wireless': { edge: 'link', line: 'line wireless' }, 'storage-cable': { edge: 'link', line: 'line storage' },
};

export function legendMarkup({ entries }: NonNullable<LaidOutScene['legend']>): string {
  return `<g class="legend">${entries.map((entry) => sample(entry) + `<text class="detail" x="${number(entry.x + SAMPLE + 8)}" y="${number(entry.y + 4)}">${escape(entry.text)}</text>`).join('')}</g>`;
}

function sample(entry: LegendEntry & Point): string {
  if (entry.sample === 'vlan') {
    const tag = moveLabel(labelOf(entry.tag?.text ?? '', 'tag', { height: 16, padding: 4, step: 2, most: 48 }), entry.x, entry.y - 8);
    return labelMarkup(tag, `tag hue-${entry.tag?.hue ?? 0}`, 3);
  }
  if (entry.sample === 'added' || entry.sample === 'removed' || entry.sample === 'changed') return changeMarkup({ change: entry.sample, title: entry.text }, { x: entry.x + SAMPLE / 2, y: entry.y });
  const { edge, line } = CLASSES[entry.sample];
  const path = `M${number(entry.x)} ${number(entry.y)}h${SAMPLE}`;
  return `<g class="${edge}"><path class="${line}" d="${path}"/>${entry.sample === 'trunk' ? `<path class="core" d="${path}"/>` : ''}</g>`;
}
