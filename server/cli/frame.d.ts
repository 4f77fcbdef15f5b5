import type { Frame } from './reporters/reporter.js';
import { type World } from './world.js';
/** @param onTerminal false where the answer goes to a file. */
export declare function frameOf(world: World, onTerminal: boolean): Frame;
