/**
 * The small picture of a hover: of a flow its way with the devices on it, of a group its members and its address, of a
 * finding the culprit and what is around it. Only of an analysed text, and only of few parts: laying out a picture cannot
 * be called off, and nobody who types may wait for it.
 */
import type { Facts } from '#language/facts/query.js';
import type { Finding } from '#language/model/finding.js';
import type { Id, Model, View as ModelView } from '#language/model/model.js';
import { contains, type Position } from '#language/model/origin.js';
import type { Session } from '../session.js';
import type { View } from '../views.js';
import { hoverImage } from './small-svg.js';

/** More boxes than this are no small picture, and take too long. */
const MOST_NODES = 18;

/** What the picture is of. */
export type PictureSubject = { type: 'flow' | 'group'; id: Id } | { type: 'finding'; finding: Finding };

const drawn = new WeakMap<Facts, Map<string, string | undefined>>();

/** The finding that underlines this place, the gravest first. */
export function findingAt({ checked }: Session, { root, variant }: View, uri: string, position: Position): Finding | undefined {
  const ORDER = ['error', 'warning', 'info', 'hint'];
  return checked.get(root)?.findings
    .filter((finding) => finding.origin.uri === uri && finding.subjects.length > 0 && (finding.variant === undefined || finding.variant === variant) && contains(finding.origin.range, position))
    .sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity))[0];
}

/** As Markdown; undefined where there is none, or it is switched off, or the text is not analysed yet. */
export async function hoverPicture(session: Session, view: View, subject: PictureSubject): Promise<string | undefined> {
  const { facts } = view;
  if (!session.opensPictures || !session.preferences.hoverPictures) return undefined;
  const analysis = session.checked.get(view.root)?.analyses.find((each) => each.facts === facts);
  if (!analysis) return undefined;
  const known = drawn.get(facts) ?? new Map<string, string | undefined>();
  drawn.set(facts, known);
  const key = subject.type === 'finding' ? `finding ${subject.finding.rule} ${subject.finding.key}` : `${subject.type} ${subject.id}`;
  if (!known.has(key)) {
    // Key strokes that have arrived meanwhile go first.
    await new Promise<void>((resolve) => session.host.scheduler.soon(resolve));
    if (session.workspace.project.model(view.root, view.variant)?.facts !== facts) return undefined;
    known.set(key, await draw(view, subject, analysis.findings));
  }
  return known.get(key);
}

/** What draws is loaded with the first picture. */
async function draw({ model, facts }: View, subject: PictureSubject, findings: readonly Finding[]): Promise<string | undefined> {
  const { drawingNow, keyOf, passesOf, toScene, toSvg } = await import('#language/scene/index.js');
  const passes = passesOf(facts);
  const about = subject.type === 'finding' ? findings.filter((each) => each.rule === subject.finding.rule && each.key === subject.finding.key) : [];
  for (const { model: part, view } of candidates(model, subject, passes, (id) => keyOf({ type: 'around', of: id, depth: 1 }))) {
    const options = { view, findings: about, passes };
    if (count(toScene(part, options).nodes) > MOST_NODES) continue;
    const scene = drawingNow(part, options);
    const image = scene.nodes.length > 0 ? hoverImage(toSvg(scene, { theme: 'light', prefix: 'h' }), scene.title) : undefined;
    if (image !== undefined) return image;
  }
  return undefined;
}

interface Candidate { model: Model; view: string }

/** The best first; what is too large gives way to the next. */
function candidates(model: Model, subject: PictureSubject, passes: Readonly<Record<Id, readonly unknown[]>>, around: (id: Id) => string): Candidate[] {
  const id = subject.type === 'finding' ? subject.finding.subjects[0]! : subject.id;
  const flow = Object.hasOwn(model.flows, id) ? model.flows[id] : undefined;
  if (flow) {
    const ends = [...flow.from, ...flow.to].flatMap((end) => (end.type === 'ids' ? end.ids : []));
    const through = (passes[id] ?? []).flatMap((way) => (typeof way === 'string' ? [way] : (way as { through: readonly Id[] }).through));
    return [only({ ...model, flows: { [id]: flow } }, [...new Set([...ends, ...through])], 'flows', flow.label ?? flow.title)];
  }
  const link = Object.hasOwn(model.links, id) ? model.links[id] : undefined;
  if (link) return [only({ ...model, links: { [id]: link } }, [link.a.element, link.b.element], 'links', link.label ?? link.id)];
  if (!Object.hasOwn(model.elements, id) && !Object.hasOwn(model.groups, id)) return [];
  const alone = only({ ...model, flows: {}, links: {} }, [id], 'all', model.groups[id]?.label ?? model.elements[id]?.label ?? id);
  return [{ model, view: around(id) }, alone];
}

/** A view that nobody wrote, of these parts alone. */
function only(model: Model, of: Id[], what: 'flows' | 'links' | 'all', label: string): Candidate {
  const nowhere = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const view: ModelView = {
    name: '@hover', label, show: [{ what, of }], collapse: [], hide: { ids: [], tags: [] }, highlight: { ids: [], tags: [] }, near: [], rank: [], origin: { uri: model.root, range: nowhere, extent: nowhere },
  };
  return { model: { ...model, views: [view] }, view: view.name };
}

function count(nodes: readonly { children: readonly unknown[] }[]): number {
  return nodes.reduce((sum, node) => sum + 1 + count(node.children as typeof nodes), 0);
}
