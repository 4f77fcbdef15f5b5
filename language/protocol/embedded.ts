/**
 * What an offline page carries: every picture of an architecture that can be chosen in it, and all that the preview needs
 * to play. It stands in the page as JSON, deflated and in base64; the page draws and plays it without asking anybody.
 */
import type { Id, Model } from '../model/model.js';
import type { Origin } from '../model/origin.js';
import type { Icons } from '../scene/draw-svg.js';
import type { LaidOutScene } from '../scene/laid-out.js';
import type { Choice, FindingMark, Named, Offered } from './picture.js';

/** Id of the element of the page that holds it. */
export const EMBEDDED = 'lintel-pictures';

export interface EmbeddedState {
  model: Model;
  origins: Record<Id, Origin>;
  findings: FindingMark[];
  views: Named[];
  automatic: Offered[];
}

export interface Embedded {
  version: 1;
  uri: string;
  variants: Named[];
  /** The architecture, once for each variant. */
  states: EmbeddedState[];
  /** Of all pictures. */
  icons: Icons;
  /** The first is shown first. */
  pictures: { choice: Choice; /** Place in `states`. */ state: number; scene: LaidOutScene }[];
}
