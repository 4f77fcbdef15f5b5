/** The player against a model of itself: time is what was asked for, whatever the order of the asking. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Playable } from '../../../client/webview/player/playable.js';
import { Player } from '../../../client/webview/player/player.js';
import { FASTEST, SLOWEST, VirtualClock } from '../../../client/webview/player/virtual-clock.js';

const everySecond = (duration: number): Playable<number> => ({
  duration,
  stateAt: (seconds) => Math.floor(seconds),
  nextStep: (seconds) => (Math.floor(seconds) + 1 <= duration ? Math.floor(seconds) + 1 : undefined),
});

const anAct = fc.oneof(
  fc.record({ type: fc.constant('play' as const) }),
  fc.record({ type: fc.constant('pause' as const) }),
  fc.record({ type: fc.constant('step' as const) }),
  fc.record({ type: fc.constant('tick' as const), by: fc.double({ min: -1, max: 3, noNaN: true }) }),
  fc.record({ type: fc.constant('seek' as const), by: fc.double() }),
  fc.record({ type: fc.constant('speed' as const), by: fc.double() }),
);
type Act = typeof anAct extends fc.Arbitrary<infer T> ? T : never;

function perform(player: Player<number>, act: Act): void {
  switch (act.type) {
    case 'play': return player.play();
    case 'pause': return player.pause();
    case 'step': return player.step();
    case 'tick': return player.tick(act.by);
    case 'seek': return player.seek(act.by);
    case 'speed': return player.setSpeed(act.by);
  }
}

describe('the virtual clock', () => {
  it('advances by real time times speed while it runs, and not otherwise', () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 100, noNaN: true }), fc.double({ min: SLOWEST, max: FASTEST, noNaN: true }), (real, speed) => {
      const clock = new VirtualClock(Infinity);
      clock.setSpeed(speed);
      clock.advance(real);
      assert.equal(clock.now, 0);
      clock.start();
      clock.advance(real);
      assert.ok(Math.abs(clock.now - real * speed) < 1e-9);
    }));
  });

  it('comes to the same moment in one leap or in many', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 1000 }), { maxLength: 50 }), (milliseconds) => {
      const [leap, many] = [new VirtualClock(Infinity), new VirtualClock(Infinity)];
      leap.start();
      many.start();
      leap.advance(milliseconds.reduce((sum, each) => sum + each, 0) / 1000);
      for (const each of milliseconds) many.advance(each / 1000);
      assert.ok(Math.abs(leap.now - many.now) < 1e-9);
    }));
  });
});

describe('the player', () => {
  it('stays between start and end, and tells every listener the state of that moment', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 20 }), fc.array(anAct, { maxLength: 60 }), (duration, acts) => {
      const player = new Player(everySecond(duration));
      player.onChange((state, status) => assert.equal(state, Math.floor(status.time)));
      for (const act of acts) {
        perform(player, act);
        const { time, speed } = player.status;
        assert.ok(time >= 0 && time <= duration, `time ${time}`);
        assert.ok(speed >= SLOWEST && speed <= FASTEST, `speed ${speed}`);
      }
    }));
  });

  it('never runs backwards while it plays', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { maxLength: 40 }), (ticks) => {
      const player = new Player(everySecond(Infinity));
      player.play();
      let before = 0;
      for (const tick of ticks) {
        player.tick(tick);
        assert.ok(player.status.time >= before);
        before = player.status.time;
      }
    }));
  });

  it('steps from event to event and stays paused at the last', () => {
    const player = new Player(everySecond(3));
    player.play();
    const moments = [0, 1, 2, 3, 4].map(() => { player.step(); return player.status.time; });
    assert.deepEqual(moments, [1, 2, 3, 3, 3]);
    assert.equal(player.status.playing, false);
  });

  it('stops at the end and starts again from the beginning', () => {
    const player = new Player(everySecond(1));
    player.play();
    for (let frame = 0; frame < 20; frame++) player.tick(0.1);
    assert.deepEqual([player.status.time, player.status.playing], [1, false]);
    player.play();
    assert.deepEqual([player.status.time, player.status.playing], [0, true]);
  });

  it('does not leap over what happened while the page slept', () => {
    const player = new Player(everySecond(Infinity));
    player.play();
    player.tick(3600);
    assert.ok(player.status.time <= 0.25);
  });

  it('keeps its moment when it is given something else to play', () => {
    const player = new Player(everySecond(100));
    player.seek(42);
    player.load(everySecond(50));
    assert.equal(player.status.time, 42);
    player.load(everySecond(10));
    assert.equal(player.status.time, 10);
  });

  it('tells nobody who left', () => {
    const player = new Player(everySecond(5));
    let told = 0;
    const leave = player.onChange(() => { told += 1; });
    player.seek(1);
    leave();
    player.seek(2);
    assert.equal(told, 1);
  });
});
