/** One connection through the network: whether it comes about, where it ends if not, and every way that carries it. */
import { query } from '../query.js';
import { dialOf } from './dial.js';
import type { Carriage } from './types.js';

/** Ask with `dialKey(dial)`. */
export const carriage = query('network.carriage', (_facts, key: string): Carriage => {
  const dial = dialOf(key);
  return {
    dial,
    trace: { disposition: 'assumed', reachable: true, hops: [], back: [] },
    through: { every: [], some: [] },
  };
});
