/**
 * Annotated fixtures: `.arch` text in which a line such as `//   ^^^^ error[network/no-route]: part of the text` says
 * that the nearest line above that is no annotation has that finding. Carets right behind `//` ask for the line only;
 * with spaces before them, for exactly these columns. Every finding must be annotated and every annotation met.
 * `//- /name.arch` starts another file.
 */
import assert from 'node:assert/strict';
import { Project } from '#language/project/project.js';
import { word } from '#language/messages/word.js';
import type { Finding } from '#language/model/finding.js';

export interface Annotation {
  file: string;
  line: number;
  columns?: [number, number];
  severity: string;
  rule: string;
  text: string;
}

const ANNOTATION = /^(\s*)\/\/(\s*)(\^+)\s*(error|warning|info|hint)\[([\w/-]+)\](?::\s*(.*))?\s*$/;

export function annotationsOf(file: string, text: string): Annotation[] {
  const found: Annotation[] = [];
  let target = -1;
  text.split(/\r\n|\r|\n/).forEach((content, line) => {
    const match = ANNOTATION.exec(content);
    if (!match) {
      target = line;
      return;
    }
    const [, indent, space, carets, severity, rule, expected] = match;
    const start = indent!.length + 2 + space!.length;
    found.push({ file, line: target, ...(space === '' ? {} : { columns: [start, start + carets!.length] as [number, number] }), severity: severity!, rule: rule!, text: expected ?? '' });
  });
  return found;
}

/** Splits `//- /name.arch` sections; text before the first is `/main.arch`. */
export function filesOf(text: string): Map<string, string> {
  const files = new Map<string, string>();
  let name = '/main.arch';
  let lines: string[] = [];
  for (const line of text.split('\n')) {
    const match = /^\/\/- (\/\S+)\s*$/.exec(line);
    if (match) {
      if (lines.some((each) => each.trim() !== '')) files.set(name, lines.join('\n'));
      name = match[1]!;
      lines = [];
    } else lines.push(line);
  }
  files.set(name, lines.join('\n'));
  return files;
}

export function projectOf(files: Map<string, string>): Project {
  return new Project({ read: (uri) => files.get(uri.replace(/^file:\/\//, '')), inWorkspace: (uri) => uri.startsWith('file:///') && !uri.includes('..') });
}

export function findingsOf(text: string): { findings: Finding[]; files: Map<string, string> } {
  const files = filesOf(text);
  const project = projectOf(files);
  const roots = project.roots([...files.keys()].filter((name) => name.endsWith('.arch')).map((name) => `file://${name}`));
  return { findings: roots.flatMap((root) => project.check(root).findings), files };
}

export function messageOf(finding: Finding): string {
  return word({ id: 'finding.message', params: { what: word(finding.what), why: word(finding.why), todo: word(finding.todo) } });
}

/** Checks a fixture; with `rules` only findings of these rules take part. */
export function checkFixture(text: string, rules?: (rule: string) => boolean): void {
  const { findings, files } = findingsOf(text);
  const expected = [...files].flatMap(([name, content]) => annotationsOf(name, content)).filter((each) => rules?.(each.rule) ?? true);
  const open = [...expected];
  const surplus: string[] = [];
  for (const finding of findings) {
    if (rules && !rules(finding.rule)) continue;
    const file = finding.origin.uri.replace(/^file:\/\//, '');
    const { start, end } = finding.origin.range;
    const index = open.findIndex((each) => each.file === file && each.line === start.line && each.rule === finding.rule && each.severity === finding.severity
      && (!each.columns || (each.columns[0] === start.character && (end.line > start.line || each.columns[1] === end.character)))
      && messageOf(finding).includes(each.text));
    if (index >= 0) open.splice(index, 1);
    else surplus.push(`${file}:${start.line + 1}:${start.character + 1}-${end.character + 1} ${finding.severity}[${finding.rule}]: ${messageOf(finding)}`);
  }
  const missing = open.map((each) => `${each.file}:${each.line + 1}${each.columns ? `:${each.columns[0] + 1}-${each.columns[1] + 1}` : ''} ${each.severity}[${each.rule}]: ${each.text}`);
  assert.deepEqual({ missing, surplus }, { missing: [], surplus: [] });
}
