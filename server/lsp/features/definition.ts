/** Go to definition: into the architecture's own files, its imports, and the standard library. */
import type { DefinitionParams, Location, LocationLink } from 'vscode-languageserver';
import { contains } from '#language/model/origin.js';
import { normalise } from '#language/model/uri.js';
import { importLinks } from '#language/project/import-links.js';
import { locationOf, spelled } from '../places.js';
import type { Session } from '../session.js';
import { declarationsOf, referenceAt, type Place } from '#language/project/symbols.js';
import { viewsOf } from '../views.js';

const TOP = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

export function definition({ workspace, client }: Session, { textDocument, position }: DefinitionParams): Location[] | LocationLink[] | null {
  const uri = normalise(textDocument.uri);
  const document = workspace.document(uri);
  if (!document) return null;
  const links = (from: Place['range'], places: readonly Place[]): Location[] | LocationLink[] => {
    if (!client.textDocument?.definition?.linkSupport) return places.map((place) => locationOf(workspace, place));
    return places.map((place) => ({ originSelectionRange: from, targetUri: spelled(workspace, place.uri), targetRange: place.range, targetSelectionRange: place.range }));
  };
  for (const { uri: target, range } of importLinks(document)) {
    if (contains(range, position)) return workspace.document(target) ? links(range, [{ uri: target, range: TOP }]) : null;
  }
  const found = new Map<string, Place>();
  let from: Place['range'] | undefined;
  // What stands outside the variants may mean another declaration in each of them.
  for (const view of viewsOf(workspace, uri)) {
    const reference = referenceAt(view, uri, position);
    if (!reference) continue;
    from ??= reference.range;
    for (const place of declarationsOf({ view, reference })) found.set(`${place.uri} ${place.range.start.line} ${place.range.start.character}`, place);
  }
  return from ? links(from, [...found.values()]) : null;
}
