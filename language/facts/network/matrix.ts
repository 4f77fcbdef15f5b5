/**
 * Who can open a connection to whom over one port, for every pair of elements with an address. Elements are sorted into
 * kinds that nothing tells apart (`likeness`), and one connection is followed for each pair of kinds: a row of a thousand
 * machines of one segment and policy costs what one of them costs.
 */
import type { Endpoint, Element, Id, PortMatch } from '../../model/model.js';
import type { Facts } from '../query.js';
import { likeness, likenessKey } from './alike.js';
import { traceBetween } from './between.js';
import type { Disposition } from './types.js';

export interface Matrix {
  /** Rows and columns, in the order of the model. */
  readonly elements: readonly Id[];
  /** How many kinds of elements there are; connections are followed between kinds. */
  readonly kinds: number;
  /** Row and column by their index; undefined where both are the same, or nothing can be dialled. */
  disposition(from: number, to: number): Disposition | undefined;
}

export function hasOwnAddress({ network }: Element): boolean {
  return network.addresses.length > 0 || network.interfaces.some(({ address }) => address !== undefined);
}

/** Connections are followed when they are first asked for, so that a caller can show progress and stop. */
export function matrixOver(facts: Facts, port: PortMatch): Matrix {
  const elements = Object.values(facts.elements).filter(hasOwnAddress).map((element) => element.id);
  const numbers = new Map<string, number>();
  const kindOf = elements.map((id) => {
    const kind = facts.ask(likeness, likenessKey(id, port));
    const known = numbers.get(kind);
    if (known !== undefined) return known;
    numbers.set(kind, numbers.size);
    return numbers.size - 1;
  });
  const kinds = numbers.size;
  const known = new Map<number, Disposition | undefined>();
  return {
    elements,
    kinds,
    disposition: (from, to) => {
      if (from === to) return undefined;
      const key = kindOf[from]! * kinds + kindOf[to]!;
      if (!known.has(key)) known.set(key, traceBetween(facts, endpointOf(facts, elements[from]!), endpointOf(facts, elements[to]!), port)?.trace.disposition);
      return known.get(key);
    },
  };
}

function endpointOf(facts: Facts, id: Id): Endpoint {
  return { type: 'ids', ids: [id], text: id, origin: facts.elements[id]!.origin };
}
