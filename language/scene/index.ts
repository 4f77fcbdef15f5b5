/** The ways in: choose (`toScene`), place (`layout`), draw (`toSvg`), or all of it (`drawing`). */
export type * from './scene.js';
export type * from './laid-out.js';
export type * from './options.js';
export type * from './theme.js';
