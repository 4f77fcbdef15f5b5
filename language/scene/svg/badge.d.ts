/** Finding badges, told apart by form before colour: octagon, triangle, circle. */
import type { Point } from '../laid-out.js';
import type { Badge } from '../scene.js';
export declare function badgeMarkup(badge: Badge, at: Point): string;
