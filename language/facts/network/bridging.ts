/** Bridging inside of interfaces that span several cables, and which cables hang together whatever their VLANs. */
import type { Id } from '../../model/model.js';
import { isInternet } from '../../model/queries.js';
import { isLayer3Switch, routes } from './devices.js';
import type { FrameEdge } from './frames.js';
import type { NetInterface } from './interface-types.js';
import { componentsOf, type Ground } from './reaching.js';

/**
 * One interface over several cables is a bridge over them: always on a layer 3 switch, on a router or firewall only
 * where the far sides are not one segment already (it does not stand in for the switches). An address of the device itself
 * that stands on several cables is such an interface, too; a cable to an internet is never bridged with others.
 */
export function bridgeInside(ground: Ground, all: NetInterface[], adjacent: FrameEdge[][]): void {
  const sets = componentsOf(adjacent);
  const edges = new Set(ground.graph.vertices.flatMap(({ element }, vertex) => (isInternet(ground.elements[element ?? '']) ? [sets.find(vertex)] : [])));
  const outside = ground.graph.vertices.map((_, vertex) => edges.has(sets.find(vertex)));
  let id = adjacent.reduce((most, edges) => edges.reduce((inner, edge) => Math.max(inner, edge.id), most), -1) + 1;
  for (const made of all) {
    const element = ground.elements[made.station]!;
    if (!routes(element) || isInternet(element) || made.vertices.length < 2) continue;
    const named = made.place !== undefined || made.link !== undefined;
    if (!named && made.addresses.length === 0) continue;
    const vertices = named ? made.vertices : made.vertices.filter((vertex) => !outside[vertex]);
    const always = isLayer3Switch(element);
    for (let i = 1; i < vertices.length; i++) {
      const a = vertices[0]!;
      const b = vertices[i]!;
      if (!sets.union(a, b) && !always) continue;
      adjacent[a]!.push({ to: b, id });
      adjacent[b]!.push({ to: a, id });
      id++;
    }
  }
}

export function cabledClusters(ground: Ground, adjacent: FrameEdge[][]): number[] {
  const { graph } = ground;
  const sets = componentsOf(adjacent);
  for (const [id, mine] of graph.of) {
    const element = ground.elements[id];
    // Any port of a layer 3 switch could be put into any of its VLANs.
    const whole = element !== undefined && isLayer3Switch(element);
    const bridged = mine.filter((index) => whole || graph.vertices[index]!.kind === 'bridge');
    for (const index of bridged) sets.union(bridged[0]!, index);
    const byLink = new Map<Id, number>();
    for (const index of mine) {
      const link = graph.vertices[index]!.link;
      if (link === undefined) continue;
      if (byLink.has(link)) sets.union(byLink.get(link)!, index);
      else byLink.set(link, index);
    }
  }
  return graph.vertices.map((_, index) => sets.find(index));
}
