/** Places of the model as the editor takes them: open documents under the name that it gave them. */
import type { Location } from 'vscode-languageserver';
import type { Place } from '#language/project/symbols.js';
import type { Workspace } from './workspace.js';

export function locationOf(workspace: Workspace, { uri, range }: Place): Location {
  return { uri: spelled(workspace, uri), range };
}

export function spelled(workspace: Workspace, uri: string): string {
  return workspace.editor(uri)?.uri ?? uri;
}
