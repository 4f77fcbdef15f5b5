/** What an answer leaves out is said beside it: on stderr, so that the answer itself can still be piped. */
import type { Analysis } from '#language/project/project.js';
import type { Given } from './inputs.js';
import type { World } from './world.js';
/** True where something that was written could not be understood. */
export declare function isBroken({ findings }: Pick<Analysis, 'findings'>): boolean;
export declare function noteIfBroken(analysis: Pick<Analysis, 'findings'>, { written }: Given, { stderr }: Pick<World, 'stderr'>): void;
