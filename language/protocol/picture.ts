/**
 * What a preview shows of one architecture: the drawing, what it is a drawing of, and what was found in it. The
 * language server and the command line's preview server make it, the preview reads it.
 */
import type { Severity } from '../model/finding.js';
import type { Id, Model } from '../model/model.js';
import type { Origin } from '../model/origin.js';
import type { Icons } from '../scene/draw-svg.js';
import type { LaidOutScene } from '../scene/laid-out.js';

export type PictureTheme = 'light' | 'dark' | 'vscode';

/** What the reader chose to see. */
export interface Choice {
  /** Name of a view, or key of an automatic one (`@network`, `@inside ID`, `@around DEPTH ID`); undefined for the overview. */
  view?: string;
  /** What is drawn, where the reader wants something else than the view says. */
  show?: 'flows' | 'links' | 'all';
  variant?: string;
  /** What it is held against: the name of a base. */
  against?: string;
  /** Ids that the reader closed and opened. */
  collapsed: Id[];
  expanded: Id[];
}

/** An entry of a list to choose from. */
export interface Named {
  name: string;
  label?: string;
}

/** An automatic view that a chooser offers: the wiring, or the inside of a place. */
export interface Offered extends Named {
  label: string;
  /** How many places the place stands in. */
  depth: number;
}

/** What differs from the base, already worded: one line of the list beside the picture. */
export interface ChangeRow {
  change: 'added' | 'removed' | 'changed';
  text: string;
  details: string[];
  /** The part that the picture shows it by. */
  id?: Id;
  /** Its line in a text that can be shown; one of an earlier state cannot. */
  origin?: Origin;
}

/** A finding as the preview lists it, already worded. */
export interface FindingMark {
  rule: string;
  severity: Severity;
  what: string;
  why: string;
  todo: string;
  /** Model ids; the first is the culprit. */
  subjects: Id[];
  /** The place that it underlines. */
  origin: Origin;
}

export interface Picture {
  /** The document that was asked for. */
  uri: string;
  /** Which state of the text it shows; grows with every edit. Pictures of one version show the same model. */
  version: number;
  choice: Choice;
  views: Named[];
  automatic: Offered[];
  variants: Named[];
  /** What the architecture can be held against: another variant, an earlier state. */
  bases: Named[];
  /** What differs from the base that was chosen. */
  changes?: ChangeRow[];
  scene: LaidOutScene;
  svg: string;
  /** What the scene shows of the icons, for a page that draws it anew, as for a file. */
  icons: Icons;
  findings: FindingMark[];
  /** The findings are those of an earlier text, or none: a picture of the same version with those of this text follows. */
  checking?: true;
  /** Where each element, group, link and flow was written. */
  origins: Record<Id, Origin>;
  model: Model;
}
