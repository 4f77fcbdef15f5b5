/** Pictures as they were last looked at and found good, colours and strokes left out: those are held by tests of their own. `LINTEL_GOLDEN=write` draws them anew. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Model } from '#language/model/model.js';
import { drawing } from '#language/scene/drawing.js';
import type { SceneOptions } from '#language/scene/options.js';
import { toSvg } from '#language/scene/to-svg.js';
import { campus, clinicalStudy, shop } from './models.js';

const pictures: [string, () => Model, SceneOptions][] = [
  ['shop', shop, {}], ['clinical-study', clinicalStudy, {}], ['clinical-study-overview', clinicalStudy, { view: 'overview' }], ['clinical-study-wiring', clinicalStudy, { view: 'wiring' }],
  ['campus-wiring', campus, { show: 'links' }],
];

describe('the pictures that were looked at', () => {
  for (const [name, model, options] of pictures) {
    it(name, async () => {
      const file = fileURLToPath(new URL(`golden/${name}.svg`, import.meta.url));
      const svg = toSvg(await drawing(model(), options), { heading: true }).replace(/<style>[^<]*<\/style>/u, '');
      if (process.env['LINTEL_GOLDEN'] === 'write') writeFileSync(file, svg);
      assert.equal(svg, readFileSync(file, 'utf8'));
    });
  }
});
