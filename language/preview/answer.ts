/**
 * From a model and its findings to the picture of a preview: laid out, drawn, worded. The language server and the
 * command line's preview server both answer with this, so that they show the same.
 */
import { difference, marksOf, union, type Revision } from '../diff/index.js';
import type { Facts } from '../facts/query.js';
import { word } from '../messages/word.js';
import type { Finding } from '../model/finding.js';
import type { Id, Model } from '../model/model.js';
import type { Origin } from '../model/origin.js';
import type { FindingMark, Named, Picture } from '../protocol/picture.js';
import type { SceneAnswer, SceneRequest } from '../protocol/server.js';
import { basesOf, LAST_COMMIT } from './bases.js';
import { changeRows } from './changes.js';
import { automaticViews, drawing, iconsIn, isViewOf, passesOf, toSvg, type Fit, type LayOut } from '../scene/index.js';

export interface Drawable {
  model: Model;
  /** Of that model. */
  facts: Facts;
  findings: readonly Finding[];
  /** Which state of the text it is. */
  version: number;
  variants: readonly Named[];
  /** True where the last commit can be asked for. */
  history: boolean;
  /** The architecture that was chosen to be held against; undefined where there is none of that name. */
  base?: Revision | undefined;
  /** The findings are those of an earlier text: those of this one are being looked for. */
  checking?: true;
  /** Where pictures are laid out; here unless given. */
  layOut?: LayOut;
  /** How many boxes fitted in the last picture of this choice; written anew. */
  fit?: Fit;
}

export async function answerScene(request: SceneRequest, drawable: Drawable): Promise<SceneAnswer> {
  const { model } = drawable;
  const broken = model.problems.some((problem) => problem.type === 'syntax');
  return { revision: request.revision, broken, picture: await pictureOf(request, drawable) };
}

async function pictureOf({ uri, choice, theme, hold }: SceneRequest, { model, facts, findings, version, variants, history, base, checking, layOut, fit }: Drawable): Promise<Picture> {
  const { view: wished, against, ...rest } = choice;
  const found = base && against !== undefined ? difference(base, { model, facts, findings }) : undefined;
  const shown = base && found ? union(base.model, model, found.matching) : model;
  // A view or place that is gone, as while its name is being typed: the overview, and the page must know that it is.
  const view = isViewOf(shown, wished) ? wished : undefined;
  const { show, collapsed, expanded } = rest;
  const scene = await drawing(shown, {
    ...(view === undefined ? {} : { view }), ...(show === undefined ? {} : { show }), collapsed, expanded, findings, passes: { ...(base && found ? passesOf(base.facts) : {}), ...passesOf(facts) }, ...(found ? { changes: marksOf(found) } : {}), ...(hold ? { hold } : {}),
  }, layOut, fit);
  return {
    uri, version, choice: { ...rest, ...(view === undefined ? {} : { view }), ...(found ? { against: against! } : {}) }, scene, svg: toSvg(scene, { theme, background: false }), icons: iconsIn(scene),
    views: model.views.map(({ name, label }) => (label === undefined ? { name } : { name, label })),
    automatic: automaticViews(model),
    variants: [...variants],
    bases: basesOf(variants, choice.variant, history),
    ...(found ? { changes: changeRows(found, against === LAST_COMMIT) } : {}),
    findings: findings.map(markOf),
    ...(checking ? { checking } : {}),
    origins: originsOf(model),
    // Only the editor's features read the references; they are as long as the text.
    model: { ...model, references: [] },
  };
}

function markOf({ rule, severity, what, why, todo, subjects, origin }: Finding): FindingMark {
  return { rule, severity, what: word(what), why: word(why), todo: word(todo), subjects, origin };
}

/** Where each element, group, security group, link and flow was written. */
export function originsOf(model: Model): Record<Id, Origin> {
  const parts = [model.elements, model.groups, model.securityGroups, model.links, model.flows].flatMap((slice) => Object.values(slice));
  return Object.fromEntries(parts.map((part) => [part.id, part.origin]));
}
