import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fromPath } from '#language/model/uri.js';
import { Project } from '#language/project/project.js';
import { parseDocument } from '#language/syntax/document.js';
import { textEdits, type TextEdit } from '#language/syntax/edits/apply.js';
import { format } from '#language/syntax/format/format.js';
import { LineIndex } from '#language/syntax/lines.js';

function filesIn(folder: string, extension: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(extension)).map((name) => join(folder, name));
}

/** The examples, and what the rules' pages show. */
function texts(): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of filesIn('examples', '.arch')) found.set(fromPath(resolve(file)), readFileSync(file, 'utf8'));
  for (const file of filesIn('language/rules', '.md')) {
    [...readFileSync(file, 'utf8').matchAll(/```arch\r?\n([\s\S]*?)```/g)].forEach(([, text], index) => found.set(fromPath(resolve(file, `${index}.arch`)), text!));
  }
  return found;
}

function applied(text: string, edits: readonly TextEdit[]): string {
  const lines = new LineIndex(text);
  return [...edits].reverse().reduce((result, { range, newText }) => result.slice(0, lines.offset(range.start)) + newText + result.slice(lines.offset(range.end)), text);
}

describe('the repairs that rules offer', () => {
  it('are written into every example and page, and leave it sound and formatted', () => {
    const files = texts();
    const project = new Project({ read: (uri) => files.get(uri), inWorkspace: () => true });
    let repairs = 0;
    for (const uri of files.keys()) {
      if (!project.document(uri)!.healthy) continue;
      for (const { model, findings } of project.check(uri).analyses) {
        for (const { rule, fixes } of findings) for (const fix of fixes) {
          const edits = textEdits(fix.edits, model, (each) => project.document(each));
          assert.ok(edits.length > 0, `${uri}: no edits for ${rule}: ${JSON.stringify(fix.edits)}`);
          repairs++;
          for (const changed of new Set(edits.map((edit) => edit.uri))) {
            const { text } = project.document(changed)!;
            const result = applied(text, edits.filter((edit) => edit.uri === changed));
            assert.ok(parseDocument(changed, result).healthy, `${rule} in ${changed}:\n${result}`);
            if (format(text) === text) assert.equal(format(result), result, `${rule} in ${changed}`);
          }
        }
      }
    }
    assert.ok(repairs > 20, `${repairs} repairs`);
  });
});
