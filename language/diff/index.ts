/** Two revisions: what changed (`difference`), and both as one model for the picture (`union`). */
export type { Change, PartChange, RuleChange, Sort, TraitChange } from './parts.js';
export type { DeclarationChange, DeclarationSort } from './declarations.js';
export { difference, isSame, type Difference, type Revision, type ServiceChange } from './difference.js';
export { sectionsOf, type Line, type Section } from './lines.js';
export { marksOf, type Mark } from './marks.js';
export { ruleText, traitText } from './texts.js';
export { union } from './union.js';
