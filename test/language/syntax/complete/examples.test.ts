import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { complete } from '#language/syntax/complete/complete.js';
import { tokenUses, type TokenUse } from '#language/syntax/token-sources.js';
import { variantAt } from '#language/syntax/variant-at.js';
import type { Model } from '#language/model/model.js';
import { lowered } from '../support/model.js';

/** Where something is named for the first time, there is nothing to propose. */
const NEW_NAMES = new Set(['name', 'key', 'jack', 'tags']);
/** Enough to see every construct of the examples, few enough to be quick. */
const EVERY = 5;

function isProposed({ leaf, node, property, keyword, terminal, dataRule }: TokenUse): boolean {
  if (!/^[\p{L}_]/u.test(leaf.text) || terminal === 'ADDRESS' || dataRule === 'Jack') return false;
  if (keyword) return true;
  return node.$type === 'SoftwareUse' || node.$type === 'AttributeStatement' || !NEW_NAMES.has(property ?? '');
}

describe('completion of the examples', () => {
  const files = readdirSync('examples', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.arch') && !name.endsWith('broken.arch'));
  for (const file of files) {
    it(`offers the words of ${file} where they stand`, () => {
      const text = readFileSync(join('examples', file), 'utf8');
      const { document, model } = lowered(text);
      const models = new Map([[undefined as string | undefined, model]]);
      const first = document.ast.statements.flatMap((node) => (node.$type === 'Variant' ? node.name?.normalize('NFC') ?? [] : []))[0];
      const modelAt = (offset: number): Model => {
        // Outside of the variants the first one speaks, as in the editor.
        const variant = variantAt(document, offset) ?? first;
        if (!models.has(variant)) models.set(variant, lowered(text, undefined, variant).model);
        return models.get(variant)!;
      };
      const words = tokenUses(document.ast).filter(isProposed).filter((_, index) => index % EVERY === 0);
      for (const { leaf, node } of words) {
        if (node.$type === 'TagStatement') continue;
        const proposals = complete(document, leaf.offset, modelAt(leaf.offset));
        const offered = proposals.some((each) => each.text === leaf.text || each.label === leaf.text || each.label === `${leaf.text}/`);
        const { line, character } = leaf.range.start;
        assert.ok(offered, `${leaf.text} at ${line + 1}:${character + 1} (${node.$type}) among ${proposals.slice(0, 20).map((each) => each.label).join(' ')}`);
      }
    });
  }
});
