/** The two sides of a difference: files, folders, or what git has of them in a revision. */
import { resolve, relative, sep } from 'node:path';
import { statSync } from 'node:fs';
import { text } from '#language/messages/word.js';
import { toPath } from '#language/model/uri.js';
import { Project, type Analysis, type FileAccess } from '#language/project/project.js';
import { commitOf, GitFiles, workTreeOf } from '../host/git-files.js';
import { NodeFiles } from '../host/node-files.js';
import { SettingsFiles } from '../host/settings.js';
import { workspaceOf } from '../host/workspace.js';
import { Fault } from './fault.js';
import { givenFiles } from './inputs.js';
import type { World } from './world.js';

/** One architecture of a side: what it is called in both, and how it is analysed. */
export interface Architecture {
  /** Path from the side's folder; empty where the side is one file. */
  path: string;
  variant?: string;
  analyse(): Analysis;
}

/** @throws Fault where nothing of that name is there. */
export function architecturesOf(arg: string, world: Pick<World, 'cwd'>): Architecture[] {
  const revision = /^([^:]{2,}|[^:]):(.*)$/su.exec(arg);
  const isDrive = /^[A-Za-z]:[\\/]/u.test(arg);
  // What exists wins; one letter before a slash is a drive.
  if (!revision || isDrive || exists(resolve(world.cwd, arg)) || exists(resolve(world.cwd, arg.replace(/#[^#]*$/u, '')))) return onDisk(arg, world);
  return inGit(revision[1]!, revision[2]!, arg, world);
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function onDisk(arg: string, world: Pick<World, 'cwd'>): Architecture[] {
  const given = givenFiles([arg], world);
  const folder = statSync(resolve(world.cwd, arg), { throwIfNoEntry: false })?.isDirectory() ? resolve(world.cwd, arg) : undefined;
  const project = projectOver(new NodeFiles([...new Set(given.map(({ path }) => workspaceOf(path)))]));
  const nameOf = (uri: string): string => (folder === undefined ? '' : relative(folder, toPath(uri)).split(sep).join('/'));
  return all(project, given.map(({ uri }) => uri), nameOf, given[0]?.variant, arg);
}

function inGit(revision: string, path: string, arg: string, { cwd }: Pick<World, 'cwd'>): Architecture[] {
  const workTree = workTreeOf(cwd);
  if (workTree === undefined) throw new Fault(text('cli.fault.no-repository', { path: arg, folder: cwd }));
  const commit = commitOf(workTree, revision);
  if (commit === undefined) throw new Fault(text('cli.fault.no-revision', { path: arg, revision }));
  const files = new GitFiles(workTree, commit);
  const { inside, variant } = inRevision(files, path, relative(workTree, cwd).split(sep).join('/')) ?? missing(arg, revision, path);
  const found = files.list(inside);
  const project = projectOver(files);
  if (!found) return all(project, [files.uriOf(inside)], () => '', variant, arg);
  if (found.length === 0) throw new Fault(text('cli.fault.no-arch-files', { paths: [arg] }));
  const top = files.uriOf(inside === '' ? '.' : inside);
  return all(project, found.map((each) => files.uriOf(each)), (uri) => relative(toPath(top), toPath(uri)).split(sep).join('/'), undefined, arg);
}

/** As git reads it: from the top of the work tree, with `./` from here; what is not there may be meant from here too. */
function inRevision(files: GitFiles, path: string, here: string): { inside: string; variant?: string } | undefined {
  const fromHere = (each: string): string => [here, each].filter((part) => part !== '').join('/');
  const plain = path.replace(/\/$/u, '');
  const candidates = /^\.{1,2}(\/|$)/u.test(plain) ? [normal(fromHere(plain))] : [plain, normal(fromHere(plain))];
  for (const inside of candidates) {
    if (files.has(inside) || files.list(inside)) return { inside };
    const cut = inside.lastIndexOf('#');
    if (cut > 0 && files.has(inside.slice(0, cut))) return { inside: inside.slice(0, cut), variant: inside.slice(cut + 1) };
  }
  return undefined;
}

function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function missing(arg: string, revision: string, path: string): never {
  throw new Fault(text('cli.fault.not-in-revision', { path: arg, revision, file: path }));
}

function projectOver(files: FileAccess): Project {
  const settings = new SettingsFiles((uri) => files.read(uri));
  return new Project(files, (root) => {
    const found = settings.of(root);
    if (found.problem) throw new Fault(found.problem);
    return found.settings;
  });
}

function all(project: Project, uris: readonly string[], nameOf: (uri: string) => string, variant: string | undefined, arg: string): Architecture[] {
  return project.roots(uris).flatMap((uri) => {
    const variants = project.variants(uri).map(({ name }) => name);
    if (variant !== undefined && !variants.includes(variant)) throw new Fault(text('cli.fault.unknown-variant', { file: fromArg(arg), variant, variants, count: variants.length }));
    const chosen = variant !== undefined ? [variant] : variants.length > 0 ? variants : [undefined];
    return chosen.map((each): Architecture => ({
      path: nameOf(uri), ...(each === undefined ? {} : { variant: each }),
      analyse: () => project.analyse(uri, each) ?? unreadable(arg),
    }));
  });
}

function fromArg(arg: string): string {
  return arg.replace(/#[^#]*$/u, '');
}

function unreadable(arg: string): never {
  throw new Fault(text('cli.fault.unreadable', { path: arg, reason: '' }));
}

