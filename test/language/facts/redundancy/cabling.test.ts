/** Random cabling of switches, from text to figures, against plain reachability over what is up. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Facts } from '#language/facts/query.js';
import { failable } from '#language/facts/redundancy/failable.js';
import { whatFalls } from '#language/facts/redundancy/failing.js';
import { figures } from '#language/facts/redundancy/figures.js';
import { structure } from '#language/facts/redundancy/structure.js';
import type { Id } from '#language/model/model.js';
import { readModel } from '../../../support/read-model.js';

interface Cabling { switches: number; cables: [number, number][] }

const cablings = fc.record({
  switches: fc.integer({ min: 1, max: 4 }),
  cables: fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { minLength: 2, maxLength: 7 }),
});

const nameOf = (node: number, switches: number): string => (node < switches ? `s${node}` : node % 2 === 0 ? 'u' : 'a');

function textOf({ switches, cables }: Cabling): string {
  const devices = Array.from({ length: switches }, (_, i) => `l2switch s${i} { mtbf ${100 + i}h mttr 5h }`);
  const links = cables.flatMap(([a, b], i) => {
    const [from, to] = [nameOf(a % (switches + 2), switches), nameOf(b % (switches + 2), switches)];
    return from === to ? [] : [`link ${from} -- ${to} as l${i} { availability ${90 + i}% }`];
  });
  return [...devices, 'users u', 'server a { mtbf 50h mttr 5h }', ...links, 'flow u -> a as s'].join('\n');
}

/** Users and server only end a path; everything between forwards. */
function reaches(facts: Facts, down: ReadonlySet<Id>): boolean {
  if (down.has('a')) return false;
  const seen = new Set<Id>(['u']);
  for (const at of seen) {
    if (at === 'a') return true;
    for (const link of Object.values(facts.links)) {
      if (down.has(link.id)) continue;
      for (const [from, to] of [[link.a.element, link.b.element], [link.b.element, link.a.element]] as const) {
        if (from === at && to !== 'u' && !down.has(to)) seen.add(to);
      }
    }
  }
  return false;
}

describe('random cabling', () => {
  it('carries a service in exactly the states in which something is left to carry it', () => {
    fc.assert(fc.property(cablings, (cabling) => {
      const facts = new Facts(readModel(textOf(cabling)));
      const cabled = new Set(Object.values(facts.links).flatMap((link) => [link.a.element, link.b.element]));
      if (!cabled.has('a') || !cabled.has('u')) return;
      const components = [...facts.ask(failable)];
      const from = facts.ask(structure);
      const { propagation } = from;
      const works = reaches(facts, new Set());
      let u = 0;
      for (let state = 0; state < 1 << components.length; state++) {
        const down = components.filter((_, i) => state & (1 << i));
        const expected = reaches(facts, new Set(down));
        const mark = propagation.mark;
        propagation.fail(down.map((id) => from.selves.get(id)!));
        assert.equal(propagation.holds(from.flows.get('s')!), expected, `${down.join(' ')} down`);
        propagation.undo(mark);
        if (state % 101 === 0) assert.equal(whatFalls(facts, down).services[0]!.works, expected);
        const q = (id: Id): number => (facts.links[id] ? 1 - (90 + Number(id.slice(1))) / 100 : id === 'a' ? 5 / 55 : 5 / (105 + Number(id.slice(1))));
        if (!expected) u += components.reduce((p, id) => p * (down.includes(id) ? q(id) : 1 - q(id)), 1);
      }
      const found = figures(facts, 's')!;
      assert.equal(found.works, works);
      assert.ok(Math.abs(found.unavailability! - (works ? u : 1)) < 1e-12);
    }), { numRuns: 25 });
  });
});
