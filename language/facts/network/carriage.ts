/** One connection through the network: whether it comes about, where it ends if not, and every way that carries it. */
import { isInternet } from '../../model/queries.js';
import { query } from '../query.js';
import { connect } from './connect.js';
import { dialOf } from './dial.js';
import type { Carriage } from './types.js';
import { isWired } from './wired.js';

const NOTHING: ReadonlySet<string> = new Set();

/** Ask with `dialKey(dial)`. A dial with an unwired end is assumed to be carried. */
export const carriage = query('network.carriage', (facts, key: string): Carriage => {
  const dial = dialOf(key);
  if (isAssumed(facts, dial)) {
    return { dial, trace: { disposition: 'assumed', reachable: true, hops: [], back: [] }, through: { every: [], some: [] } };
  }
  return { dial, ...connect(facts, dial, { ports: 'all', addresses: 'all', families: 'all', without: NOTHING }) };
});

/** The same connection where one port of a range, one family, one kind of address is enough: what `cannot` asks. */
export const carriageOfAny = query('network.carriage-of-any', (facts, key: string): Carriage => {
  const dial = dialOf(key);
  return { dial, ...connect(facts, dial, { ports: 'any', addresses: 'any', families: 'any', everyAddress: true, without: NOTHING }) };
});

/** The same from an internet by an address that nothing speaks of: what anybody may open, not only somebody whom a rule names. */
export const carriageOfAnybody = query('network.carriage-of-anybody', (facts, key: string): Carriage => {
  const dial = dialOf(key);
  return { dial, ...connect(facts, dial, { ports: 'any', addresses: 'any', families: 'any', without: NOTHING }) };
});

/** The same where every port counts but one family is enough: what `can` asks. Of an internet every kind of public address counts. */
export const carriageOfAll = query('network.carriage-of-all', (facts, key: string): Carriage => {
  const dial = dialOf(key);
  const everyAddress = isInternet(facts.elements[dial.from]);
  return { dial, ...connect(facts, dial, { ports: 'all', addresses: 'all', families: 'any', everyAddress, without: NOTHING }) };
});

function isAssumed(facts: Parameters<typeof isWired.run>[0], dial: Carriage['dial']): boolean {
  const unwired = (id: string, address: string | undefined): boolean => address === undefined && !facts.ask(isWired, id);
  if (!facts.elements[dial.from]) return true;
  return unwired(dial.from, dial.fromAddress) || unwired(dial.to, dial.toAddress);
}
