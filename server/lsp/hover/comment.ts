/** The rule that an ignore comment names, told where the comment is hovered. */
import { allRules } from '#language/check/check.js';
import type { Position, Range } from '#language/model/origin.js';
import { text, word } from '#language/messages/word.js';
import { rulePages } from '#language/rules/pages.generated.js';
import { paragraphs } from './markdown.js';

const IGNORE = /\/\/\s*lintel-ignore\s+([\w/-]+)/;

/** The rule named by an ignore comment on this line, where the position stands on its name. */
export function ruleAt(line: string, position: Position): { rule: string; range: Range } | undefined {
  const match = IGNORE.exec(line);
  if (!match) return undefined;
  const rule = match[1]!;
  const end = match.index + match[0].length;
  const start = end - rule.length;
  if (position.character < start || position.character > end) return undefined;
  return { rule, range: { start: { line: position.line, character: start }, end: { line: position.line, character: end } } };
}

export function ruleText(id: string): string | undefined {
  const rule = allRules.find((each) => each.id === id);
  if (!rule) return undefined;
  const heading = word(text('editor.hover.rule', { rule: id, title: word(rule.title) }));
  return paragraphs(heading, word(text('editor.hover.severity', { severity: rule.severity })), Object.hasOwn(rulePages, id) ? rulePages[id] : undefined);
}
