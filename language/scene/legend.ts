/** A legend only for strokes that a reader may not know, and only where they occur. */
import { say } from './names.js';
import type { LegendEntry, SceneEdge } from './scene.js';

const WIRELESS = new Set(['wifi', 'bluetooth', 'zigbee']);
const STORAGE = new Set(['sas', 'sata', 'scsi']);

export function legendOf(edges: readonly SceneEdge[]): LegendEntry[] {
  const used = (test: (edge: SceneEdge) => boolean): boolean => edges.some(test);
  const medium = (edge: SceneEdge): string => edge.cable?.medium ?? 'ethernet';
  const samples: [LegendEntry['sample'], boolean][] = [
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
