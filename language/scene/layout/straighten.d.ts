import type { Direction } from '../scene.js';
import type { Placed } from './graph-types.js';
export declare function straighten(placed: Placed, direction: Direction): void;
