/** The one renderer: a laid-out scene becomes an SVG string, for the preview, the command line, Markdown and export. */
import type { LaidOutScene } from './laid-out.js';
import type { SvgOptions } from './theme.js';
export declare function toSvg(scene: LaidOutScene, options?: SvgOptions): string;
