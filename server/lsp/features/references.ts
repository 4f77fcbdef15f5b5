/** Find all references, in every architecture of the workspace; and their highlight in one file. */
import { DocumentHighlightKind, type DocumentHighlight, type DocumentHighlightParams, type Location, type ReferenceParams } from 'vscode-languageserver';
import type { Position } from '#language/model/origin.js';
import { normalise } from '#language/model/uri.js';
import { locationOf } from '../places.js';
import type { Session } from '../session.js';
import { declarationsOf, sightingAt, usesOf, type Use } from '#language/project/symbols.js';
import { allViews, viewsOf, type View } from '../views.js';
import type { Workspace } from '../workspace.js';

export function references({ workspace }: Session, { textDocument, position, context }: ReferenceParams): Location[] {
  const uri = normalise(textDocument.uri);
  return usesAt(workspace, uri, position, () => withOwn(workspace, uri))
    .filter((use) => context.includeDeclaration || !use.declares)
    .map((use) => locationOf(workspace, use));
}

export function highlights({ workspace }: Session, { textDocument, position }: DocumentHighlightParams): DocumentHighlight[] {
  const uri = normalise(textDocument.uri);
  return usesAt(workspace, uri, position, () => viewsOf(workspace, uri))
    .filter((use) => use.uri === uri)
    .map(({ range, declares }) => ({ range, kind: declares ? DocumentHighlightKind.Write : DocumentHighlightKind.Read }));
}

/** Of what the position names; nothing where it names nothing. */
export function usesAt(workspace: Workspace, uri: string, position: Position, views: () => readonly View[]): Use[] {
  const sighting = sightingAt(viewsOf(workspace, uri), uri, position);
  return sighting ? usesOf(views(), declarationsOf(sighting)) : [];
}

/** All architectures, and the file's own where it belongs to none of them. */
export function withOwn(workspace: Workspace, uri: string): View[] {
  const all = allViews(workspace);
  const roots = new Set(all.map((view) => view.root));
  return [...all, ...viewsOf(workspace, uri).filter((view) => !roots.has(view.root))];
}
