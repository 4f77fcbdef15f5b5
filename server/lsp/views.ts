/**
 * A file as the architectures that it is part of see it: one view for each root and variant. Features that look at one
 * place take the first view that knows it; those that must miss nothing (references, rename) ask them all.
 */
import type { View } from '#language/project/view.js';
import { isLibrary, type Workspace } from './workspace.js';

export type { View } from '#language/project/view.js';

/** Views of every architecture that reads the file; for the library, of one that is open. */
export function viewsOf(workspace: Workspace, uri: string): View[] {
  const roots = isLibrary(uri) ? [workspace.anyRoot()] : workspace.rootsOf(uri);
  return roots.flatMap((root) => viewsOfRoot(workspace, root));
}

/** Views of all architectures of the workspace. */
export function allViews(workspace: Workspace): View[] {
  const roots = workspace.roots();
  return (roots.length > 0 ? roots : [workspace.anyRoot()]).flatMap((root) => viewsOfRoot(workspace, root));
}

export function viewsOfRoot({ project }: Workspace, root: string): View[] {
  const variants = project.variants(root).map((each): string | undefined => each.name);
  return (variants.length > 0 ? variants : [undefined]).flatMap((variant) => {
    const found = project.model(root, variant);
    if (!found) return [];
    // A slice of an analysis may have left its own deadline with the facts.
    return [{ root, ...(variant === undefined ? {} : { variant }), model: found.model, facts: found.facts.cancellable() }];
  });
}
