import type { World } from './world.js';
export declare class Progress {
    private readonly world;
    private readonly total;
    private last;
    private shown;
    constructor(world: Pick<World, 'stderr' | 'now'>, total: number);
    /** So many parts of the work are done. */
    step(done: number): void;
    end(): void;
}
