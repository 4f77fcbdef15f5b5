/** Every annotated model under test/fixtures has exactly its annotated findings, whatever its line ends. */
import { readFileSync, readdirSync } from 'node:fs';
import { checkFixture } from '../support/fixture.js';

const folder = new URL('../fixtures/', import.meta.url);

describe('annotated models', () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.arch')).sort()) {
    const text = readFileSync(new URL(file, folder), 'utf8');
    it(`${file} has exactly its annotated findings`, () => checkFixture(text));
    it(`${file} has them with CRLF as well`, () => checkFixture(text.replaceAll('\n', '\r\n')));
  }
});
