/** A laid-out scene as SVG, for whoever has the whole catalogue of icons at hand. */
import { icons } from './icons.generated.js';
import { drawSvg } from './draw-svg.js';
import type { LaidOutScene } from './laid-out.js';
import type { SvgOptions } from './theme.js';

export function toSvg(scene: LaidOutScene, options: SvgOptions = {}): string {
  return drawSvg(scene, icons, options);
}
