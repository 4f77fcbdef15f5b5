/** The files of one run as a project: opened once, each architecture analysed when its command asks. */
import { Project, type Analysis } from '#language/project/project.js';
import { text } from '#language/messages/word.js';
import { NodeFiles } from '../host/node-files.js';
import { SettingsFiles } from '../host/settings.js';
import { workspaceOf } from '../host/workspace.js';
import { Fault } from './fault.js';
import type { Given } from './inputs.js';

/** @throws Fault when asked for a file whose settings cannot be understood. */
export function openProject(given: readonly Given[]): Project {
  const files = new NodeFiles([...new Set(given.map(({ path }) => workspaceOf(path)))]);
  const settings = new SettingsFiles((uri) => files.read(uri));
  return new Project(files, (root) => {
    const found = settings.of(root);
    if (found.problem) throw new Fault(found.problem);
    return found.settings;
  });
}

/** The one architecture that a command was asked about: a file with variants must be told which. */
export function analyseOne(project: Project, given: Given): Analysis {
  requireOne(project, given);
  return must(project.analyse(given.uri, given.variant), given);
}

/** As `analyseOne`, without the analysis. */
export function requireDrawable(project: Project, given: Given): void {
  requireOne(project, given);
  project.requireSettings(given.uri);
  must(project.model(given.uri, given.variant), given);
}

function requireOne(project: Project, given: Given): void {
  const names = project.variants(given.uri).map(({ name }) => name);
  if (given.variant !== undefined) requireVariant(given, names);
  else if (names.length > 0) throw new Fault(text('cli.fault.variant-needed', { file: given.written, variants: names, first: names[0]! }));
}

/** The architecture in the variant that was named, else in each that it has. */
export function analyseAll(project: Project, given: Given): Analysis[] {
  const names = project.variants(given.uri).map(({ name }) => name);
  if (given.variant !== undefined) requireVariant(given, names);
  const chosen = given.variant !== undefined ? [given.variant] : names.length > 0 ? names : [undefined];
  return chosen.map((variant) => must(project.analyse(given.uri, variant), given));
}

export function requireVariant(given: Given, names: readonly string[]): void {
  const variant = given.variant!;
  if (names.includes(variant)) return;
  throw new Fault(text('cli.fault.unknown-variant', { file: given.written, variant, variants: names, count: names.length }));
}

/** The roots among the given files; one that names a variant is always its own. */
export function rootsOf(project: Project, given: readonly Given[]): Given[] {
  const roots = new Set(project.roots([...new Set(given.map(({ uri }) => uri))]));
  return given.filter(({ uri, variant }) => variant !== undefined || roots.has(uri));
}

function must<T>(read: T | undefined, given: Given): T {
  if (!read) throw new Fault(text('cli.fault.unreadable', { path: given.written, reason: '' }));
  return read;
}
