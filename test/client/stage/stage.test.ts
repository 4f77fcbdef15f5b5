/** The geometry under the picture: pan and zoom, the lines that requests follow, the walk by arrow keys. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Leg } from '../../../client/webview/motion/journey.js';
import { along, cut, lengthOf, Lines } from '../../../client/webview/stage/lines.js';
import { neighbours, step } from '../../../client/webview/stage/navigate.js';
import { endTowards, heartOf, lineAfter, linesAround } from '../../../client/webview/stage/walk-lines.js';
import { fit, holdStill, isSeenWhole, LARGEST, reach, SMALLEST, steadyView, toPicture, toScreen, type View, zoomAt } from '../../../client/webview/stage/viewport.js';
import type { LaidOutScene, Point } from '#language/scene/laid-out.js';
import { sampleScene } from '../../support/sample-picture.js';

const number = fc.double({ min: -5000, max: 5000, noNaN: true });
const aPoint = fc.record({ x: number, y: number });
const aView = fc.record({ scale: fc.double({ min: SMALLEST, max: LARGEST, noNaN: true }), x: number, y: number });
const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6 * Math.max(1, Math.abs(a), Math.abs(b));

describe('the viewport', () => {
  it('translates between screen and picture both ways', () => {
    fc.assert(fc.property(aView, aPoint, (view, point) => {
      const back = toPicture(view, toScreen(view, point));
      assert.ok(Math.abs(back.x - point.x) < 1e-6 && Math.abs(back.y - point.y) < 1e-6);
    }));
  });

  it('zooms about the pointer and stays within its limits', () => {
    fc.assert(fc.property(aView, fc.double({ min: 0.01, max: 100, noNaN: true }), aPoint, (view, factor, at) => {
      const zoomed = zoomAt(view, factor, at);
      assert.ok(zoomed.scale >= SMALLEST && zoomed.scale <= LARGEST);
      const [before, after] = [toPicture(view, at), toPicture(zoomed, at)];
      assert.ok(near(before.x, after.x) && near(before.y, after.y));
    }));
  });

  it('fits the whole picture into the window, in its middle', () => {
    fc.assert(fc.property(fc.integer({ min: 10, max: 8000 }), fc.integer({ min: 10, max: 8000 }), (width, height) => {
      const window = { width: 800, height: 600 };
      const view = fit({ width, height }, window);
      if (view.scale === SMALLEST) return;
      const [start, end] = [toScreen(view, { x: 0, y: 0 }), toScreen(view, { x: width, y: height })];
      assert.ok(start.x >= 0 && start.y >= 0 && end.x <= window.width && end.y <= window.height);
      assert.ok(near(start.x, window.width - end.x));
    }));
  });

  it('moves a box into sight, and not at all when it is there', () => {
    const window = { width: 800, height: 600 };
    const box = { x: 100, y: 100, width: 80, height: 40 };
    const calm: View = { scale: 1, x: 0, y: 0 };
    assert.deepEqual(reach(calm, box, window), calm);
    fc.assert(fc.property(aView, (view) => {
      const moved = reach(view, box, window);
      const start = toScreen(moved, box);
      assert.ok(start.x >= 0 && start.y >= 0 && start.x <= window.width && start.y <= window.height);
    }));
  });

  it('lets the selected box stand still on the screen after an edit, else most of them', () => {
    const [before, after] = [sampleScene(), sampleScene()];
    for (const node of after.nodes) node.x += node.id === 'users' ? 300 : 40;
    const at = (scene: LaidOutScene, view: View, id: string): Point => toScreen(view, scene.nodes.find((node) => node.id === id)!);
    fc.assert(fc.property(aView, (view) => {
      for (const [selected, still] of [['users', 'users'], [undefined, 'lan'], ['gone', 'lan']] as const) {
        const [was, is] = [at(before, view, still), at(after, steadyView(view, before, after, selected), still)];
        assert.ok(near(was.x, is.x) && near(was.y, is.y), still);
      }
    }));
    assert.ok(isSeenWhole({ scale: 1, x: 0, y: 0 }, { width: 400, height: 400 }, { width: 400, height: 400 }));
    assert.ok(!isSeenWhole({ scale: 1, x: -1, y: 0 }, { width: 400, height: 400 }, { width: 400, height: 400 }));
  });

  it('holds still what the reader looked at while the picture changes around it', () => {
    fc.assert(fc.property(aView, aPoint, aPoint, (view, before, after) => {
      const [was, is] = [toScreen(view, before), toScreen(holdStill(view, before, after), after)];
      assert.ok(near(was.x, is.x) && near(was.y, is.y));
    }));
  });
});

describe('lines', () => {
  const leg = (flow: string, route: string[], index = 0, more: Partial<Leg> = {}): Leg =>
    ({ flow, route, index, from: route[index]!, to: route[index + 1]!, links: [], start: 0, end: 1, reply: false, ...more });
  const lines = new Lines(sampleScene());

  it('lead along the arrow of the flow, from middle to middle', () => {
    const shop = leg('shop', ['users', 'lb']);
    assert.deepEqual(lines.at(shop, 0), { x: 200, y: 20 });
    assert.deepEqual(lines.at(shop, 1), { x: 200, y: 140 });
  });

  it('lead back the same way', () => {
    const back = leg('shop', ['lb', 'users'], 0, { reply: true });
    assert.deepEqual(lines.at(back, 0), { x: 200, y: 140 });
    assert.deepEqual(lines.at(back, 1), { x: 200, y: 20 });
  });

  it('lead through the frame of a group to the member whose turn it is', () => {
    assert.deepEqual(lines.at(leg('to-web', ['lb', 'web#2']), 1), { x: 300, y: 280 });
    assert.deepEqual(lines.at(leg('to-web', ['lb', 'web#1']), 1), { x: 100, y: 280 });
  });

  it('share the arrow among the hops that the picture does not show', () => {
    const route = ['users', 'hidden', 'lb'];
    const [first, second] = [leg('shop', route, 0), leg('shop', route, 1)];
    assert.deepEqual(lines.at(first, 1), lines.at(second, 0));
    assert.deepEqual(lines.at(second, 1), { x: 200, y: 140 });
    assert.deepEqual(lines.at(first, 1), { x: 200, y: 80 });
  });

  it('lead straight where nothing is drawn, and nowhere where nothing stands', () => {
    assert.deepEqual(lines.at(leg('unknown', ['web#1', 'web#2']), 0.5), { x: 200, y: 280 });
    assert.equal(lines.at(leg('unknown', ['nobody', 'nothing']), 0.5), undefined);
  });

  it('follow cables where cables are drawn', () => {
    const scene = sampleScene();
    delete scene.routes['shop'];
    scene.edges.push({ ...scene.edges[0]!, id: 'link', form: 'link', parts: [], points: [{ x: 240, y: 140 }, { x: 390, y: 140 }, { x: 390, y: 20 }, { x: 240, y: 20 }] });
    scene.routes['users -- lb'] = ['link'];
    const middle = new Lines(scene).at(leg('shop', ['users', 'lb'], 0, { links: ['users -- lb'] }), 0.5)!;
    assert.deepEqual(middle, { x: 390, y: 80 }, 'out by the cable that was drawn from lb to users, walked from users');
  });

  it('follow attachments over the place between two devices', () => {
    const scene = sampleScene();
    const attached = (id: string, from: string, to: string, points: [number, number][]): void => {
      scene.edges.push({ ...scene.edges[0]!, id, form: 'attachment', from, to, parts: [], points: points.map(([x, y]) => ({ x, y })) });
    };
    attached('a', 'users', 'hall', [[160, 20], [20, 20], [20, 60]]);
    attached('b', 'lb', 'hall', [[160, 140], [20, 140], [20, 80]]);
    const line = new Lines(scene);
    const points = [0, 0.25, 0.5, 0.75, 1].map((progress) => line.at(leg('unknown', ['users', 'lb']), progress)!);
    assert.ok(points[2]!.x === 20 && points[2]!.y >= 60 && points[2]!.y <= 80, JSON.stringify(points));
    assert.deepEqual([points[0], points[4]], [{ x: 200, y: 20 }, { x: 200, y: 140 }]);
  });

  const aLine = fc.array(fc.record({ x: fc.integer({ min: 0, max: 100 }), y: fc.integer({ min: 0, max: 100 }) }), { minLength: 2, maxLength: 8 });
  it('are cut without losing length', () => {
    fc.assert(fc.property(aLine, fc.integer({ min: 1, max: 6 }), (line, pieces) => {
      const total = Array.from({ length: pieces }, (_, index) => lengthOf(cut(line, index / pieces, (index + 1) / pieces))).reduce((sum, each) => sum + each, 0);
      assert.ok(Math.abs(total - lengthOf(line)) < 1e-6);
    }));
  });

  it('begin and end where the line does', () => {
    fc.assert(fc.property(aLine, (line) => {
      assert.deepEqual(along(line, 1), line.at(-1));
      if (lengthOf(line) > 0) assert.deepEqual(along(line, 0), along(line, -3));
    }));
  });
});

describe('the arrow keys', () => {
  const scene = sampleScene();
  it('walk along what connects the boxes', () => {
    assert.equal(step(scene, 'users', 'ArrowDown'), 'lb');
    assert.equal(step(scene, 'lb', 'ArrowUp'), 'users');
    assert.equal(step(scene, 'lb', 'ArrowDown'), 'web');
    assert.deepEqual([...neighbours(scene, 'lb')].sort(), ['users', 'web']);
  });

  it('go to the nearest box where nothing connects', () => {
    assert.equal(step(scene, 'web#1', 'ArrowRight'), 'web#2');
    assert.equal(step(scene, 'web#2', 'ArrowLeft'), 'web#1');
    assert.equal(step(scene, 'users', 'ArrowUp'), undefined);
  });

  it('begin at the first box when the one before is gone', () => {
    assert.equal(step(scene, 'deleted', 'ArrowDown'), 'users');
  });
});

describe('the lines of a box', () => {
  const scene = sampleScene();
  const ids = (box: string): string[] => linesAround(scene, box).map(({ id }) => id);
  scene.edges.push(
    { ...scene.edges[0]!, id: 'from the left', from: 'web#1', to: 'lb', points: [{ x: 60, y: 280 }, { x: 20, y: 280 }, { x: 20, y: 140 }, { x: 160, y: 140 }] },
    { ...scene.edges[0]!, id: 'to the right', from: 'lb', to: 'web#2', points: [{ x: 240, y: 140 }, { x: 340, y: 140 }, { x: 340, y: 260 }] },
  );

  it('are walked clockwise, and round again', () => {
    assert.deepEqual(ids('lb'), ['flow users > lb', 'to the right', 'flow lb > web', 'from the left']);
    assert.deepEqual([undefined, 'flow users > lb', 'from the left'].map((line) => lineAfter(scene, 'lb', line, 1)?.id), ['flow users > lb', 'to the right', 'flow users > lb']);
    assert.deepEqual([undefined, 'flow users > lb', 'to the right'].map((line) => lineAfter(scene, 'lb', line, -1)?.id), ['from the left', 'from the left', 'flow users > lb']);
  });

  it('are none where nothing leads', () => {
    assert.deepEqual(ids('lan'), []);
    assert.deepEqual(ids('gone'), []);
    assert.equal(lineAfter(scene, 'lan', undefined, 1), undefined);
    assert.equal(lineAfter(scene, 'lan', undefined, -1), undefined);
  });

  it('lead by the arrow keys to the box at that end', () => {
    const [shop, toWeb] = scene.edges;
    assert.deepEqual([endTowards(scene, shop!, 'ArrowDown'), endTowards(scene, shop!, 'ArrowUp')], ['lb', 'users']);
    assert.equal(endTowards(scene, toWeb!, 'ArrowLeft'), undefined, 'straight down leads to neither side');
    const left = scene.edges.find(({ id }) => id === 'from the left')!;
    assert.deepEqual([endTowards(scene, left, 'ArrowLeft'), endTowards(scene, left, 'ArrowUp')], ['web#1', 'lb']);
  });

  it('are seen by their text, else by their middle', () => {
    assert.deepEqual(heartOf(scene.edges[0]!), { x: 192, y: 72, width: 16, height: 16 });
    const labelAt = { x: 150, y: 70, width: 100, height: 20, text: { text: 'https', x: 160, y: 84, style: 'pill' as const, anchor: 'start' as const } };
    assert.equal(heartOf({ ...scene.edges[0]!, labelAt }), labelAt);
  });
});
