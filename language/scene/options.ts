/** What a caller may ask of a picture. */
import type { Finding } from '../model/finding.js';
import type { Id } from '../model/model.js';
import type { Direction, Show } from './scene.js';

export interface SceneOptions {
  /** Name of a view of the model; without it, the automatic overview. An unknown name is the overview too. */
  view?: string;
  /** Overrides what the view shows. */
  show?: Show;
  direction?: Direction;
  /** Places, containers and groups that a reader closed; overrides the view and the automatic choice. */
  collapsed?: readonly Id[];
  /** The same, opened. */
  expanded?: readonly Id[];
  /** Badges are drawn for these. */
  findings?: readonly Finding[];
  /**
   * The devices that each flow's packets pass, in order, as the network facts have them (`Trace.hops`). Filters and
   * edge gateways among them are drawn in the line of the flow. A flow without an entry is drawn straight.
   */
  passes?: Readonly<Record<Id, readonly Id[]>>;
  /** Above so many visible nodes, the innermost places are collapsed; 150 unless said otherwise. */
  limit?: number;
}
