/** Requests in motion: their way, their turns, and what a failure does to them. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FirstMotion, type MotionState } from '../../../client/webview/motion/first-motion.js';
import { Interventions } from '../../../client/webview/motion/interventions.js';
import { PACE, travel, type Journey } from '../../../client/webview/motion/journey.js';
import { Turns } from '../../../client/webview/motion/turns.js';
import { smallWorld, type Wish } from './small-world.js';

function journeys(count: number, failed: readonly string[] = [], wish: Wish = {}): Journey[] {
  const world = smallWorld(wish);
  const turns = new Turns();
  const [service] = world.services;
  const [call] = world.calls('users');
  return Array.from({ length: count }, (_, index) => travel(world, service!, call!, turns, index, () => ({ down: new Set(failed), broken: new Set(failed) })));
}

/** The elements that a request reaches, replies left out. */
const visited = (journey: Journey): string[] => journey.legs.filter((leg) => !leg.reply).map((leg) => leg.to);

describe('a request', () => {
  it('goes hop by hop, waits for whom it asks, and comes back the same way', () => {
    const [journey] = journeys(1);
    assert.deepEqual(visited(journey!), ['edge1', 'lb#1', 'web#1', 'db']);
    const back = journey!.legs.filter((leg) => leg.reply).map((leg) => leg.to);
    assert.deepEqual(back, ['web#1', 'lb#1', 'edge1', 'users']);
    assert.equal(journey!.outcome, 'served');
  });

  it('is never at two places, nor moves without time', () => {
    for (const { legs } of journeys(6)) {
      for (const [index, leg] of legs.entries()) {
        assert.ok(Math.abs(leg.end - leg.start - PACE.step) < 1e-9);
        if (index > 0) {
          assert.ok(leg.start >= legs[index - 1]!.end - 1e-9);
          assert.equal(leg.from, legs[index - 1]!.to);
        }
      }
    }
  });

  it('takes the members of an active-active group in turn', () => {
    assert.deepEqual(journeys(4).map((journey) => visited(journey)[2]), ['web#1', 'web#2', 'web#1', 'web#2']);
  });

  it('leaves out a member that is down, and goes to the standby when the primary is', () => {
    assert.deepEqual(journeys(3, ['web#1']).map((journey) => visited(journey)[2]), ['web#2', 'web#2', 'web#2']);
    assert.equal(visited(journeys(1, ['lb#1'])[0]!)[1], 'lb#2');
  });

  it('finds nobody where the standby takes over by hand only', () => {
    const [journey] = journeys(1, ['lb#1'], { standby: 'only-first' });
    assert.equal(journey!.outcome, 'failed');
    assert.deepEqual(journey!.failure, { at: 'lb#1', flow: 'shop', cause: 'down' });
  });

  it('takes the way that remains', () => {
    assert.equal(visited(journeys(1, ['edge1'])[0]!)[0], 'edge2');
    const [lost] = journeys(1, ['edge1', 'edge2']);
    assert.deepEqual([lost!.outcome, lost!.failure?.cause], ['failed', 'no-way']);
  });

  it('fails where it meets what is down, and never comes back', () => {
    const [journey] = journeys(1, ['db']);
    assert.deepEqual(journey!.failure, { at: 'db', flow: 'to-db', cause: 'down' });
    assert.equal(journey!.legs.at(-1)!.to, 'db');
    assert.ok(journey!.legs.every((leg) => !leg.reply));
  });

  it('fails where fewer members work than are needed', () => {
    const [journey] = journeys(1, ['web#2'], { webNeed: 2 });
    assert.deepEqual(journey!.failure, { at: 'web', flow: 'to-web', cause: 'too-few' });
  });

  it('survives the failure of what is optional, and of nothing else', () => {
    assert.equal(journeys(1, ['db'], { toDatabase: { optional: true } })[0]!.outcome, 'served');
    assert.equal(journeys(1, ['db'], { toDatabase: { async: true } })[0]!.outcome, 'failed');
    assert.equal(journeys(1, ['dns'], { toDatabase: { needs: ['dns'] } })[0]!.failure?.at, 'dns');
  });

  it('does not wait for what is asynchronous', () => {
    const waits = journeys(1)[0]!.legs.find((leg) => leg.reply && leg.to === 'lb#1')!;
    const runs = journeys(1, [], { toDatabase: { async: true } })[0]!.legs.find((leg) => leg.reply && leg.to === 'lb#1')!;
    assert.ok(runs.start < waits.start - PACE.step);
  });

  it('makes a call for its share of the requests, evenly spread', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 10 }), (parts, rounds) => {
      const turns = new Turns();
      const taken = Array.from({ length: parts * rounds }, () => turns.takes('web', 'flow', 1 / parts));
      assert.equal(taken.filter(Boolean).length, rounds);
      for (let start = 0; start < taken.length; start += parts) assert.equal(taken.slice(start, start + parts).filter(Boolean).length, 1);
    }));
  });
});

describe('the first motion', () => {
  const summary = (state: MotionState): unknown => [state.served, state.lost, state.tokens.map((token) => [token.journey, token.leg.to, token.progress])];

  it('has one state at each moment, in whatever order moments are asked for', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 60, noNaN: true }), { minLength: 1, maxLength: 12 }), (moments) => {
      const jumping = new FirstMotion(smallWorld());
      for (const moment of moments) {
        assert.deepEqual(summary(jumping.stateAt(moment)), summary(new FirstMotion(smallWorld()).stateAt(moment)));
      }
    }), { numRuns: 30 });
  });

  it('loses no request: each is under way, served or lost', () => {
    const acts = new Interventions().with({ at: 5, id: 'db', action: 'fail' }).with({ at: 12, id: 'db', action: 'recover' });
    const motion = new FirstMotion(smallWorld(), acts);
    for (let moment = 0; moment < 40; moment += 0.37) {
      const { served, lost, tokens } = motion.stateAt(moment);
      const underWay = new Set(tokens.map((token) => token.journey)).size;
      const started = Math.floor(moment / 1.6 + 1e-9) + 1;
      assert.ok(served + lost + underWay <= started);
      assert.ok(served + lost + underWay >= started - 1, `${started} started, ${served} + ${lost} + ${underWay} at ${moment}`);
    }
    assert.ok(motion.stateAt(40).lost > 0);
  });

  it('falls when the only database fails, says why, and recovers', () => {
    const acts = new Interventions().with({ at: 10, id: 'db', action: 'fail' }).with({ at: 20, id: 'db', action: 'recover' });
    const motion = new FirstMotion(smallWorld(), acts);
    assert.deepEqual(motion.stateAt(9).fallen, []);
    assert.deepEqual(motion.stateAt(15).fallen.map((each) => each.reason), ['db is down']);
    assert.deepEqual(motion.stateAt(25).fallen, []);
    const [during, after] = [motion.stateAt(19), motion.stateAt(40)];
    assert.ok(during.lost > 0);
    assert.equal(during.losses[0]?.at, 'db');
    assert.equal(during.losses[0]?.count, during.lost, 'told once, with their number');
    assert.ok(after.served > during.served);
  });

  it('stops requests that are under way when what is before them fails', () => {
    const healthy = new FirstMotion(smallWorld()).stateAt(60);
    assert.equal(healthy.lost, 0);
    const motion = new FirstMotion(smallWorld(), new Interventions().with({ at: 1.2, id: 'web#1', action: 'fail' }));
    const { losses, lost } = motion.stateAt(60);
    assert.equal(lost, 1, 'only the request that was on its way to web#1');
    assert.equal(losses[0]?.at, 'web#1');
  });

  it('steps through every event, forward only, to the end', () => {
    const motion = new FirstMotion(smallWorld());
    let moment = 0;
    for (let step = 0; step < 200; step++) {
      const next = motion.nextStep(moment);
      assert.ok(next !== undefined && next > moment);
      moment = next;
    }
    assert.equal(motion.nextStep(motion.duration), undefined);
  });
});

describe('interventions', () => {
  it('end the future that the reader left', () => {
    const acts = new Interventions().with({ at: 5, id: 'a', action: 'fail' }).with({ at: 9, id: 'b', action: 'fail' }).with({ at: 7, id: 'c', action: 'fail' });
    assert.deepEqual([...acts.failedAt(100)], ['a', 'c']);
    assert.deepEqual([...acts.failedAt(6)], ['a']);
    assert.deepEqual([...acts.withAllRecovered(8).failedAt(8)], []);
    assert.deepEqual([...acts.withAllRecovered(8).failedAt(7.5)], ['a', 'c']);
  });
});
