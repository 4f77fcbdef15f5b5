/** The shape of an edit that a page asks for: what it means is proven by whoever makes it. */
import { aShortText, isPlain, optional, shape, tagged, type Check } from './shape.js';

/** Names and labels are far shorter; a page must not fill a file. */
const aName: Check = (value) => aShortText(value) && (value as string).length <= 200;

const anEnd = shape({ element: aShortText, jack: optional(aName) });

const edit = tagged({
  rename: shape({ id: aShortText, name: aName }),
  label: shape({ id: aShortText, label: aName }),
  delete: shape({ id: aShortText }),
  'add-element': shape({ into: optional(aShortText), kind: aName, name: aName, label: optional(aName) }),
  'add-flow': shape({ from: aShortText, to: aShortText, over: optional(aName) }),
  'add-link': shape({ a: anEnd, b: anEnd }),
});

export const anEdit: Check = (value) => isPlain(value) && edit(value);
