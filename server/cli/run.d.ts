import { type ExitCode } from './fault.js';
import type { World } from './world.js';
/** @param args without the names of node and the script. */
export declare function run(args: readonly string[], world: World): Promise<ExitCode>;
