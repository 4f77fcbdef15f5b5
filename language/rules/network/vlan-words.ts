/** How rules on VLANs speak of them, and what they have in common. */
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Text } from '../../model/finding.js';
import type { Id, LinkEnd, VlanUse } from '../../model/model.js';
import type { Origin } from '../../model/origin.js';
import { spoken } from './stopped-flow.js';

/** "web (VLAN 10)", or "VLAN 10" where no place is that VLAN. */
export function vlanNamed(facts: Facts, vlan: { number: number; place?: Id }): Text {
  return vlan.place === undefined ? text('network.vlan.plain', { vlan: String(vlan.number) })
    : text('network.vlan.named', { name: spoken(facts, vlan.place), vlan: String(vlan.number) });
}

/** The name, or the number: what stands in a list of several. */
export function vlanShort(facts: Facts, vlan: { number: number; place?: Id }): string {
  return vlan.place === undefined ? String(vlan.number) : spoken(facts, vlan.place);
}

export function endName(facts: Facts, end: LinkEnd): string {
  return end.jack === undefined ? spoken(facts, end.element) : `${spoken(facts, end.element)}:${end.jack}`;
}

/** Places that a finding underlines, once each: one line with a counted end makes several links and one defect. */
export class Places {
  private readonly seen = new Set<string>();

  /** True the first time that this place is named. */
  first({ uri, range: { start } }: Origin): boolean {
    const key = `${uri}|${start.line}|${start.character}`;
    if (this.seen.has(key)) return false;
    this.seen.add(key);
    return true;
  }
}

export function subjectsOf(link: Id, uses: readonly VlanUse[]): Id[] {
  return [link, ...uses.flatMap((use) => use.place ?? [])];
}
