/** Hover: what a name stands for, as written and as understood. */
import { MarkupKind, type Hover, type HoverParams } from 'vscode-languageserver';
import type { Reference } from '#language/model/model.js';
import { normalise } from '#language/model/uri.js';
import { headAt } from '#language/syntax/heads.js';
import type { Session } from '../session.js';
import { attributeText, kindText, protocolText, softwareText } from '../hover/catalogue.js';
import { ruleAt, ruleText } from '../hover/comment.js';
import { code, paragraphs } from '../hover/markdown.js';
import { partText } from '../hover/parts.js';
import { declarationsOf, sightingAt, type Sighting } from '../symbols.js';
import { viewsOf } from '../views.js';
import type { Workspace } from '../workspace.js';

/** Longest head of a declaration that is shown as written. */
const LONGEST_HEAD = 200;

export function hover({ workspace, host }: Session, { textDocument, position }: HoverParams): Hover | null {
  const uri = normalise(textDocument.uri);
  const document = workspace.document(uri);
  if (!document) return null;
  const named = ruleAt(document.lines.line(position.line), position);
  if (named) return answer(ruleText(named.rule), named.range);
  const sighting = sightingAt(viewsOf(workspace, uri), uri, position);
  if (!sighting) return null;
  const about = describe(sighting, () => host.scheduler.now());
  return answer(paragraphs(head(workspace, sighting), about), sighting.reference.range);
}

function answer(value: string | undefined, range: Reference['range']): Hover | null {
  return value ? { contents: { kind: MarkupKind.Markdown, value }, range } : null;
}

function describe({ view, reference }: Sighting, now: () => number): string | undefined {
  const { kinds, software, protocols } = view.model;
  const own = <T>(table: Record<string, T>): T | undefined => (Object.hasOwn(table, reference.id) ? table[reference.id] : undefined);
  switch (reference.target) {
    case 'kind': return whenThere(own(kinds), (kind) => kindText(kind, view.model));
    case 'software': return whenThere(own(software), softwareText);
    case 'protocol': return whenThere(own(protocols), protocolText);
    case 'attribute': return attributeText(view.model, reference.id);
    default: return partText(view, reference.id, now);
  }
}

function whenThere<T>(thing: T | undefined, describe: (thing: T) => string): string | undefined {
  return thing === undefined ? undefined : describe(thing);
}

function head(workspace: Workspace, sighting: Sighting): string | undefined {
  const [declaration] = declarationsOf(sighting);
  const document = declaration && workspace.document(declaration.uri);
  const written = document && headAt(document, declaration.range.start);
  return written ? code(written.slice(0, LONGEST_HEAD)) : undefined;
}
