/** A box that somebody set by hand, although the view or the element is gone, or the view does not show it. */
import type { Facts } from '../../facts/query.js';
import type { Finding } from '../../model/finding.js';
import { viewOfKey, type SetBox, type SetView } from '../../model/manual-layout.js';
import type { Id, Model } from '../../model/model.js';
import { ancestry, memberElements } from '../../model/queries.js';
import { hiddenBy, scopeOf } from '../../model/view-scope.js';
import { text } from '../../messages/word.js';
import { finding, type Rule } from '../rule.js';

const about = { id: 'model/stale-position', severity: 'warning' } as const;

export const rule: Rule = { ...about, title: text('model.stale-position.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  const { model } = facts;
  for (const view of facts.read('layout')?.views ?? []) {
    if (!isThere(model, viewOfKey(view.key))) yield report(view, 'view', view.key, view.key);
    else for (const box of view.boxes) {
      if (!exists(model, box.id)) yield report(box, 'gone', box.id, view.key);
      else if (!isShown(model, view, box.id)) yield report(box, 'hidden', box.id, view.key);
    }
  }
}

function exists(model: Model, id: Id): boolean {
  return Object.hasOwn(model.elements, id) || Object.hasOwn(model.groups, id);
}

/** The overview, a written view, the wiring, or the view of a part that there is. */
function isThere(model: Model, view: string | undefined): boolean {
  if (view === undefined || view === '@network' || model.views.some((each) => each.name === view)) return true;
  const of = /^@(?:inside|around [1-9]) (.+)$/su.exec(view)?.[1];
  return of !== undefined && exists(model, of);
}

/** False only where a written view says so itself: what is closed, or left out as unimportant, may come back. */
function isShown(model: Model, { key }: SetView, id: Id): boolean {
  const view = model.views.find((each) => each.name === viewOfKey(key));
  if (!view) return true;
  const ids = memberElements(model, id);
  const hidden = hiddenBy(model, view);
  if (ids.length > 0 && ids.every((each) => hidden.has(each))) return false;
  const scope = scopeOf(model, view, 'all');
  return !scope || [...scope].some((each) => ids.includes(each) || [...ancestry(model, each)].some((around) => ids.includes(around.id)));
}

function report({ origin, removal }: SetBox | SetView, reason: 'view' | 'gone' | 'hidden', name: string, view: string): Finding {
  return finding(about, {
    origin, what: text(`model.stale-position.what.${reason}`, { name, view }), why: text('model.stale-position.why'), todo: text('model.stale-position.todo'),
    fixes: [{ title: text('model.stale-position.fix'), edits: [{ type: 'replace', at: removal, by: '' }], preferred: true }],
    subjects: reason === 'hidden' ? [name] : [], key: `${view} ${name}`,
  });
}
