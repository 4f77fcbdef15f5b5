/** What each command is given: the machine, and a way to end. */
import { Option, type Command } from 'commander';
import type { ExitCode } from './fault.js';
import type { World } from './world.js';
export interface Context {
    world: World;
    /** The command's exit status; clean unless it says otherwise. */
    end(code: ExitCode): void;
}
/** One command a file: it adds itself to the program. */
export type AddCommand = (program: Command, context: Context) => void;
export declare function formatOption(formats: readonly string[]): Option;
