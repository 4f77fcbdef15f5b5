/**
 * The two ends of a cable as switch ports (IEEE 802.1Q): which internal VLAN a frame on the wire enters, and how a
 * VLAN leaves. Settings after one end hold for both unless each has its own.
 */
import type { Link, LinkEnd, VlanUse } from '../../model/model.js';

/** The tag of a frame on a wire; `untagged` where it has none. */
export type Tag = number | 'untagged';

/** VLAN 1 is where a VLAN-aware switch puts a port that nothing is said of (the default PVID of 802.1Q). */
export const DEFAULT_VLAN = 1;

export interface PortSetting {
  /** Tag on the wire ↔ VLAN inside, one to one. */
  vlanOf: Map<Tag, number>;
  trunk: boolean;
  uses: VlanUse[];
}

function settingOf(end: LinkEnd): PortSetting | undefined {
  const vlanOf = new Map<Tag, number>();
  if (end.access) {
    vlanOf.set('untagged', end.access.number);
    return { vlanOf, trunk: false, uses: [end.access] };
  }
  if (!end.trunk && !end.native) return undefined;
  for (const use of end.trunk ?? []) vlanOf.set(use.number, use.number);
  if (end.native) {
    vlanOf.delete(end.native.number);
    vlanOf.set('untagged', end.native.number);
  }
  return { vlanOf, trunk: true, uses: [...(end.trunk ?? []), ...(end.native ? [end.native] : [])] };
}

export function portSettings(link: Link): { a?: PortSetting; b?: PortSetting } {
  const a = settingOf(link.a);
  const b = settingOf(link.b);
  const found: { a?: PortSetting; b?: PortSetting } = {};
  if (a ?? b) found.a = a ?? b;
  if (b ?? a) found.b = b ?? a;
  return found;
}
