/** Every example has exactly its annotated findings; its broken twin has at least three different defects more. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { format } from '#language/syntax/format/format.js';
import { annotationsOf, checkFixture } from './support/fixture.js';

const examples = new URL('../examples/', import.meta.url);
const folders = readdirSync(examples, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();

/** All `.arch` files of an example, the given one first, as one fixture. */
function read(folder: string, file: string): string {
  return readFileSync(new URL(`${folder}/${file}`, examples), 'utf8');
}

/** A broken twin says so in its first lines. */
function isBroken(text: string): boolean {
  return /^\/\/ (The|A \w+) broken twin of /.test(text);
}

describe('examples', () => {
  it('cover servers and databases, networks, Hadoop, storage and all case studies', () => {
    for (const row of ['s01', 's02', 's03', 's04', 's05', 's06', 's07', 's08', 's09', 's10', 's11', 's12', 's13', 's14', 's15', 's16', 's17', 's18', 's19', 's20', 's21', 's22', 's23', 's24', 's25', 's26', 's27', 's28', 's29']) assert.ok(folders.some((folder) => folder.startsWith(`${row}-`)), row);
  });

  for (const folder of folders) {
    describe(folder, () => {
      const files = readdirSync(new URL(`${folder}/`, examples)).filter((name) => name.endsWith('.arch'));
      for (const file of files) {
        it(`${file} has exactly its annotated findings`, () => checkFixture(read(folder, file)));
        it(`${file} is formatted`, () => assert.equal(read(folder, file), format(read(folder, file))));
      }

      it('has a broken twin with at least three seeded defects of different rules', () => {
        const sound = files.filter((name) => !isBroken(read(folder, name))).flatMap((name) => annotationsOf(name, read(folder, name)).map((each) => each.rule));
        const rules = new Set(annotationsOf('broken.arch', read(folder, 'broken.arch')).map((each) => each.rule).filter((rule) => !sound.includes(rule)));
        assert.ok(rules.size >= 3, [...rules].join(', '));
      });

      it('has a sound model, and broken twins that each have a finding more severe than all of its', () => {
        const SEVERITIES = ['hint', 'info', 'warning', 'error'];
        const worst = (name: string): number => Math.max(-1, ...annotationsOf(name, read(folder, name)).map((each) => SEVERITIES.indexOf(each.severity)));
        const [sound, broken] = [files.filter((name) => !isBroken(read(folder, name))), files.filter((name) => isBroken(read(folder, name)))];
        assert.ok(sound.length > 0 && broken.includes('broken.arch'));
        for (const name of sound) assert.ok(worst(name) < SEVERITIES.indexOf('error'), name);
        const most = Math.max(...sound.map(worst));
        for (const name of broken) assert.ok(worst(name) > most, name);
      });

      it('tells in its README of every file', () => {
        for (const name of files) assert.ok(read(folder, 'README.md').includes(`[${name}](${name})`), name);
      });

      it('has a README with its picture', () => {
        const page = read(folder, 'README.md');
        const picture = /!\[[^\]]*\]\(([^)]+\.svg)\)/.exec(page)?.[1];
        assert.ok(picture, 'no picture');
        assert.ok(existsSync(new URL(`${folder}/${picture}`, examples)), `${picture} is missing`);
      });
    });
  }
});
