/** Statements of an intent as text, with ids shortened to names that mean them at the place of insertion. */
import type { LinkPoint, Statement } from '../../model/edit.js';
import type { Id } from '../../model/model.js';
import type { NamesInScope } from '../names-in-scope.js';
import { quoted } from './label.js';

/** A statement to be written: its head, and its block where it has one. */
export interface Written {
  head: string;
  body?: Written[];
}

type Named = Id | { literal: string };

export function write(statement: Statement, names: NamesInScope, scope: Id | undefined): Written {
  const name = (each: Named): string => (typeof each === 'string' ? names.shortest(each, scope) : each.literal);
  const point = (each: Id | LinkPoint): string => (typeof each === 'string' ? name(each) : `${name(each.element)}${each.jack === undefined ? '' : `:${each.jack}`}`);
  const list = (each: readonly Named[] | undefined): string => (each ?? []).map(name).join(', ');
  const over = (ports: readonly string[] | undefined): string => (ports && ports.length > 0 ? `over ${ports.join(', ')}` : '');
  switch (statement.type) {
    case 'rule':
      return words(statement.action, list(statement.from), statement.to && statement.to.length > 0 ? `-> ${list(statement.to)}` : '', over(statement.over));
    case 'route': return words('route', statement.prefix, 'via', name(statement.via));
    case 'link': return words('link', point(statement.a), '--', point(statement.b), statement.settings ?? '');
    case 'flow': return words('flow', name(statement.from), '->', name(statement.to), over(statement.over === undefined ? [] : [statement.over]));
    case 'word': return words(statement.word, statement.value);
    case 'element':
      return {
        ...words(statement.kind, statement.name, statement.label === undefined ? '' : quoted(statement.label)),
        ...(statement.statements.length > 0 ? { body: statement.statements.map((each) => write(each, names, scope)) } : {}),
      };
  }
}

function words(...parts: string[]): Written {
  return { head: parts.filter((part) => part !== '').join(' ') };
}

/** On one line: `zone dmz { subnet 10.0.1.0/24  server web }`. */
export function onOneLine(written: Written): string {
  return written.body ? `${written.head} { ${written.body.map(onOneLine).join('  ')} }` : written.head;
}

/** Below each other, each line with its indentation. */
export function onLines(written: readonly Written[], indent: string, unit: string): string[] {
  return written.flatMap(({ head, body }) =>
    body ? [`${indent}${head} {`, ...onLines(body, indent + unit, unit), `${indent}}`] : [indent + head]);
}
