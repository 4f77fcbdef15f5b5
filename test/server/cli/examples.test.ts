/** Every command's JSON on every example, against the schemas: what real models bring up, hand-made findings do not. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Log } from 'sarif';
import { Machine } from './support/world.js';
import { validated, validatedSarif } from './support/schemas.js';

const folder = fileURLToPath(new URL('../../../examples', import.meta.url));
const models = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => readdirSync(join(folder, name)).filter((file) => file.endsWith('.arch')).map((file) => join(name, file))).sort();

describe('the examples on the command line', () => {
  let machine: Machine;
  const told = new Set<string>();
  before(() => { machine = new Machine(); });
  after(() => machine.remove());

  it('are there', () => assert.ok(models.length >= 14));

  for (const name of models) {
    it(`${name} gives valid answers of every kind`, async () => {
      const file = join(folder, name);
      const answer = async (...args: string[]): Promise<string> => {
        const { code, stdout, stderr } = await machine.run(...args);
        assert.ok(code === 0 || code === 1, stderr);
        return stdout;
      };
      const { findings } = validated<{ findings: { message: string; rule: string; variant?: string }[] }>('check', await answer('check', file, '--format', 'json'));
      const { results } = validatedSarif<Log>(await answer('check', file, '--format', 'sarif')).runs[0]!;
      const inVariant = ({ variant }: { variant?: string }): string => (variant === undefined ? '' : ` (In the variant ${variant}.)`);
      assert.deepEqual(results!.map(({ ruleId, message }) => [ruleId, message.text]), findings.map((each) => [each.rule, each.message + inVariant(each)]));
      assert.equal((await answer('check', file, '--format', 'github')).split('\n').length - 1, findings.length);
      const prints = results!.map(({ partialFingerprints }) => partialFingerprints!['primaryLocationLineHash']);
      assert.equal(new Set(prints).size, prints.length);
      if (findings.some(({ rule }) => rule.startsWith('model/'))) return;
      // Where scenarios take their time, those of one of a folder's twins speak for all.
      const text = readFileSync(file, 'utf8');
      const played = /^scenario /m.test(text);
      if (!played || !told.has(dirname(name))) validated('test', await answer('test', file, '--format', 'json'));
      if (played) told.add(dirname(name));
      const variants = [...text.matchAll(/^variant (\S+)/gm)].map(([, variant]) => `${file}#${variant}`);
      for (const one of variants.length > 0 ? variants : [file]) {
        validated('availability', await answer('availability', one, '--format', 'json'));
        validated('matrix', await answer('matrix', one, '--format', 'json'));
        await answer('render', one, '--output', 'scene.json');
        validated('scene', machine.read('scene.json'));
      }
    });
  }
});
