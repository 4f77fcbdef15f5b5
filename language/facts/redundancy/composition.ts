/**
 * Modules put into each other: the diagram of the whole, over the variables alone. A module that stands in the place of
 * a variable is copied once for each pair of nodes that it decides between, and not more often.
 */
import type { Bdd } from './bdd.js';
import type { Gate } from './circuit.js';
import type { Built } from './module-diagram.js';
import { ONE, ZERO, type Node } from './node-store.js';

/** A module on its way into the whole, between the two nodes that it decides between. */
interface Frame {
  built: Built;
  /** Of its own diagram, as far as `at`. */
  results: Int32Array;
  at: number;
  copies: Map<number, Node>;
  key: number;
}

/** @param levels of the variables, those of each module side by side, in the order of its leaves */
export function composed(bdd: Bdd, root: Gate, modules: ReadonlyMap<Gate, Built>, levels: ReadonlyMap<Gate, number>): Node {
  const copiesOf = new Map<Gate, Map<number, Node>>();
  // Modules can stand in each other thousands deep: no recursion.
  const frames: Frame[] = [];
  const open = (gate: Gate, lo: Node, hi: Node): Node | undefined => {
    const built = modules.get(gate);
    if (!built) return bdd.node(levels.get(gate)!, lo, hi);
    let copies = copiesOf.get(gate);
    if (!copies) copiesOf.set(gate, copies = new Map());
    const key = lo * 2 ** 26 + hi;
    const known = copies.get(key);
    if (known !== undefined) return known;
    const results = new Int32Array(built.layout.levels.length);
    results[ZERO] = lo;
    results[ONE] = hi;
    frames.push({ built, results, at: 2, copies, key });
    return undefined;
  };
  let done = open(root, ZERO, ONE);
  for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
    const { layout, order } = frame.built;
    if (done !== undefined) frame.results[frame.at++] = done;
    for (done = undefined; frame.at < layout.levels.length; frame.results[frame.at++] = done) {
      done = open(order[layout.levels[frame.at]!]!, frame.results[layout.los[frame.at]!]!, frame.results[layout.his[frame.at]!]!);
      if (done === undefined) break;
    }
    if (frames.at(-1) !== frame) continue;
    done = frame.results[layout.root]!;
    frame.copies.set(frame.key, done);
    frames.pop();
  }
  return done!;
}
