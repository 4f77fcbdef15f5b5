/** What carries a tunnel: it is up only while its ends reach each other without it, both ways. */
import type { Id } from '../../model/model.js';
import type { Facts } from '../query.js';
import { query } from '../query.js';
import { connect } from './connect.js';
import type { Hop, PathGraph } from './types.js';

export interface Underlay {
  up: boolean;
  /** What happens to the tunnel's own packets; empty where it is down. */
  hops: Hop[];
  forward?: PathGraph;
  back?: PathGraph;
}

const underlays = query('network.underlays', (facts, key: string): Underlay => {
  const [id, ...without] = key.split('\u0001');
  const link = facts.links[id!];
  if (!link) return { up: false, hops: [] };
  const ports = facts.read('protocols')[link.tunnel ?? '']?.ports ?? [];
  const dial = { from: link.a.element, to: link.b.element };
  const closed = new Set([id!, ...without]);
  // Any port of the tunnel's protocol brings it up; of one that the catalogue does not know, any packet.
  const tried = (ports.length > 0 ? ports : [undefined]).map((port) => connect(facts, port ? { ...dial, port } : dial, { ports: 'any', addresses: 'any', families: 'any', without: closed }));
  const carried = tried.find((each) => each.trace.reachable);
  if (!carried) return { up: false, hops: [] };
  return { up: true, hops: carried.trace.hops, ...(carried.forward ? { forward: carried.forward } : {}), ...(carried.back ? { back: carried.back } : {}) };
});

export function underlay(facts: Facts, tunnel: Id, without: ReadonlySet<Id>): Underlay {
  return facts.ask(underlays, [tunnel, ...[...without].filter((each) => each !== tunnel).sort()].join('\u0001'));
}
