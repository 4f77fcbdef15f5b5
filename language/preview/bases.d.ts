import type { Named } from '../protocol/picture.js';
/** No variant can be called so: names have no `@`. */
export declare const LAST_COMMIT = "@last-commit";
export declare function basesOf(variants: readonly Named[], variant: string | undefined, history: boolean): Named[];
