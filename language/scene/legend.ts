/** A legend only for strokes that a reader may not know, and only where they occur. */
import type { Model } from '../model/model.js';
import { vlanHues } from './link-edges.js';
import { nameOf, say } from './names.js';
import type { LegendEntry, SceneEdge } from './scene.js';

const WIRELESS = new Set(['wifi', 'bluetooth', 'zigbee']);
const STORAGE = new Set(['sas', 'sata', 'scsi']);

/** VLANs that have a name, where tags show only their numbers; more than these are no legend any more. */
const MOST_VLANS = 8;

export function legendOf(model: Model, edges: readonly SceneEdge[]): LegendEntry[] {
  return [...vlansOf(model, edges), ...strokesOf(edges)];
}

function vlansOf(model: Model, edges: readonly SceneEdge[]): LegendEntry[] {
  if (!edges.some((edge) => (edge.cable?.vlans.length ?? 0) > 0)) return [];
  const hues = vlanHues(model);
  const places = Object.values(model.elements).filter((element) => element.network.vlan !== undefined).sort((a, b) => a.network.vlan! - b.network.vlan!);
  return places.slice(0, MOST_VLANS).map((place) => {
    const number = place.network.vlan!;
    const subnets = place.network.subnets.map((each) => each.prefix);
    const name = nameOf(model, place.id);
    const text = subnets.length > 0 ? say('scene.legend.vlan', { name, subnets: subnets.join(', ') }) : name;
    return { sample: 'vlan', text, tag: { text: String(number), number, hue: hues.get(number) ?? 0 } };
  });
}

function strokesOf(edges: readonly SceneEdge[]): LegendEntry[] {
  const used = (test: (edge: SceneEdge) => boolean): boolean => edges.some(test);
  const medium = (edge: SceneEdge): string => edge.cable?.medium ?? 'ethernet';
  const samples: [Exclude<LegendEntry['sample'], 'vlan'>, boolean][] = [
    ['async', used((edge) => edge.form === 'flow' && edge.dashed)],
    ['optional', used((edge) => edge.form === 'flow' && edge.pale)],
    ['trunk', used((edge) => edge.cable?.trunk === true)],
    ['fc', used((edge) => medium(edge) === 'fc')],
    ['tunnel', used((edge) => edge.cable?.tunnel === true)],
    ['wireless', used((edge) => WIRELESS.has(medium(edge)))],
    ['storage-cable', used((edge) => STORAGE.has(medium(edge)))],
  ];
  return samples.filter(([, present]) => present).map(([sample]) => ({ sample, text: say(`scene.legend.${sample}`) }));
}
