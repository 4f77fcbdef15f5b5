/** Repairs of whole checks: each fix of a rule's findings is applied by itself, and its finding must be gone. */
import assert from 'node:assert/strict';
import type { Finding } from '#language/model/finding.js';
import { textEdits } from '#language/syntax/edits/apply.js';
import { filesOf, projectOf } from './fixture.js';

const ROOT = 'file:///main.arch';

/** The text with one fix applied. */
export function applied(text: string, pick: (finding: Finding) => boolean, nth = 0): string {
  const project = projectOf(filesOf(text));
  const analysis = project.analyse(ROOT)!;
  const finding = analysis.findings.find(pick);
  assert.ok(finding?.fixes[nth], 'no repair is offered');
  const { lines } = project.document(ROOT)!;
  const edits = textEdits(finding.fixes[nth].edits, analysis.model, (uri) => project.document(uri));
  assert.ok(edits.length > 0, 'the repair has no place in the text');
  return [...edits].sort((a, b) => lines.offset(b.range.start) - lines.offset(a.range.start))
    .reduce((result, edit) => result.slice(0, lines.offset(edit.range.start)) + edit.newText + result.slice(lines.offset(edit.range.end)), text);
}

export function errorsOf(text: string): string[] {
  return projectOf(new Map([['/main.arch', text]])).check(ROOT).findings.filter((each) => each.severity === 'error').map((each) => each.rule);
}

/** Applies every fix of every finding of the rule; returns the repaired texts. A repair brings no error of its own. */
export function repairsOf(rule: string, text: string): string[] {
  const { findings } = projectOf(filesOf(text)).check(ROOT);
  const before = new Set(errorsOf(text));
  const texts: string[] = [];
  for (const finding of findings.filter((each) => each.rule === rule)) {
    finding.fixes.forEach((_, nth) => {
      const repaired = applied(text, (each) => each.rule === rule && each.key === finding.key, nth);
      const after = projectOf(new Map([['/main.arch', repaired]])).check(ROOT).findings;
      assert.ok(!after.some((each) => each.rule === rule && each.key === finding.key), `${rule} still speaks of:\n${repaired}`);
      assert.deepEqual(errorsOf(repaired).filter((each) => !before.has(each)), [], repaired);
      texts.push(repaired);
    });
  }
  return texts;
}
