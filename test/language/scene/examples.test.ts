/** Every example, every view of it, by the words of its users: drawn without a fault. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { Facts } from '#language/facts/query.js';
import { library } from '#language/library/library.generated.js';
import type { Model } from '#language/model/model.js';
import { checkLayout } from '#language/scene/check-layout.js';
import { drawing } from '#language/scene/drawing.js';
import type { LaidOutScene } from '#language/scene/laid-out.js';
import { passesOf } from '#language/scene/landmarks.js';
import { automaticViews } from '#language/scene/views/automatic.js';
import { toScene } from '#language/scene/to-scene.js';
import { parseDocument } from '#language/syntax/document.js';
import { lower } from '#language/syntax/lower/lower.js';

const folder = fileURLToPath(new URL('../../../examples/', import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.arch')).sort();
const libraryDocuments = library.map(({ uri, text }) => parseDocument(uri, text));

function modelOf(name: string): Model {
  const root = parseDocument(`file:///${name.replaceAll('\\', '/')}`, readFileSync(folder + name, 'utf8'));
  return lower({ documents: [root], root, library: libraryDocuments });
}

const schema = JSON.parse(readFileSync(fileURLToPath(new URL('../../../schemas/scene.schema.json', import.meta.url)), 'utf8')) as object;
const fitsSchema = new Ajv({ allErrors: true, strict: false }).compile(schema);

/** As the command line writes it: places in the text count from 1. */
function asWritten(scene: LaidOutScene): unknown {
  const place = { file: 'a.arch', range: { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } } };
  return JSON.parse(JSON.stringify(scene, (name, value: unknown) => (name === 'origin' ? place : value)));
}

describe('the examples', () => {
  for (const name of files) {
    it(`are drawn without a fault: ${name}`, async () => {
      const model = modelOf(name);
      const passes = passesOf(new Facts(model));
      for (const options of [{}, { show: 'links' }, { show: 'all' }, ...[...model.views, ...automaticViews(model)].map((view) => ({ view: view.name }))] as const) {
        const scene = await drawing(model, { ...options, passes });
        assert.deepEqual(checkLayout(scene), [], JSON.stringify(options));
        assert.ok(fitsSchema(asWritten(scene)), JSON.stringify(fitsSchema.errors?.slice(0, 3)));
        assert.ok(scene.width <= 2400, `${scene.width} px wide: ${JSON.stringify(options)}`);
      }
    }).timeout(0);
  }

  it('send developers through the tunnel and private machines out through the NAT gateway of their own zone', () => {
    const model = modelOf('s25-prototyping-by-component/prototyping.arch');
    const { routes } = toScene(model, { passes: passesOf(new Facts(model)) });
    const stops = (flow: string): string[] => routes[flow]!.map((id) => id.replace(/^flow | through| optional/gu, ''));
    assert.ok(stops('operation').some((stop) => stop.endsWith('> seoul.vpc.vgw')));
    for (const zone of ['a', 'c']) assert.ok(stops('updates').includes(`seoul.vpc.zone-${zone}.private-${zone}.api-${zone} > seoul.vpc.zone-${zone}.public-${zone}.nat-${zone}`), stops('updates').join('; '));
    assert.ok(!stops('updates').some((stop) => /api-c > .*nat-a|api-a > .*nat-c/u.test(stop)));
  });
});
