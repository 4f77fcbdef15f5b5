/** What the figures of a service rest on besides what the model states, one sentence for all that share it. */
import type { Text } from '../../model/finding.js';
import type { Id } from '../../model/model.js';
import { text } from '../../messages/word.js';
import type { Facts } from '../query.js';
import { crewBlocks } from './crews.js';
import type { Ground } from './ground.js';
import { maintained } from './maintained.js';
import { reliability } from './reliability.js';
import { targetPercent } from './wording.js';

/** @param components what occurs in the service's cut sets; @param unknownHandovers groups whose primary's times are not known. */
export function assumptionsOf(facts: Facts, ground: Ground, components: readonly Id[], unknownHandovers: readonly Id[]): Text[] {
  return [...figureAssumptions(facts, components, unknownHandovers), ...structureAssumptions(ground)];
}

function structureAssumptions(ground: Ground): Text[] {
  const assumptions: Text[] = [];
  const { assumedCarried, assumedAutomatic, assumedSpread, crossesSegments } = ground;
  if (assumedCarried.length > 0) {
    const names = [...new Set(assumedCarried.map(({ from, to }) => `${from} -> ${to}`))];
    assumptions.push(text('redundancy.assumption.carried', { names, count: names.length }));
  }
  if (assumedAutomatic.length > 0) assumptions.push(text('redundancy.assumption.automatic', { names: assumedAutomatic, count: assumedAutomatic.length }));
  if (assumedSpread.length > 0) assumptions.push(text('redundancy.assumption.spread', { names: assumedSpread, count: assumedSpread.length }));
  if (crossesSegments) assumptions.push(text('redundancy.assumption.segments'));
  return assumptions;
}

function figureAssumptions(facts: Facts, components: readonly Id[], unknownHandovers: readonly Id[]): Text[] {
  const assumptions: Text[] = [];
  const byDefault = new Map<string, { ids: Id[]; wording: (names: string[]) => Text }>();
  const unknown: Id[] = [];
  const links: Id[] = [];
  for (const id of components) {
    const { basis } = facts.ask(reliability, id);
    if (basis.type === 'nothing') (facts.links[id] ? links : unknown).push(id);
    if (basis.type !== 'default') continue;
    const { of, mtbf, mttr, availability } = basis;
    const key = JSON.stringify([of, mtbf, mttr, availability]);
    const wording = (names: string[]): Text => defaultText(names, of, mtbf, mttr, availability);
    byDefault.set(key, { ids: [...(byDefault.get(key)?.ids ?? []), id], wording });
  }
  for (const { ids, wording } of byDefault.values()) assumptions.push(wording(ids));
  if (unknown.length > 0) assumptions.push(text('redundancy.assumption.never-down', { names: unknown, count: unknown.length }));
  if (links.length > 0) assumptions.push(text('redundancy.assumption.links', { names: links, count: links.length }));
  assumptions.push(...maintenanceAssumptions(facts, components));
  for (const group of unknownHandovers) assumptions.push(text('redundancy.assumption.handover', { group }));
  for (const block of facts.ask(crewBlocks)) {
    if (block.members.some((id) => components.includes(id))) {
      assumptions.push(text('redundancy.assumption.crews', { group: block.group, crews: block.crews, count: block.members.length }));
    }
  }
  return assumptions;
}

function maintenanceAssumptions(facts: Facts, components: readonly Id[]): Text[] {
  const byWindow = new Map<string, Id[]>();
  for (const id of components) {
    const window = facts.ask(maintained).get(id)?.text;
    if (window !== undefined) byWindow.set(window, [...(byWindow.get(window) ?? []), id]);
  }
  return [...byWindow].map(([window, names]) => text('redundancy.assumption.maintenance', { names, count: names.length, window }));
}

function defaultText(names: string[], of: string | undefined, mtbf: number | undefined, mttr: number | undefined, availability: number | undefined): Text {
  const count = names.length;
  if (of === undefined) return text('redundancy.assumption.usual-repair', { names, count, mttr: mttr! });
  if (availability !== undefined) return text('redundancy.assumption.availability', { names, count, of, share: targetPercent(availability) });
  if (mtbf !== undefined && mttr !== undefined) return text('redundancy.assumption.mtbf-mttr', { names, count, of, mtbf, mttr });
  if (mtbf !== undefined) return text('redundancy.assumption.mtbf', { names, count, of, mtbf });
  return text('redundancy.assumption.mttr', { names, count, of, mttr: mttr! });
}
