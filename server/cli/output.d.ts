import type { World } from './world.js';
export declare function answer(content: string, output: string | undefined, world: World): void;
/** Folders on the way are made. */
export declare function writeFile(path: string, content: string, { cwd }: Pick<World, 'cwd'>): void;
