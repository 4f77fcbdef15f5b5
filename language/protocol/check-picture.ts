/** The shape of a picture, as deep as the preview reads it without asking again. */
import { aCount, aFlag, aNumber, aShortText, aText, isPlain, listOf, LONGEST_LIST, oneOf, optional, shape, tableOf, type Check } from './shape.js';

const ids = listOf(aShortText, LONGEST_LIST);

export const aChoice: Check = shape({
  view: optional(aShortText), show: optional(oneOf('flows', 'links', 'all')), variant: optional(aShortText), against: optional(aShortText), collapsed: ids, expanded: ids,
});

const aPosition = shape({ line: aCount, character: aCount });
const aRange = shape({ start: aPosition, end: aPosition });
export const anOrigin: Check = shape({ uri: aText, range: aRange, extent: aRange });

const aPoint = shape({ x: aNumber, y: aNumber });
const aBox = { x: aNumber, y: aNumber, width: aNumber, height: aNumber };

const aNode = shape({
  ...aBox, id: aText, form: aText, role: aText, name: aText, label: aText, title: aText, origin: anOrigin, parent: optional(aText),
  collapsed: aFlag, hidden: aCount,
});

const aPart = shape({ id: aText, origin: anOrigin, title: aText });

const anEdge = shape({
  id: aText, form: aText, from: aText, to: aText, arrow: aFlag, title: aText, label: aText, parts: listOf(aPart), points: listOf(aPoint),
});

export const aScene = shape({
  title: aText, show: oneOf('flows', 'links', 'all'), width: aNumber, height: aNumber, nodes: listOf(aNode), edges: listOf(anEdge),
  routes: tableOf(listOf(aText)), stands: tableOf(aText),
});

export const aFinding = shape({
  rule: aText, severity: oneOf('error', 'warning', 'info', 'hint'), what: aText, why: aText, todo: aText, subjects: listOf(aText), origin: anOrigin,
});

const aChange = shape({ change: oneOf('added', 'removed', 'changed'), text: aText, details: listOf(aText), id: optional(aText), origin: optional(anOrigin) });

const slices = ['kinds', 'software', 'protocols', 'elements', 'groups', 'securityGroups', 'links', 'flows'];
const lists = ['expectations', 'scenarios', 'views', 'problems'];
/** The slices are there; what is in them comes from our own lowering. */
export const aModel: Check = (value) => isPlain(value) && aText(value['root'])
  && slices.every((name) => tableOf(isPlain)(value[name])) && lists.every((name) => Array.isArray(value[name]));

export const aNamed = shape({ name: aText, label: optional(aText) });
export const anOffered = shape({ name: aText, label: aText, depth: aCount });

export const someIcons: Check = tableOf(shape({ size: aNumber, body: aText }));

export const aPicture: Check = shape({
  uri: aText, version: aCount, choice: aChoice, views: listOf(aNamed), automatic: listOf(anOffered), variants: listOf(aNamed), bases: listOf(aNamed), changes: optional(listOf(aChange)), scene: aScene, svg: aText, icons: someIcons,
  findings: listOf(aFinding), origins: tableOf(anOrigin), model: aModel,
});
