/**
 * The scene: what a picture shows, as plain data, before anything has a place. It is chosen from the model by
 * `toScene`, placed by `layout` and drawn by `toSvg`; the preview, the command line and the tests share all three.
 * Every part carries the model id that it stands for and its origin, so that a click finds its line. Texts are
 * already worded; nothing here knows a theme, a pixel or a clock.
 */
import type { GroupMode, Id, Medium, Role } from '../model/model.js';
import type { Origin } from '../model/origin.js';
import type { Severity } from '../model/finding.js';
import type { IconName } from './icons.generated.js';

export type Show = 'flows' | 'links' | 'all';
export type Direction = 'down' | 'right' | 'left' | 'up';

export interface Scene {
  version: 1;
  /** The view's label, else the architecture's, else the file's name. */
  title: string;
  /** The view that was drawn; undefined for the automatic overview. */
  view?: string;
  variant?: string;
  show: Show;
  /** The way a request travels. */
  direction: Direction;
  /** Outermost nodes; everything else is nested in them. */
  nodes: SceneNode[];
  edges: SceneEdge[];
  /** The edges that each flow and each link is drawn by, in the direction of the request: what motion follows. */
  routes: Record<Id, string[]>;
  /** The node that draws each model element or group: itself, its stack, or the collapsed place around it. */
  stands: Record<Id, Id>;
  /** Rows of the legend; empty where the picture explains itself. */
  legend: LegendEntry[];
  /** Boxes that a view wants on one line; neighbours on it where `adjacent`. */
  ranks: { ids: Id[]; adjacent: boolean }[];
  /** Pairs of them: set together from the start. */
  near: { a: Id; b: Id }[];
  /** Where boxes stood in the picture before an edit: they stay there unless that makes the picture worse. Counted as those set by hand; `set` where they were. */
  hold: Readonly<Record<Id, { x: number; y: number; set?: true }>>;
  /** Boxes that somebody set by hand: their top left corner from that of the container that they are drawn in, else from the layout's origin. */
  set: Readonly<Record<Id, { x: number; y: number }>>;
}

/**
 * How a node is drawn. `internet` is a cloud-edged band, `place` a tinted area, `frame` a group around its members,
 * `container` an element with visible elements in it, `stack` several instances as one box, `wall` a filter that
 * stands in the line of traffic, `actor` who starts requests, `box` everything else.
 */
export type NodeForm = 'internet' | 'place' | 'frame' | 'container' | 'stack' | 'wall' | 'actor' | 'box';

export interface SceneNode {
  /** Id of the element or group; unique among the nodes. */
  id: Id;
  form: NodeForm;
  role: Role | 'group';
  icon: IconName;
  /** The name as users say it, in full; drawing wraps and cuts it. */
  name: string;
  /** The muted second line: software, address, what a collapsed place holds. */
  detail?: string;
  /** The full text for a tooltip. */
  title: string;
  /** What a screen reader says: kind, name, state, findings. */
  label: string;
  origin: Origin;
  /** Public places face an internet; undefined on what is no place. */
  exposure?: 'public' | 'private';
  /** VLAN number of a place that is one. */
  vlan?: number;
  /** Of a frame or stack: its mode and how many members must work. */
  group?: { mode: GroupMode; need: number; size: number; badge: string };
  /** A member that waits: drawn paler, with the word. */
  standby?: { word: string };
  /** Badges of groups whose members stand in different places, so that no frame can hold them. */
  membership: { id: Id; text: string; title: string }[];
  vips: Pill[];
  /** Security groups that judge what reaches the element: a small mark. */
  guards?: { text: string; title: string };
  findings: Badge[];
  /** True where the node hides what it contains; a click may open it. */
  collapsed: boolean;
  /** How many elements it hides. */
  hidden: number;
  emphasis: 'normal' | 'highlighted' | 'muted';
  change?: ChangeMark;
  children: SceneNode[];
}

/** What became of a part between two revisions: a mark at its corner or before its text, told apart by form. */
export interface ChangeMark {
  change: 'added' | 'removed' | 'changed';
  /** What changed, in words, for the tooltip. */
  title: string;
}

export interface Pill {
  text: string;
  title: string;
  origin: Origin;
}

/** Findings at a part, one badge a severity, the gravest first. */
export interface Badge {
  severity: Severity;
  count: number;
  /** The findings' rules, sorted, each once. */
  rules: string[];
  title: string;
}

export type EdgeForm = 'flow' | 'link' | 'attachment' | 'replication' | 'backup' | 'mount';

export interface SceneEdge {
  /** Deterministic, unique among the edges. */
  id: string;
  form: EdgeForm;
  /** Node ids. The arrow, where there is one, points to `to`. */
  from: Id;
  to: Id;
  arrow: boolean;
  /** What is drawn by it: several flows where they are bundled. */
  parts: EdgePart[];
  /** The text on the pill (flows) or beside the line (replication, bandwidth); undefined where there is nothing to say. */
  text?: string;
  /** Passes a filter that stands at the border and is drawn there: a small wall on the pill, and these words. */
  guarded?: string;
  title: string;
  label: string;
  /** Dashed: asynchronous. */
  dashed: boolean;
  /** Pale: optional, or towards a standby member. */
  pale: boolean;
  /** Links: the stroke of the medium or of a tunnel, and VLANs. */
  cable?: Cable;
  /** Small texts at the two ends: jack, interface address. */
  ends: { from?: string; to?: string };
  findings: Badge[];
  emphasis: 'normal' | 'highlighted' | 'muted';
  change?: ChangeMark;
}

export interface EdgePart {
  id: Id;
  origin: Origin;
  title: string;
}

export interface Cable {
  medium: Medium;
  tunnel: boolean;
  /** True where at least one end is a trunk: drawn as a double line. */
  trunk: boolean;
  vlans: VlanTag[];
}

export interface VlanTag {
  /** `10`, or `10, 20 · native 1`. */
  text: string;
  number: number;
  /** Which of the hues, 0 to 3, the same for the VLAN everywhere in the picture; -1 for a trunk of several. */
  hue: number;
}

export interface LegendEntry {
  /** Which stroke or form the row explains. */
  sample: 'vlan' | 'async' | 'optional' | 'trunk' | 'fc' | 'tunnel' | 'wireless' | 'storage-cable' | ChangeMark['change'];
  text: string;
  /** A VLAN: its number and hue. */
  tag?: VlanTag;
}
