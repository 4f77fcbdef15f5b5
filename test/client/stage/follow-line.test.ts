/** Two courses of one line, led from the one to the other: equally many points, each with its own ends and bends. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { inStep } from '../../../client/webview/stage/follow-line.js';
import { lengthOf } from '../../../client/webview/stage/lines.js';
import type { Point } from '#language/scene/laid-out.js';
import { strokes } from '#language/scene/svg/edge.js';

/** Orthogonal, on the grid. */
const aLine = fc.record({ start: fc.record({ x: fc.integer({ min: 0, max: 90 }), y: fc.integer({ min: 0, max: 90 }) }), steps: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 7 }) })
  .map(({ start, steps }) => steps.reduce<Point[]>((points, step, index) => {
    const { x, y } = points.at(-1)!;
    return [...points, index % 2 === 0 ? { x, y: y + 8 * step } : { x: x + 8 * step, y }];
  }, [{ x: 8 * start.x, y: 8 * start.y }]));

const close = (a: Point, b: Point): boolean => Math.hypot(a.x - b.x, a.y - b.y) < 1e-3;

describe('a line that follows its boxes', () => {
  it('keeps the ends and every bend of both courses', () => {
    fc.assert(fc.property(aLine, aLine, (before, after) => {
      const [from, to] = inStep(before, after);
      assert.equal(from.length, to.length);
      for (const [led, course] of [[from, before], [to, after]] as const) {
        assert.ok(close(led[0]!, course[0]!) && close(led.at(-1)!, course.at(-1)!));
        for (const bend of course) assert.ok(led.some((point) => close(point, bend)), `${JSON.stringify(bend)} of ${JSON.stringify(course)} in ${JSON.stringify(led)}`);
        assert.ok(Math.abs(lengthOf(led) - lengthOf(course)) < 1e-3);
      }
    }));
  });

  it('is drawn with the same commands at both ends of its way', () => {
    const commands = (path: string): string => path.replace(/[^A-Z]/gu, '');
    fc.assert(fc.property(aLine, aLine, fc.boolean(), (before, after, arrow) => {
      const [start, end] = inStep(before, after).map((points) => strokes(points, arrow)) as [ReturnType<typeof strokes>, ReturnType<typeof strokes>];
      for (const part of ['whole', 'line', 'head'] as const) assert.equal(commands(start[part]), commands(end[part]));
    }));
  });

  it('bends where it did not', () => {
    const [from, to] = inStep([{ x: 0, y: 0 }, { x: 0, y: 100 }], [{ x: 0, y: 0 }, { x: 0, y: 40 }, { x: 80, y: 40 }, { x: 80, y: 80 }]);
    assert.deepEqual(from, [{ x: 0, y: 0 }, { x: 0, y: 25 }, { x: 0, y: 75 }, { x: 0, y: 100 }]);
    assert.deepEqual(to, [{ x: 0, y: 0 }, { x: 0, y: 40 }, { x: 80, y: 40 }, { x: 80, y: 80 }]);
  });
});
