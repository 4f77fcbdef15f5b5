/** The motion of real architectures: what it plays is what the structure function says. */
import assert from 'node:assert/strict';
import { Facts } from '../../../language/facts/query.js';
import { services } from '../../../language/facts/redundancy/services.js';
import { structure } from '../../../language/facts/redundancy/structure.js';
import { FactsWorld } from '#language/simulation/world/facts-world.js';
import { FirstMotion } from '../../../client/webview/motion/first-motion.js';
import { Interventions } from '../../../client/webview/motion/interventions.js';
import { readModel } from '../../support/read-model.js';

const SHOP = `
internet world { users shoppers }
waf edge { allow world -> lb over https }
zone lan {
  loadbalancer lb
  server web count 2
  database db { software mysql }
}
link world -- edge -- lan
flow shoppers -> lb over https as shop
flow lb -> web over http -> db over mysql
`;

/** Two ways in, a balancer in reserve, a database that fails over and one that waits for a human. */
const TWO_WAYS = `
internet world { users buyers }
router edge1
router edge2
link world -- edge1 -- front
link world -- edge2 -- front
zone front {
  loadbalancer lb count 2 active-standby
  server web count 2
  database main
  database spare
  group db active-standby { members main, spare  failover automatic within 30s }
  database books count 2 active-standby { failover manual }
}
flow buyers -> lb over https -> web over tcp/80 as portal
flow web -> db over mysql writes share 20%
flow web -> db over mysql reads prefer spare
flow web -> books over mysql optional
`;

function worldOf(text: string): { facts: Facts; world: FactsWorld } {
  const facts = new Facts(readModel(text));
  assert.deepEqual(facts.read('problems'), []);
  return { facts, world: new FactsWorld(facts) };
}

describe('the motion of an architecture', () => {
  it('plays another picture of the same model as it played the first', () => {
    const facts = new Facts(readModel(SHOP));
    facts.ask(services);
    const world = new FactsWorld(facts.next(readModel(SHOP)));
    assert.deepEqual(world.services.map((service) => service.sources), [['world.shoppers']]);
  });

  it('starts requests where services do, and asks the members in turn', () => {
    const { world } = worldOf(SHOP);
    assert.deepEqual(world.services.map((service) => [service.title, service.sources]), [['shop', ['world.shoppers']]]);
    const [call] = world.calls('lan.lb');
    assert.deepEqual(call?.targets, [{ id: 'lan.web', members: ['lan.web#1', 'lan.web#2'], choice: 'in-turn', need: 1 }]);
    const state = new FirstMotion(world).stateAt(60);
    assert.ok(state.served > 20, `${state.served} served`);
    assert.equal(state.lost, 0);
  });

  it('travels hop by hop over the links that the trace passes', () => {
    const { world } = worldOf(SHOP);
    const way = world.way(world.services[0]!.flow, 'world.shoppers', 'lan.lb', new Set());
    assert.deepEqual(way?.forward.map((step) => step.to).filter((id) => id !== 'world' && id !== 'lan'), ['edge', 'lan.lb']);
    assert.deepEqual(way?.forward.flatMap((step) => step.links), ['world -- edge', 'edge -- lan']);
  });

  it('writes to the primary and reads where the flow prefers', () => {
    const { world } = worldOf(TWO_WAYS);
    const [writes, reads, books] = world.calls('front.web#1');
    assert.deepEqual([writes!.share, writes!.targets[0]!.choice, writes!.targets[0]!.members[0]], [0.2, 'first-working', 'front.main']);
    assert.equal(reads!.targets[0]!.prefer, 'front.spare');
    assert.deepEqual([books!.optional, books!.targets[0]!.choice], [true, 'only-first']);
  });

  it('shows who took over', () => {
    const { world } = worldOf(TWO_WAYS);
    assert.deepEqual(world.fallout(new Set()).promoted, []);
    assert.deepEqual(world.fallout(new Set(['front.main'])).promoted, ['front.spare']);
  });

  for (const [name, text] of [['shop', SHOP], ['architecture with two ways', TWO_WAYS]] as const) {
    it(`loses requests of the ${name} at one or two failures exactly when the structure function says that the service falls`, () => {
      const { facts, world } = worldOf(text);
      const { selves, flows, failable, propagation } = facts.ask(structure);
      const [service] = world.services;
      const ids = [...selves].filter(([, self]) => failable.has(self)).map(([id]) => id);
      let [fell, held] = [0, 0];
      for (const failed of ids.flatMap((a, index) => [[a], ...ids.slice(index + 1).map((b) => [a, b])])) {
        const mark = propagation.mark;
        propagation.fail(failed.map((id) => selves.get(id)!));
        const works = propagation.holds(flows.get(service!.flow)!);
        propagation.undo(mark);
        const acts = new Interventions(failed.map((id) => ({ at: 0, id, action: 'fail' })));
        const state = new FirstMotion(world, acts).stateAt(40);
        const what = failed.join(' and ');
        assert.equal(state.fallen.some((each) => each.id === service!.flow), !works, what);
        assert.equal(state.losses.some((loss) => loss.service === service!.flow), !works, `${what}: the service ${works ? 'works, yet requests are lost' : 'fails, yet none is lost'}`);
        if (works) held += 1; else fell += 1;
      }
      assert.ok(fell > 0 && held > 0, `${fell} fell, ${held} held`);
    });
  }
});
