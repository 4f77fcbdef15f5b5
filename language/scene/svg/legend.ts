/** The legend: a sample of each stroke that needs a word. */
import type { LaidOutScene } from '../laid-out.js';
import { widthOf } from '../layout/labels.js';
import type { LegendEntry } from '../scene.js';
import { escape, number } from './markup.js';

const SAMPLE = 32;

const CLASSES: Record<LegendEntry['sample'], { edge: string; line: string }> = {
  'async': { edge: 'flow dashed', line: 'line' }, 'optional': { edge: 'flow pale', line: 'line' }, 'trunk': { edge: 'link', line: 'line trunk' }, 'fc': { edge: 'link', line: 'line fc' },
  'tunnel': { edge: 'link', line: 'line tunnel' }, 'wireless': { edge: 'link', line: 'line wireless' }, 'storage-cable': { edge: 'link', line: 'line storage' },
  'replication': { edge: 'replication', line: 'line' }, 'backup': { edge: 'backup dashed', line: 'line' }, 'mount': { edge: 'mount dashed', line: 'line' },
};

export function legendMarkup({ entries, at }: NonNullable<LaidOutScene['legend']>): string {
  let x = at.x;
  const y = at.y + at.height / 2;
  const rows = entries.map((entry) => {
    const { edge, line } = CLASSES[entry.sample];
    const path = `M${number(x)} ${number(y)}h${SAMPLE}`;
    const core = entry.sample === 'trunk' ? `<path class="core" d="${path}"/>` : '';
    const markup = `<g class="${edge}"><path class="${line}" d="${path}"/>${core}</g><text class="detail" x="${number(x + SAMPLE + 8)}" y="${number(y + 4)}">${escape(entry.text)}</text>`;
    x += SAMPLE + 16 + widthOf(entry.text, 'detail') + 24;
    return markup;
  });
  return `<g class="legend">${rows.join('')}</g>`;
}
