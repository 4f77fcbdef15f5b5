/** Events come out by time, and in the order in which they were put in where the time is the same. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EventQueue } from '#language/simulation/event-queue.js';

describe('the event queue', () => {
  const operations = fc.array(fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 20 }) }, { weight: 2, arbitrary: fc.constant('pop' as const) }, { weight: 1, arbitrary: fc.constant('snapshot' as const) }), { maxLength: 400 });

  it('is a stable sort of what was put in, snapshots included', () => {
    fc.assert(fc.property(operations, (all) => {
      let queue = new EventQueue();
      const waiting: { time: number; id: number }[] = [];
      let ids = 0;
      for (const each of all) {
        if (typeof each === 'number') {
          queue.push(each, 1, ids, 1000 - ids);
          waiting.push({ time: each, id: ids++ });
        } else if (each === 'snapshot') queue = EventQueue.from(JSON.parse(JSON.stringify(queue.snapshot())));
        else {
          waiting.sort((a, b) => a.time - b.time || a.id - b.id);
          const expected = waiting.shift();
          assert.equal(queue.head, expected?.time ?? Infinity);
          assert.equal(queue.pop(), expected !== undefined);
          if (expected) assert.deepEqual([queue.time, queue.first, queue.second], [expected.time, expected.id, 1000 - expected.id]);
        }
        assert.equal(queue.size, waiting.length);
      }
    }), { numRuns: 500 });
  });

  it('grows', () => {
    const queue = new EventQueue();
    for (let i = 0; i < 5000; i++) queue.push((i * 7919) % 5003, 2, i, 0);
    let last = -1;
    for (let i = 0; i < 5000; i++) {
      assert.ok(queue.pop());
      assert.ok(queue.time > last);
      last = queue.time;
    }
    assert.ok(!queue.pop());
  });
});
