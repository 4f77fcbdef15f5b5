/** Where the camera of a scenario goes: near what happens, at a size that can be read, and never to bare ground. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { closeView, fit, isSmall, toScreen } from '../../../client/webview/stage/viewport.js';

const picture = { width: 640, height: 1300 };
const window = { width: 1000, height: 560 };

describe('the close-up of a scenario', () => {
  it('is for pictures that are too small to read as a whole', () => {
    assert.equal(isSmall(picture, window), true);
    assert.equal(isSmall({ width: 640, height: 480 }, window), false);
  });

  it('shows what happens in full size, with no bare ground below the picture', () => {
    const view = closeView(picture, { x: 60, y: 1150, width: 500, height: 120 }, window)!;
    assert.equal(view.scale, 1);
    assert.equal(view.x, (window.width - picture.width) / 2);
    assert.ok(Math.abs(toScreen(view, { x: 0, y: picture.height }).y - (window.height - 24)) < 1e-9);
  });

  it('stays away where it would gain little', () => {
    assert.equal(closeView({ width: 600, height: 500 }, { x: 50, y: 300, width: 500, height: 120 }, { width: 480, height: 440 }), undefined);
  });

  it('keeps all of what happens in the window, wherever it is', () => {
    const length = fc.integer({ min: 8, max: 3000 });
    fc.assert(fc.property(length, length, fc.integer({ min: 320, max: 2000 }), fc.integer({ min: 240, max: 1200 }), fc.float({ min: 0, max: 1, noNaN: true }), fc.float({ min: 0, max: 1, noNaN: true }), (width, height, across, down, left, top) => {
      const [size, room] = [{ width, height }, { width: across, height: down }];
      const target = { x: width * left * 0.9, y: height * top * 0.9, width: width * 0.1, height: height * 0.1 };
      const view = closeView(size, target, room);
      if (!view) return;
      assert.ok(view.scale >= 1.25 * fit(size, room).scale - 1e-9);
      const [start, end] = [toScreen(view, target), toScreen(view, { x: target.x + target.width, y: target.y + target.height })];
      assert.ok(start.x >= -1e-6 && start.y >= -1e-6 && end.x <= across + 1e-6 && end.y <= down + 1e-6, JSON.stringify({ view, start, end }));
    }));
  });
});
