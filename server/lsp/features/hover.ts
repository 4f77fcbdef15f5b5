/** Hover: what a name stands for, as written and as understood. */
import { MarkupKind, type Hover, type HoverParams } from 'vscode-languageserver';
import type { Reference, ReferenceTarget } from '#language/model/model.js';
import { contains, type Position } from '#language/model/origin.js';
import { normalise } from '#language/model/uri.js';
import type { ArchDocument } from '#language/syntax/document.js';
import { headAt, headRangeAt } from '#language/syntax/heads.js';
import { overtaken } from '../guard.js';
import type { Session } from '../session.js';
import { attributeText, kindText, protocolText, softwareText } from '../hover/catalogue.js';
import { ruleAt, ruleText } from '../hover/comment.js';
import { code, paragraphs } from '../hover/markdown.js';
import { partText } from '../hover/parts.js';
import { findingAt, hoverPicture } from '../hover/picture.js';
import { redundancyText } from '../hover/redundancy.js';
import { declarationsOf, sightingAt, type Sighting } from '#language/project/symbols.js';
import { viewsOf, type View } from '../views.js';
import type { Workspace } from '../workspace.js';

/** Longest head of a declaration that is shown as written. */
const LONGEST_HEAD = 200;

export async function hover(session: Session, { textDocument, position }: HoverParams): Promise<Hover | null> {
  const { workspace, host } = session;
  const uri = normalise(textDocument.uri);
  const document = workspace.document(uri);
  if (!document) return null;
  const named = ruleAt(document.lines.line(position.line), position);
  if (named) return answer(ruleText(named.rule), named.range);
  const views = viewsOf(workspace, uri);
  const sighting = sightingAt(views, uri, position) ?? carrierAt(views, document, position);
  const picture = await pictureAt(session, views, sighting, uri, position);
  if (workspace.document(uri) !== document) throw overtaken();
  if (!sighting) return picture ? { contents: { kind: MarkupKind.Markdown, value: picture } } : null;
  const about = describe(sighting, () => host.scheduler.now());
  const written = head(workspace, sighting);
  const redundancy = PARTS.has(sighting.reference.target) ? await redundancyText(session, sighting.view, sighting.reference.id) : undefined;
  if (workspace.document(uri) !== document) throw overtaken();
  // A hover shows its beginning; what is counted in it, and on what assumptions, may be long.
  return answer(paragraphs(written, about, picture, redundancy), sighting.reference.range);
}

/** Of what is found here, else of the flow or group that is named here. */
async function pictureAt(session: Session, views: readonly View[], sighting: Sighting | undefined, uri: string, position: Position): Promise<string | undefined> {
  for (const view of views) {
    const finding = findingAt(session, view, uri, position);
    if (finding) return hoverPicture(session, view, { type: 'finding', finding });
  }
  if (!sighting) return undefined;
  const { target, id } = sighting.reference;
  const { model } = sighting.view;
  if (target === 'flow' || Object.hasOwn(model.flows, id)) return hoverPicture(session, sighting.view, { type: 'flow', id });
  if (Object.hasOwn(model.groups, id)) return hoverPicture(session, sighting.view, { type: 'group', id });
  return undefined;
}

const PARTS: ReadonlySet<ReferenceTarget> = new Set(['element', 'group', 'link', 'flow']);

/** Most flows and links have no name of their own: their arrow, dashes and label stand for them. */
function carrierAt(views: readonly View[], document: ArchDocument, position: Position): Sighting | undefined {
  const range = headRangeAt(document, position);
  if (!range) return undefined;
  for (const view of views) {
    for (const [target, table] of [['flow', view.model.flows], ['link', view.model.links]] as const) {
      const written = Object.values(table).filter(({ origin }) => origin.uri === document.uri && contains(range, origin.range.start));
      const found = written.find(({ origin }) => contains(origin.range, position)) ?? written[0];
      if (found) return { view, reference: { target, id: found.id, uri: document.uri, range: found.origin.range, declares: true } };
    }
  }
  return undefined;
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
