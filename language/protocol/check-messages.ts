/** Are these bytes a message of ours? Asked of everything that crosses a border between processes, in both directions. */
import { aChoice, anOrigin, aPicture } from './check-picture.js';
import { anEdit } from './check-edit.js';
import type { ToHost, ToPreview } from './preview.js';
import type { EditAnswer, EditRequest, ExportAnswer, ExportRequest, PlaceAnswer, PlaceRequest, SceneAnswer, SceneChanged, SceneRequest } from './server.js';
import { aCount, aFlag, aNumber, aShortText, aText, type Check, isPlain, listOf, LONGEST_LIST, LONGEST_TEXT, oneOf, optional, shape, tableOf, tagged } from './shape.js';

const WEB_ADDRESS = /^https?:\/\/[^\s/\\?#@\p{Cc}][^\s\\\p{Cc}]*$/iu;

/** Only http and https: no `javascript:`, `command:`, `file:` or `data:`. */
export function isWebAddress(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_TEXT && WEB_ADDRESS.test(value);
}

const revision = aCount;

const format = oneOf('svg', 'png', 'pdf', 'html', 'json');
/** A large picture at a large scale, and no more. */
const LONGEST_CONTENT = 256_000_000;
const aContent: Check = (value) => typeof value === 'string' && value.length <= LONGEST_CONTENT;

const somePlaces = listOf(shape({ id: optional(aShortText), at: optional(shape({ x: aNumber, y: aNumber })) }), LONGEST_LIST);

const toHost = tagged({
  ready: shape({ revision, choice: optional(aChoice) }),
  requestScene: shape({ revision, choice: aChoice }),
  seen: shape({ revision, seen: aFlag }),
  requestBeside: shape({ revision, choice: optional(aChoice) }),
  reveal: shape({ revision, id: aShortText }),
  revealAt: shape({ revision, origin: anOrigin }),
  select: shape({ revision, id: optional(aShortText) }),
  edit: shape({ revision, number: aCount, edit: anEdit }),
  undo: shape({ revision, again: aFlag }),
  export: shape({ revision, format, content: optional(aContent) }),
  open: shape({ revision, href: isWebAddress }),
  place: shape({ revision, choice: aChoice, boxes: somePlaces }),
});

const toPreview = tagged({
  settings: shape({ revision, settings: shape({ canReveal: aFlag, canExport: aFlag, canEdit: optional(aFlag), canPlace: optional(aFlag), canUndo: optional(aFlag), fixed: optional(aFlag), makes: optional(listOf(oneOf('pdf', 'html'))) }) }),
  scene: shape({ revision, picture: aPicture, broken: aFlag }),
  beside: shape({ revision, picture: aPicture }),
  broken: shape({ revision, broken: aFlag }),
  select: shape({ revision, id: optional(aText), also: optional(listOf(aText)) }),
  control: shape({ revision, action: oneOf('play', 'pause', 'step', 'fail', 'recover', 'recoverAll'), id: optional(aText) }),
  scenario: shape({ revision, name: aText }),
  save: shape({ revision, format, scale: optional(aNumber) }),
  file: shape({ revision, format, content: aText }),
  note: shape({ revision, text: aText }),
  edited: shape({ revision, number: aCount, problem: optional(aText) }),
  history: shape({ revision, undo: optional(aText), redo: optional(aText) }),
  error: shape({ revision, text: aText }),
});

const sceneRequest: Check = shape({ revision, uri: aText, choice: aChoice, theme: oneOf('light', 'dark', 'vscode'), hold: optional(tableOf(shape({ x: aNumber, y: aNumber, set: optional((value) => value === true) }))) });
const sceneAnswer: Check = shape({ revision, picture: optional(aPicture), broken: aFlag, problem: optional(aText) });
const exportRequest: Check = shape({ uri: aText, choice: aChoice, format: oneOf('pdf', 'html') });
const exportAnswer: Check = shape({ content: optional(aText), missing: optional(aText), problem: optional(aText) });
const editRequest: Check = shape({ uri: aText, variant: optional(aText), edit: anEdit });
const editAnswer: Check = shape({ edit: optional(isPlain), problem: optional(aText) });
const sceneChanged: Check = shape({ uri: aText });

const placeRequest: Check = shape({ root: aText, key: aShortText, boxes: somePlaces });
const placeAnswer: Check = shape({ uri: aText, text: optional(aText), problem: optional(aText) });

export const isPlaceRequest = (value: unknown): value is PlaceRequest => placeRequest(value);
export const isPlaceAnswer = (value: unknown): value is PlaceAnswer => placeAnswer(value);
export const isToHost = (value: unknown): value is ToHost => toHost(value);
export const isToPreview = (value: unknown): value is ToPreview => toPreview(value);
export const isSceneRequest = (value: unknown): value is SceneRequest => sceneRequest(value);
export const isSceneAnswer = (value: unknown): value is SceneAnswer => sceneAnswer(value);
export const isExportRequest = (value: unknown): value is ExportRequest => exportRequest(value);
export const isExportAnswer = (value: unknown): value is ExportAnswer => exportAnswer(value);
export const isEditRequest = (value: unknown): value is EditRequest => editRequest(value);
export const isEditAnswer = (value: unknown): value is EditAnswer => editAnswer(value);
export const isSceneChanged = (value: unknown): value is SceneChanged => sceneChanged(value);
