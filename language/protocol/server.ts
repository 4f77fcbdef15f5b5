/**
 * What the extension asks the language server beyond the Language Server Protocol. A request carries a revision of the
 * asker's, the answer repeats it: whoever asked again meanwhile drops it. Documents of the standard library (scheme
 * `lintel-library`) need nothing here: the protocol's own `workspace/textDocumentContent` serves them.
 */
import type { PictureEdit } from '../model/edit.js';
import type { Choice, Picture, PictureTheme } from './picture.js';
import type { BoxPlacement } from './preview.js';

/** Request: the laid-out picture of a document. */
export const SCENE_REQUEST = 'lintel/scene';
/** Notification from the server: the text, an import or a finding changed; a picture asked for now differs. */
export const SCENE_CHANGED = 'lintel/sceneChanged';

export interface SceneRequest {
  revision: number;
  uri: string;
  choice: Choice;
  theme: PictureTheme;
  /** Where the boxes of the picture stand that is looked at: an edit moves as few as can be. */
  hold?: Record<string, { x: number; y: number; set?: true }>;
}

export interface SceneAnswer {
  revision: number;
  /** Undefined where nothing can be drawn, as of a file that is gone. */
  picture?: Picture;
  /** True while the text has syntax errors: the picture then lacks what could not be read. */
  broken: boolean;
  /** Why there is no picture, worded. */
  problem?: string;
}

/** Request: boxes were set by hand; what the file beside the model says from then on. */
export const PLACE_REQUEST = 'lintel/place';

export interface PlaceRequest {
  /** The architecture's root file. */
  root: string;
  /** The view, as the layout file names it. */
  key: string;
  boxes: BoxPlacement[];
}

export interface PlaceAnswer {
  /** The layout file. */
  uri: string;
  /** Undefined where nothing is set any more: the file may go. */
  text?: string;
  /** Why nothing may be written, worded. */
  problem?: string;
}

/** Request: a picture as a file that the host makes. */
export const EXPORT_REQUEST = 'lintel/export';

export interface ExportRequest {
  uri: string;
  /** The picture that is meant; of a page with every view, the one that comes first. */
  choice: Choice;
  format: 'pdf' | 'html';
}

export interface ExportAnswer {
  /** In base64; undefined where it could not be made. */
  content?: string;
  /** Characters that no font of this machine has. */
  missing?: string;
  /** Why there is no file, worded. */
  problem?: string;
}

/** Request: what an edit in the picture would change in the text. */
export const EDIT_REQUEST = 'lintel/edit';

export interface EditRequest {
  uri: string;
  variant?: string;
  edit: PictureEdit;
}

export interface EditAnswer {
  /** A `WorkspaceEdit` of the Language Server Protocol, for the versions that the editor has. */
  edit?: object;
  /** Why there is none, worded. */
  problem?: string;
}

export interface SceneChanged {
  uri: string;
}
