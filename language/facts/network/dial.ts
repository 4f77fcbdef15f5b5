/** Dials as keys of queries: facts are memoised by strings, so a dial is written as one and read back. */
import type { PortMatch } from '../../model/model.js';
import { keyOf, partsOf } from '../query.js';
import type { Dial } from './types.js';

/** The key under which `carriage` answers for this dial. */
export function dialKey(dial: Dial): string {
  const port = dial.port;
  return keyOf(
    dial.from, dial.to, dial.group ?? '',
    port?.protocol ?? '', port?.low ?? '', port?.high ?? '', port?.text ?? '', port?.name ?? '',
    dial.fromAddress ?? '', dial.toAddress ?? '', dial.portAssumed ? 1 : '',
  );
}

export function dialOf(key: string): Dial {
  const [from, to, group, protocol, low, high, text, name, fromAddress, toAddress, portAssumed] = partsOf(key);
  const port: PortMatch | undefined = protocol
    ? { protocol: protocol as PortMatch['protocol'], low: Number(low), high: Number(high), text: text!, ...(name ? { name } : {}) }
    : undefined;
  return {
    from: from!,
    to: to!,
    ...(group ? { group } : {}),
    ...(port ? { port } : {}),
    ...(fromAddress ? { fromAddress } : {}),
    ...(toAddress ? { toAddress } : {}),
    ...(portAssumed ? { portAssumed: true } : {}),
  };
}
