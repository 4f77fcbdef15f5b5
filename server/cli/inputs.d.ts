import type { World } from './world.js';
export interface Given {
    uri: string;
    /** Absolute. */
    path: string;
    /** As the user wrote it, the variant left out. */
    written: string;
    variant?: string;
}
/** Every file that the arguments name, each once, folders searched through; the current folder where there are no arguments. */
export declare function givenFiles(args: readonly string[], world: Pick<World, 'cwd'>): Given[];
/** The one file of commands that take one. */
export declare function givenFile(arg: string, world: Pick<World, 'cwd'>): Given;
