/**
 * Cables: links with their jacks, addresses and VLANs, and the attachments that an interface on a place means where no
 * cable leads there.
 */
import { isWithin } from '../model/queries.js';
import type { Element, Id, Link, LinkEnd, Model, VlanUse } from '../model/model.js';
import { nested } from './ends.js';
import { nameOf, say, tooltip } from './names.js';
import type { Nesting } from './nesting.js';
import type { Cable, SceneEdge, VlanTag } from './scene.js';

/** Four for VLANs; with the accent and the colour of errors that makes the six that a picture may have. */
const HUES = 4;
/** Numbers of a trunk that are spelled out on its tag. */
const MOST_NUMBERS = 4;

export function linkEdges(model: Model, nesting: Nesting): { edges: SceneEdge[]; routes: Record<Id, string[]> } {
  const hues = vlanHues(model);
  const edges = new Map<string, SceneEdge>();
  const routes: Record<Id, string[]> = {};
  for (const link of Object.values(model.links)) {
    const from = standing(model, nesting, link.a.element);
    const to = standing(model, nesting, link.b.element);
    if (from === undefined || to === undefined || nested(nesting, from, to)) continue;
    const lifted = from !== link.a.element || to !== link.b.element;
    const id = lifted ? `links ${from} -- ${to}` : `link ${link.id}`;
    const known = edges.get(id);
    if (known) bundleInto(known, link);
    else edges.set(id, edgeOf(model, link, id, from, to, lifted, hues));
    routes[link.id] = [id];
  }
  for (const edge of attachments(model, nesting)) if (!edges.has(edge.id)) edges.set(edge.id, edge);
  return { edges: [...edges.values()], routes };
}

/** A place stands for itself; what is in no picture is drawn by nothing. */
function standing(model: Model, nesting: Nesting, id: Id): Id | undefined {
  return nesting.stands(id) ?? (model.groups[id] ? nesting.stands(model.groups[id].members[0]?.id ?? '') : undefined);
}

function bundleInto(edge: SceneEdge, link: Link): void {
  edge.parts.push({ id: link.id, origin: link.origin, title: titleOf(link) });
  edge.text = say('scene.link.many', { count: edge.parts.length });
  edge.title = tooltip(edge.parts.map((part) => part.title));
  edge.ends = {};
  if (edge.cable) edge.cable.vlans = [];
}

function titleOf(link: Link): string {
  const facts = ['bandwidth', 'latency'].flatMap((word) => link.attributes[word]?.value.text ?? []);
  return [link.label ?? link.name ?? link.id, ...(link.medium === 'ethernet' ? [] : [link.medium]), ...(link.tunnel ? [link.tunnel] : []), ...facts].join(' · ');
}

function edgeOf(model: Model, link: Link, id: string, from: Id, to: Id, lifted: boolean, hues: ReadonlyMap<number, number>): SceneEdge {
  const cable: Cable = {
    medium: link.medium, tunnel: link.tunnel !== undefined, trunk: [link.a, link.b].some((end) => end.trunk !== undefined), vlans: lifted ? [] : vlanTags(link, hues),
  };
  const label = say('scene.link.label', { medium: cable.tunnel ? 'tunnel' : link.medium, a: nameOf(model, from), b: nameOf(model, to) });
  return {
    id, form: 'link', from, to, arrow: false, parts: [{ id: link.id, origin: link.origin, title: titleOf(link) }],
    ...(link.label ? { text: link.label } : link.tunnel && link.tunnel !== 'true' ? { text: link.tunnel } : {}),
    title: titleOf(link), label: cable.vlans.length > 0 ? say('scene.link.vlans', { link: label, vlans: cable.vlans.map((tag) => tag.text) }) : label,
    dashed: cable.tunnel, pale: false, cable, ends: lifted ? {} : { from: endText(model, link, link.a, link.b), to: endText(model, link, link.b, link.a) }, findings: [], emphasis: 'normal',
  };
}

/** Jack, and the address of the interface that uses the link. */
function endText(model: Model, link: Link, end: LinkEnd, other: LinkEnd): string | undefined {
  const element = model.elements[end.element];
  const face = element?.network.interfaces.find((each) => each.on.link === link.id || (each.on.place !== undefined && each.on.place === other.element));
  const said = [end.jack ?? face?.jack, face?.address?.address].filter((each) => each !== undefined);
  return said.length > 0 ? said.join(' ') : undefined;
}

// -------------------------------------------------------------------------------------------------------- VLANs

/** The same VLAN has the same hue in the whole picture; beyond four they repeat, told apart by their number. */
export function vlanHues(model: Model): Map<number, number> {
  const numbers = new Set<number>();
  for (const element of Object.values(model.elements)) if (element.network.vlan !== undefined) numbers.add(element.network.vlan);
  for (const link of Object.values(model.links)) for (const end of [link.a, link.b]) for (const use of [end.access, ...(end.trunk ?? []), end.native]) if (use && use.number > 0) numbers.add(use.number);
  return new Map([...numbers].sort((a, b) => a - b).map((number, index) => [number, index % HUES]));
}

function vlanTags(link: Link, hues: ReadonlyMap<number, number>): VlanTag[] {
  const access = link.a.access ?? link.b.access;
  if (access) return [{ text: access.number > 0 ? String(access.number) : access.text, number: access.number, hue: hues.get(access.number) ?? 0 }];
  const trunk = link.a.trunk ?? link.b.trunk;
  const native = link.a.native ?? link.b.native;
  if (!trunk && !native) return [];
  const numbers = (trunk ?? []).map(numberOf);
  const listed = numbers.length > MOST_NUMBERS ? `${numbers.slice(0, MOST_NUMBERS).join(', ')} +${numbers.length - MOST_NUMBERS}` : numbers.join(', ');
  const text = !native ? listed : listed === '' ? say('scene.native-only', { native: numberOf(native) }) : say('scene.native', { vlans: listed, native: numberOf(native) });
  const number = trunk?.length === 1 ? trunk[0]!.number : 0;
  return [{ text, number, hue: number > 0 ? hues.get(number) ?? 0 : -1 }];
}

function numberOf(use: VlanUse): string {
  return use.number > 0 ? String(use.number) : use.text;
}

// -------------------------------------------------------------------------------------------------- attachments

/** A device with an interface on a place that no link of its own leads to: a cable from the device to the place. */
function* attachments(model: Model, nesting: Nesting): Generator<SceneEdge> {
  const ends = linkEnds(model);
  for (const element of Object.values(model.elements)) {
    for (const face of element.network.interfaces) {
      const place = face.on.place;
      if (place === undefined || isWithin(model, element.id, place) || reaches(model, ends, element, place)) continue;
      const from = nesting.stands(element.id);
      const to = nesting.stands(place);
      if (from === undefined || to === undefined || nested(nesting, from, to)) continue;
      const address = face.address?.address;
      const said = [face.jack, address].filter((each) => each !== undefined).join(' ');
      const params = { element: nameOf(model, from), place: nameOf(model, to) };
      const label = address ? say('scene.attachment.address', { ...params, address }) : say('scene.attachment.label', params);
      yield {
        id: `attachment ${from} -- ${to}`, form: 'attachment', from, to, arrow: false, parts: [{ id: element.id, origin: face.origin, title: label }], title: label, label,
        dashed: false, pale: false, cable: { medium: 'ethernet', tunnel: false, trunk: false, vlans: [] }, ends: from === element.id && said ? { from: said } : {}, findings: [], emphasis: 'normal',
      };
    }
  }
}

function linkEnds(model: Model): Map<Id, Link[]> {
  const ends = new Map<Id, Link[]>();
  for (const link of Object.values(model.links)) {
    for (const id of [link.a.element, link.b.element]) {
      const known = ends.get(id);
      if (known) known.push(link);
      else ends.set(id, [link]);
    }
  }
  return ends;
}

/** One of the device's own links leads into the place, or carries that VLAN. */
function reaches(model: Model, ends: ReadonlyMap<Id, readonly Link[]>, element: Element, place: Id): boolean {
  const number = model.elements[place]?.network.vlan;
  return (ends.get(element.id) ?? []).some((link) => {
    const other = link.a.element === element.id ? link.b.element : link.a.element;
    const uses = [link.a, link.b].flatMap((end) => [end.access, end.native, ...(end.trunk ?? [])]);
    return isWithin(model, other, place) || uses.some((use) => use !== undefined && (use.place === place || (number !== undefined && use.number === number)));
  });
}
