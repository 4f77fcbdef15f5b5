/** The ways in: choose (`toScene`), place (`layout`), draw (`toSvg`), or all of it (`drawing`). */
export type * from './scene.js';
export type * from './laid-out.js';
export type * from './options.js';
export type * from './theme.js';
export { toScene } from './to-scene.js';
export { layout } from './layout.js';
export { toSvg } from './to-svg.js';
export { stylesheet } from './svg/stylesheet.js';
export { variables } from './svg/palette.js';
export { drawing } from './drawing.js';
export { passesOf } from './landmarks.js';
