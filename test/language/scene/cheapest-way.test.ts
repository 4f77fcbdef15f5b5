/** The search behind every line that finds its own way: never dearer than the best there is, whatever the map. */
import assert from 'node:assert/strict';
import { cellOf, cheapestWay, stateOf, STEPS, wayOf, type State, type Streets } from '#language/scene/layout/cheapest-way.js';
import { Heap } from '#language/scene/layout/heap.js';
import { randomOf } from './random-model.js';

const COLUMNS = 9;
const ROWS = 7;

/** A town with walls, dear crossings, and crossings where no line may bend. */
function town(random: () => number, target: number): Streets {
  const kinds = Array.from({ length: COLUMNS * ROWS }, () => random());
  return {
    size: COLUMNS * ROWS,
    next: (cell, way) => {
      const [x, y] = [(cell % COLUMNS) + STEPS[way]!.x, Math.floor(cell / COLUMNS) + STEPS[way]!.y];
      return x < 0 || y < 0 || x >= COLUMNS || y >= ROWS || kinds[y * COLUMNS + x]! < 0.2 ? -1 : y * COLUMNS + x;
    },
    price: (cell, came, way, to) => (way !== came && kinds[cell]! > 0.9 ? Infinity : 1 + (way === came ? 0 : 3) + (kinds[to]! > 0.7 ? 2.5 : 0)),
    rest: (cell) => Math.abs((cell % COLUMNS) - (target % COLUMNS)) + Math.abs(Math.floor(cell / COLUMNS) - Math.floor(target / COLUMNS)),
  };
}

/** The least cost of every state, found by looking at all of them again and again until nothing gets cheaper. */
function leastCosts(streets: Streets, starts: ReadonlyMap<State, number>): number[] {
  const costs = Array.from({ length: streets.size * 4 }, (_, state) => starts.get(state) ?? Infinity);
  for (let changed = true; changed;) {
    changed = false;
    for (let state = 0; state < costs.length; state += 1) {
      for (let way = 0; way < 4; way += 1) {
        const to = way === (wayOf(state) + 2) % 4 ? -1 : streets.next(cellOf(state), way);
        if (to < 0) continue;
        const price = costs[state]! + streets.price(cellOf(state), wayOf(state), way, to);
        if (price >= costs[stateOf(to, way)]!) continue;
        costs[stateOf(to, way)] = price;
        changed = true;
      }
    }
  }
  return costs;
}

function costOf(streets: Streets, states: readonly State[], starts: ReadonlyMap<State, number>): number {
  return states.slice(1).reduce((sum, state, index) => {
    const before = states[index]!;
    assert.equal(streets.next(cellOf(before), wayOf(state)), cellOf(state));
    return sum + streets.price(cellOf(before), wayOf(before), wayOf(state), cellOf(state));
  }, starts.get(states[0]!)!);
}

describe('the cheapest way', () => {
  it('costs what no other way undercuts, and is missed nowhere', () => {
    let [found, none] = [0, 0];
    for (let seed = 1; seed <= 300; seed += 1) {
      const random = randomOf(seed);
      const [from, to] = [Math.floor(random() * COLUMNS * ROWS), Math.floor(random() * COLUMNS * ROWS)];
      const streets = town(random, to);
      const starts = new Map([0, 1, 2, 3].map((way) => [stateOf(from, way), way * 1.5]));
      const goals = new Map([0, 1, 2, 3].map((way) => [stateOf(to, way), way * 2]));
      const costs = leastCosts(streets, starts);
      const least = Math.min(...[...goals].map(([state, price]) => costs[state]! + price));
      const states = cheapestWay(streets, starts, goals);
      if (states) found += 1;
      else none += 1;
      assert.equal(states ? costOf(streets, states, starts) + goals.get(states.at(-1)!)! : Infinity, least, `seed ${seed}`);
    }
    assert.ok(found > 100 && none > 10, `${found} ways, ${none} without`);
  });

  it('finds nothing where nothing is looked for', () => {
    assert.equal(cheapestWay(town(randomOf(1), 0), new Map([[0, 0]]), new Map()), undefined);
  });
});

describe('what a search looks at next', () => {
  it('is the cheapest; of equals the one that came first', () => {
    const random = randomOf(5);
    const heap = new Heap();
    let [waiting, turn]: [{ item: number; cost: number }[], number] = [[], 0];
    for (let step = 0; step < 3000; step += 1) {
      if (heap.size > 0 && random() < 0.45) {
        const first = waiting.reduce((best, each) => (each.cost < best.cost || (each.cost === best.cost && each.item < best.item) ? each : best));
        assert.equal(heap.pop(), first.item);
        waiting = waiting.filter((each) => each !== first);
      } else {
        const cost = Math.floor(random() * 12);
        waiting.push({ item: turn, cost });
        heap.push(turn, cost);
        turn += 1;
      }
      assert.equal(heap.size, waiting.length);
    }
  });
});
