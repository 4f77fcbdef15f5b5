/**
 * The conversation between a preview and its host (the extension's panel or the command line's preview server). Every
 * message carries a revision: the host's count of the pictures it sent, and in the other direction the one that the
 * reader was looking at. What belongs to an earlier picture is dropped on arrival.
 */
import type { Id } from '../model/model.js';
import type { PictureEdit } from '../model/edit.js';
import type { Origin } from '../model/origin.js';
import type { Choice, Picture } from './picture.js';

export type ToHost =
  /** The page is there, after start or reload; with what it remembers. */
  | { type: 'ready'; revision: number; choice?: Choice }
  /** Another view, variant, or other containers opened and closed. */
  | { type: 'requestScene'; revision: number; choice: Choice }
  /** A second picture beside it, as of another variant, for as long as the reader compares; without a choice none any more. */
  | { type: 'requestBeside'; revision: number; choice?: Choice }
  /** The page was hidden, or is seen again. */
  | { type: 'seen'; revision: number; seen: boolean }
  /** The reader clicked: show its line. */
  | { type: 'reveal'; revision: number; id: Id }
  /** The same of a line that has no id: a rule, a step of a scenario, a finding. Only files of the picture are shown. */
  | { type: 'revealAt'; revision: number; origin: Origin }
  /** The reader's selection, undefined when it was cleared. */
  | { type: 'select'; revision: number; id?: Id }
  /** Change the text: rename, add, connect, delete. `number` comes back with the answer. */
  | { type: 'edit'; revision: number; number: number; edit: PictureEdit }
  /** Take back the last change that was made from the picture, or do it again. */
  | { type: 'undo'; revision: number; again: boolean }
  /** Save the picture: made by the page already (text, or base64 of a PNG), or to be made by the host. */
  | { type: 'export'; revision: number; format: ExportFormat; content?: string }
  /** Boxes that the reader set by hand in the view of this choice. */
  | { type: 'place'; revision: number; choice: Choice; boxes: BoxPlacement[] }
  /** A link of the picture; only http and https pass validation. */
  | { type: 'open'; revision: number; href: string };

/** A box and where its top left corner was set, from that of its container or from the layout's origin. */
export interface BoxPlacement {
  /** Undefined: every box of the view. */
  id?: Id;
  /** Undefined: where the automatic layout sets it. */
  at?: { x: number; y: number };
}

/** What could be taken back and what done again, worded; left out where there is nothing. */
export interface EditHistoryNames { undo?: string; redo?: string }

export type ExportFormat = 'svg' | 'png' | 'pdf' | 'html' | 'json';

export type PlaybackAction = 'play' | 'pause' | 'step' | 'fail' | 'recover' | 'recoverAll';

export interface PreviewSettings {
  /** True where the host can show source: the command line's cannot. */
  canReveal: boolean;
  canExport: boolean;
  /** Boxes may be set by hand: the host keeps where. */
  canPlace?: boolean;
  /** What the host makes beside the formats that the page makes itself. */
  makes?: ('pdf' | 'html')[];
  /** True where the host lets the page change the text. */
  canEdit?: boolean;
  /** True where the host takes back what was changed from the picture. */
  canUndo?: boolean;
  /** The pictures are given: no others can be asked for, and nothing opened or closed. */
  fixed?: boolean;
}

export type ToPreview =
  | { type: 'settings'; revision: number; settings: PreviewSettings }
  | { type: 'scene'; revision: number; picture: Picture; broken: boolean }
  /** The second picture, of the same state of the text. */
  | { type: 'beside'; revision: number; picture: Picture }
  /** The text broke or is whole again; the picture shown stays the last good one. */
  | { type: 'broken'; revision: number; broken: boolean }
  /** What the cursor stands on; `also` is whatever else its statement speaks of. */
  | { type: 'select'; revision: number; id?: Id; also?: Id[] }
  | { type: 'control'; revision: number; action: PlaybackAction; id?: Id }
  /** Play a scenario from its beginning, by its name. */
  | { type: 'scenario'; revision: number; name: string }
  /** A command: save the picture in this format; of a PNG with so many pixels for each of the picture's. */
  | { type: 'save'; revision: number; format: ExportFormat; scale?: number }
  /** What the page had asked the host to make, in base64: it is to be kept. */
  | { type: 'file'; revision: number; format: ExportFormat; content: string }
  /** Something to be told, worded by the host. */
  | { type: 'note'; revision: number; text: string }
  /** What became of an edit; undefined: it was made, and the picture of the changed text follows. */
  | { type: 'edited'; revision: number; number: number; problem?: string }
  /** What could be taken back from now on. A host that cannot tell sends none. */
  | ({ type: 'history'; revision: number } & EditHistoryNames)
  /** No picture can be shown; worded by the host. */
  | { type: 'error'; revision: number; text: string };
