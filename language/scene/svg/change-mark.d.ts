/** What became of a part between two revisions, told apart by form before colour: a circle with a plus, a square with a minus, a diamond with a tilde. */
import type { Point } from '../laid-out.js';
import type { ChangeMark } from '../scene.js';
export declare function changeMarkup({ change, title }: ChangeMark, at: Point): string;
