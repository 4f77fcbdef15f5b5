/**
 * Where an addition of the picture is written: behind the last of its like, so that a file keeps its order. An element
 * joins its neighbours in the block, a flow the flows and a link the links of the innermost block around both ends.
 */
import type { AstNode } from 'langium';
import type { Addition, Statement } from '../../model/edit.js';
import type { Id, Model } from '../../model/model.js';
import type { Origin } from '../../model/origin.js';
import { ancestry, part } from '../../model/queries.js';
import type { ArchDocument } from '../document.js';
import { statementAt } from '../statements.js';

export interface Placed {
  statement: Statement;
  /** The element whose block it comes into; undefined: the root file. */
  into: Id | undefined;
  /** The statement that it comes behind, where there is one of its like. */
  behind?: Origin;
}

type Documents = (uri: string) => ArchDocument | undefined;

export function placed(addition: Addition, model: Model, documents: Documents): Placed {
  switch (addition.type) {
    case 'add-element': {
      const { into, kind, name, label } = addition;
      const siblings = [...Object.values(model.elements), ...Object.values(model.groups)].map(({ origin }) => origin);
      return within(into, { type: 'element', kind, name, ...(label === undefined || label === '' ? {} : { label }), statements: [] }, lastIn(into, siblings, model, documents));
    }
    case 'add-flow': {
      const [from, to] = [asWritten(addition.from, model), asWritten(addition.to, model)];
      return among(Object.values(model.flows).map(({ origin }) => origin), [from, to], { type: 'flow', from, to, ...(addition.over === undefined ? {} : { over: addition.over }) }, model, documents);
    }
    case 'add-link': {
      const [a, b] = [addition.a, addition.b].map((end) => ({ ...end, element: asWritten(end.element, model) })) as [typeof addition.a, typeof addition.b];
      return among(Object.values(model.links).map(({ origin }) => origin), [a.element, b.element], { type: 'link', a, b }, model, documents);
    }
  }
}

/** The instances of a counted element are written as one. */
function asWritten(id: Id, model: Model): Id {
  return model.elements[id]?.instance?.group ?? id;
}

/** From the innermost block around both ends outwards, the first that has some of these. */
function among(origins: readonly Origin[], ends: readonly [Id, Id], statement: Statement, model: Model, documents: Documents): Placed {
  const [first, second] = ends.map((end) => [...ancestry(model, end)].map((element) => element.id).filter((id) => id !== end));
  for (const scope of first!.filter((id) => second!.includes(id))) {
    const behind = lastIn(scope, origins, model, documents);
    if (behind) return within(scope, statement, behind);
  }
  return within(undefined, statement, lastIn(undefined, origins, model, documents));
}

function within(into: Id | undefined, statement: Statement, behind: Origin | undefined): Placed {
  return { into, statement, ...(behind ? { behind } : {}) };
}

/** The last of these statements that stands in the element's own block, or directly in the root file. */
function lastIn(into: Id | undefined, origins: readonly Origin[], model: Model, documents: Documents): Origin | undefined {
  const home = into === undefined ? undefined : part(model, into)?.origin;
  const document = documents(home?.uri ?? model.root);
  if (!document?.healthy || (into !== undefined && !home)) return undefined;
  const block = home ? (statementAt(document.ast, document.lines.offset(home.extent.start)) as { body?: AstNode } | undefined)?.body : document.ast;
  if (!block) return undefined;
  let last: { origin: Origin; end: number } | undefined;
  for (const origin of origins) {
    if (origin.uri !== document.uri) continue;
    const statement = statementAt(document.ast, document.lines.offset(origin.extent.start));
    const end = statement?.$cstNode?.end;
    if (end !== undefined && statement!.$container === block && (!last || end > last.end)) last = { origin, end };
  }
  return last?.origin;
}
