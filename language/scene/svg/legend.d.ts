/** The legend: a sample of each stroke that needs a word. */
import type { LaidOutScene } from '../laid-out.js';
export declare function legendMarkup({ entries }: NonNullable<LaidOutScene['legend']>): string;
