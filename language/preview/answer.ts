/**
 * From a model and its findings to the picture of a preview: laid out, drawn, worded. The language server and the
 * command line's preview server both answer with this, so that they show the same.
 */
import type { Facts } from '../facts/query.js';
import { word } from '../messages/word.js';
import type { Finding } from '../model/finding.js';
import type { Id, Model } from '../model/model.js';
import type { Origin } from '../model/origin.js';
import type { FindingMark, Named, Picture } from '../protocol/picture.js';
import type { SceneAnswer, SceneRequest } from '../protocol/server.js';
import { automaticViews, drawing, isViewOf, passesOf, toSvg } from '../scene/index.js';

export interface Drawable {
  model: Model;
  /** Of that model. */
  facts: Facts;
  findings: readonly Finding[];
  /** Which state of the text it is. */
  version: number;
  variants: readonly Named[];
}

export async function answerScene(request: SceneRequest, drawable: Drawable): Promise<SceneAnswer> {
  const { model } = drawable;
  const broken = model.problems.some((problem) => problem.type === 'syntax');
  return { revision: request.revision, broken, picture: await pictureOf(request, drawable) };
}

async function pictureOf({ uri, choice, theme }: SceneRequest, { model, facts, findings, version, variants }: Drawable): Promise<Picture> {
  const { view: wished, ...rest } = choice;
  // A view or place that is gone, as while its name is being typed: the overview, and the page must know that it is.
  const view = isViewOf(model, wished) ? wished : undefined;
  const { show, collapsed, expanded } = rest;
  const scene = await drawing(model, {
    ...(view === undefined ? {} : { view }), ...(show === undefined ? {} : { show }), collapsed, expanded, findings, passes: passesOf(facts),
  });
  return {
    uri, version, choice: { ...rest, ...(view === undefined ? {} : { view }) }, scene, svg: toSvg(scene, { theme, background: false }),
    views: model.views.map(({ name, label }) => (label === undefined ? { name } : { name, label })),
    automatic: automaticViews(model),
    variants: [...variants],
    findings: findings.map(markOf),
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
