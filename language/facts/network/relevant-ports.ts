/**
 * The ports that a connection's packets may have on their way: the one dialled, what devices translate it to, and of
 * the reply the port that the client dialled from. A rule over none of them says nothing of the connection.
 */
import type { PortMatch } from '../../model/model.js';
import { partsOf, query } from '../query.js';
import { EPHEMERAL_PORT } from './packet.js';

export type PortRange = Pick<PortMatch, 'protocol' | 'low' | 'high'>;

/** Ask with `keyOf(protocol, low, high)` of the dialled port, or with an empty text: every port then counts. */
export const relevantPorts = query('network.relevant-ports', (facts, key: string): PortRange[] | 'all' => {
  if (key === '') return 'all';
  const [protocol, low, high] = partsOf(key);
  const dialled: PortRange = { protocol: protocol as PortRange['protocol'], low: Number(low), high: Number(high) };
  const found = [dialled];
  const translations = Object.values(facts.elements).flatMap((element) => element.network.nat)
    .flatMap((rule) => (rule.type === 'dnat' ? [rule] : []));
  const pending = new Set(translations.filter((rule) => rule.toPorts !== undefined));
  // A translated port may be translated again; from an internet the port of the translation itself is dialled.
  for (let grown = true; grown;) {
    grown = false;
    for (const rule of pending) {
      if (!touches(found, rule.ports) && !touches(found, rule.toPorts)) continue;
      pending.delete(rule);
      found.push(...rule.toPorts!, ...(rule.ports ?? []));
      grown = true;
    }
  }
  if (dialled.protocol !== 'icmp') found.push({ protocol: dialled.protocol, low: EPHEMERAL_PORT, high: EPHEMERAL_PORT });
  return found;
});

/** True where one of the ports of a rule (undefined: any) is among the relevant ones. */
export function touches(relevant: readonly PortRange[] | 'all', ports: readonly PortRange[] | undefined): boolean {
  if (relevant === 'all' || ports === undefined) return true;
  return ports.some((port) => relevant.some((each) => each.protocol === port.protocol
    && (each.protocol === 'icmp' || (each.low <= port.high && port.low <= each.high))));
}
