/**
 * What a picture is of: a written view, an automatic one or the overview, brought to one form, so that choosing,
 * nesting and wording need not ask which of them it was.
 */
import { ancestry, isPlace, isWithin, memberElements } from '../../model/queries.js';
import type { Id, Model, View } from '../../model/model.js';
import type { Show } from '../scene.js';
import { descendants, flowEnds, linkEnds, scopeOf, showOf } from '../selection.js';
import { automaticIn, keyOf, titleOfAutomatic, type Automatic } from './automatic.js';
import { around } from './neighbourhood.js';

export interface Perspective {
  /** The written view, or what an automatic one amounts to as a view; undefined for the overview. */
  view: View | undefined;
  /** Which view it is, as choices name it; undefined for the overview. */
  key: string | undefined;
  /** True of a view that nobody wrote. */
  automatic: boolean;
  /** What a neighbourhood is around: the one part of the picture that stands out. */
  centre?: Id;
  /** Of automatic views; written ones have their label. */
  title?: string;
  show: Show;
  /** All that may be drawn; undefined: everything. */
  scope: ReadonlySet<Id> | undefined;
  /** Containers around the whole picture, which are not drawn: the breadcrumbs name them. */
  unwrapped: ReadonlySet<Id>;
}

export function perspectiveOf(model: Model, key: string | undefined, show: Show | undefined): Perspective {
  const written = model.views.find((each) => each.name === key);
  if (written) {
    const shown = show ?? showOf(model, written);
    return { automatic: false, view: written, key: written.name, show: shown, scope: scopeOf(model, written, shown), unwrapped: new Set() };
  }
  const automatic = automaticIn(model, key);
  if (!automatic) return { automatic: false, view: undefined, key: undefined, show: show ?? showOf(model, undefined), scope: undefined, unwrapped: new Set() };
  return { automatic: true, key: keyOf(automatic), title: titleOfAutomatic(model, automatic), ...seen(model, automatic, show) };
}

function seen(model: Model, automatic: Automatic, show: Show | undefined): Pick<Perspective, 'view' | 'show' | 'scope' | 'unwrapped' | 'centre'> {
  switch (automatic.type) {
    case 'network': return { view: undefined, show: show ?? 'links', scope: undefined, unwrapped: new Set() };
    case 'inside': return inside(model, automatic.of, show);
    case 'around': return neighbourhood(model, automatic.of, automatic.depth, show);
  }
}

/** What is in it, and each that it is joined with outside, there in the outermost place that is not around both. */
function inside(model: Model, of: Id, wished: Show | undefined): ReturnType<typeof seen> {
  const within = withMembers(model, of);
  const touched = (ends: readonly Id[]): boolean => ends.some((id) => within.has(id));
  const flows = Object.values(model.flows).some((flow) => touched(flowEnds(model, flow)));
  const links = Object.values(model.links).some((link) => touched(linkEnds(link)));
  const show = wished ?? (flows || !links ? 'flows' : 'links');
  const view = asView(automaticView(of, show), of);
  const scope = scopeOf(model, view, show)!;
  within.forEach((id) => scope.add(id));
  const unwrapped = new Set([...ancestry(model, of)].map((element) => element.id).filter((id) => id !== of));
  for (const id of scope) {
    if (within.has(id)) continue;
    const outermost = [...ancestry(model, id)].filter((element) => isPlace(element) && !isWithin(model, of, element.id)).at(-1);
    if (outermost && outermost.id !== id && !view.collapse.includes(outermost.id)) view.collapse.push(outermost.id);
  }
  return { view, show, scope, unwrapped };
}

function neighbourhood(model: Model, of: Id, depth: number, wished: Show | undefined): ReturnType<typeof seen> {
  const centre = withMembers(model, of);
  const { ids, flows, links } = around(model, centre, depth, wished);
  const show = wished ?? (flows && links ? 'all' : links ? 'links' : 'flows');
  const view = asView(automaticView(of, show), of);
  const unwrapped = new Set([...ancestry(model, of)].map((element) => element.id).filter((id) => id !== of && [...ids].every((each) => isWithin(model, each, id))));
  return { view, show, scope: ids, unwrapped, centre: of };
}

function withMembers(model: Model, of: Id): Set<Id> {
  return descendants(model, new Set([of, ...memberElements(model, of)]));
}

function automaticView(of: Id, show: Show): View['show'] {
  return [{ what: show, of: [of] }];
}

function asView(show: View['show'], of: Id): View {
  const nowhere = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  return { name: `@${of}`, show, collapse: [], hide: { ids: [], tags: [] }, highlight: { ids: [], tags: [] }, near: [], rank: [], origin: { uri: '', range: nowhere, extent: nowhere } };
}
