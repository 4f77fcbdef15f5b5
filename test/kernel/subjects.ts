/** Architectures on disk as networks to judge: every `.arch` file under some folders, through the project as the command line reads it. */
import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fromPath } from '#language/model/uri.js';
import { Project } from '#language/project/project.js';
import { NodeFiles } from '../../server/host/node-files.js';
import type { Subject } from './judge.js';

export function subjectsIn(folders: readonly string[]): Subject[] {
  const paths = folders.map((folder) => resolve(folder));
  const project = new Project(new NodeFiles(paths));
  const files = paths.flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.arch')).map((entry) => join(entry.parentPath, entry.name))).sort();
  const uris = files.map((path) => fromPath(path));
  const roots = new Set(project.roots(uris));
  return files.filter((_, nth) => roots.has(uris[nth]!)).flatMap((path) => {
    const uri = fromPath(path);
    const variants = project.variants(uri).map((each) => each.name);
    return (variants.length > 0 ? variants : [undefined]).flatMap((variant): Subject[] => {
      const found = project.model(uri, variant);
      const name = `${relative(process.cwd(), path)}${variant === undefined ? '' : `#${variant}`}`;
      return found ? [{ name, model: found.model }] : [];
    });
  });
}
