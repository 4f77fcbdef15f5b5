/** The ways in: choose (`toScene`), place (`layout`), draw (`toSvg`), or all of it (`drawing`); in place with `…Now`. */
export type * from './scene.js';
export type * from './laid-out.js';
export type * from './options.js';
export type * from './theme.js';
export { FILE_THEMES } from './theme.js';
export { toScene } from './to-scene.js';
export { layout, layoutNow } from './layout.js';
export { sceneAsJson } from './as-json.js';
export { toSvg } from './to-svg.js';
export { iconsIn } from './icons-in.js';
export { stylesheet } from './svg/stylesheet.js';
export { variables } from './svg/palette.js';
export { drawing, drawingNow, type Fit, type LayOut } from './drawing.js';
export { KeptLayouts } from './kept-layouts.js';
export { placesIn } from './arrange/steady.js';
export { passesOf } from './landmarks.js';
export { automaticIn, automaticOf, automaticViews, DEEPEST, isViewOf, keyOf, NETWORK, titleOfAutomatic, type Automatic } from './views/automatic.js';
