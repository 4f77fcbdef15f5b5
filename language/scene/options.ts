/** What a caller may ask of a picture. */
import type { Finding } from '../model/finding.js';
import type { Id } from '../model/model.js';
import type { ChangeMark, Direction, Scene, Show } from './scene.js';

/** From one element to another through these. */
export interface Way {
  from: Id;
  to: Id;
  through: readonly Id[];
}

export type Passes = Readonly<Record<Id, readonly Id[] | readonly Way[]>>;

/** Which places, containers and groups of a picture show what is in them. */
export interface Openness {
  open: readonly Id[];
  closed: readonly Id[];
}

export interface SceneOptions {
  /** Name of a view of the model, or key of an automatic one (`views/automatic.ts`); without it, the overview. An unknown name is the overview too. */
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
   * The devices that each flow's packets pass on every way, in order, as the network facts have them (`passesOf`):
   * the same for the whole flow, or from each source to each target. They are drawn in the line of the flow; a flow
   * without an entry is drawn straight.
   */
  passes?: Passes;
  /** What changed between two revisions, by model id: `model` then holds both. */
  changes?: Readonly<Record<Id, ChangeMark>>;
  /** Where boxes stood before an edit, as `Scene.hold` has them: for pictures that somebody looks at meanwhile. */
  hold?: Scene['hold'];
  /** Boxes that somebody set by hand in this view, as `Scene.set` has them; those of the model's own layout file unless given. */
  set?: Scene['set'];
  /** What is open and closed as it was before an edit, whatever the limit. What a reader says goes before it. */
  like?: Openness;
  /** Above so many visible nodes, the innermost places are collapsed; 150 unless said otherwise. */
  limit?: number;
  /** Above the limit, siblings of one kind are taken together first, and places are closed after: the first few are then seen from inside. */
  gatherFirst?: boolean;
}
