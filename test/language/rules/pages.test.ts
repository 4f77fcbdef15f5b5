/** Every rule has a page; its two examples are run, and differ in one thing only. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { word } from '#language/messages/word.js';
import { allRules } from '#language/check/check.js';
import { annotationsOf, checkFixture, findingsOf } from '../../support/fixture.js';

function pageOf(rule: string): string {
  return readFileSync(new URL(`../../../language/rules/${rule}.md`, import.meta.url), 'utf8');
}

function example(page: string, heading: string): string {
  const match = new RegExp(`## ${heading}\\n+(?:(?!\`\`\`|## )[^\\n]*\\n+)*\`\`\`arch\\n([\\s\\S]*?)\\n\`\`\``).exec(page);
  assert.ok(match, `no example under "${heading}"`);
  return match[1]!;
}

function withoutAnnotations(text: string): string[] {
  return text.split('\n').filter((line) => !/^\s*\/\/\s*\^/.test(line));
}

/** Lines only in one of the two, by longest common subsequence. */
function difference(a: string[], b: string[]): { removed: string[]; added: string[] } {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) for (let j = b.length - 1; j >= 0; j--) table[i]![j] = a[i] === b[j] ? table[i + 1]![j + 1]! + 1 : Math.max(table[i + 1]![j]!, table[i]![j + 1]!);
  const removed: string[] = [];
  const added: string[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    if (i < a.length && j < b.length && a[i] === b[j]) { i++; j++; }
    else if (j >= b.length || (i < a.length && table[i + 1]![j]! >= table[i]![j + 1]!)) removed.push(a[i++]!);
    else added.push(b[j++]!);
  }
  return { removed, added };
}

describe('rule pages', () => {
  it('are listed in order, each id once', () => {
    const ids = allRules.map((rule) => rule.id);
    assert.deepEqual(ids, [...new Set(ids)].sort());
  });

  for (const rule of allRules) {
    describe(rule.id, () => {
      it('has a page and a title', () => {
        assert.ok(existsSync(new URL(`../../../language/rules/${rule.id}.md`, import.meta.url)));
        assert.ok(pageOf(rule.id).startsWith(`# ${rule.id}\n`));
        assert.ok(word(rule.title).length > 5);
      });

      it('finds the failing example, exactly where it is annotated', () => {
        const fails = example(pageOf(rule.id), 'Fails');
        assert.ok(annotationsOf('', fails).some((each) => each.rule === rule.id), 'the failing example has no annotation of its rule');
        checkFixture(fails, (id) => id === rule.id);
      });

      it('does not speak of the passing example, which differs in one thing', () => {
        const passes = example(pageOf(rule.id), 'Passes');
        assert.deepEqual(findingsOf(passes).findings.filter((finding) => finding.rule === rule.id), []);
        const { removed, added } = difference(withoutAnnotations(example(pageOf(rule.id), 'Fails')), withoutAnnotations(passes));
        assert.ok(removed.length <= 1 && added.length <= 1 && removed.length + added.length > 0, `they differ in more than one line: -${removed.join('|')} +${added.join('|')}`);
      });
    });
  }
});
