/** What surrounds a report: where paths start, whether it may be coloured, who speaks. */
import { fromPath } from '#language/model/uri.js';
import { repositoryOf } from '../host/workspace.js';
import type { Frame } from './reporters/reporter.js';
import { ruleEntries } from './rule-entries.js';
import { wantsColour, type World } from './world.js';

/** @param onTerminal false where the answer goes to a file. */
export function frameOf(world: World, onTerminal: boolean): Frame {
  return {
    cwd: fromPath(world.cwd),
    sourceRoot: fromPath(repositoryOf(world.cwd) ?? world.cwd),
    colour: onTerminal && wantsColour(world, world.stdout),
    version: world.version,
    ...(world.homepage === undefined ? {} : { homepage: world.homepage }),
    rules: ruleEntries(),
  };
}
