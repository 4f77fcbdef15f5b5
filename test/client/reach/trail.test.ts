/** The way in the picture: its stations in order, and lines between what is drawn. */
import assert from 'node:assert/strict';
import { Lines } from '../../../client/webview/stage/lines.js';
import { drawTrail, numbersText } from '../../../client/webview/stage/trail.js';
import { sampleScene } from '../../support/sample-picture.js';

describe('the trail of a way', () => {
  const lines = new Lines(sampleScene());
  const trail = (...elements: string[]): ReturnType<typeof drawTrail> => drawTrail({ hops: elements.map((element) => ({ element })) }, lines);

  it('numbers the boxes in the order of the hops, several hops at one box together', () => {
    const { stops } = trail('users', 'users', 'lb', 'lb', 'lb', 'web#1');
    assert.deepEqual(stops.map(({ node, numbers }) => [node.id, numbersText(numbers)]), [['users', '1–2'], ['lb', '3–5'], ['web#1', '6']]);
  });

  it('joins what a closed container hides to the container', () => {
    const { stops } = trail('users', 'hidden', 'lb');
    assert.deepEqual(stops.map(({ node }) => node.id), ['users', 'lan', 'lb']);
  });

  it('leaves out what the picture does not draw at all', () => {
    const { stops, lines: drawn } = trail('users', 'elsewhere', 'lb');
    assert.deepEqual(stops.map(({ node, numbers }) => [node.id, numbers]), [['users', [1]], ['lb', [3]]]);
    assert.equal(drawn.length, 1);
  });

  it('leads from box to box', () => {
    const { lines: drawn } = trail('users', 'lb', 'web#1');
    assert.deepEqual(drawn.map(({ points, drawn: along }) => [points[0], points.at(-1), along]), [[{ x: 200, y: 20 }, { x: 200, y: 140 }, false], [{ x: 200, y: 140 }, { x: 100, y: 280 }, false]]);
  });

  it('follows cables that are drawn', () => {
    const scene = sampleScene();
    const [first] = scene.edges;
    const wired = new Lines({ ...scene, edges: [{ ...first!, id: 'cable', form: 'link', points: [{ x: 200, y: 40 }, { x: 210, y: 80 }, { x: 200, y: 120 }] }], routes: { kabel: ['cable'] } });
    const [line] = drawTrail({ hops: [{ element: 'users' }, { element: 'lb', link: 'kabel' }] }, wired).lines;
    assert.ok(line!.drawn);
    assert.ok(line!.points.some(({ x }) => x === 210));
  });

  it('goes square to a box from where the cable ends at the border around it', () => {
    const scene = sampleScene();
    const [first] = scene.edges;
    const wired = new Lines({ ...scene, edges: [{ ...first!, id: 'cable', form: 'link', from: 'users', to: 'lan', points: [{ x: 300, y: 40 }, { x: 300, y: 80 }] }], routes: { kabel: ['cable'] } });
    const [line] = drawTrail({ hops: [{ element: 'users' }, { element: 'lb', link: 'kabel' }] }, wired).lines;
    for (const [index, point] of line!.points.entries()) {
      const next = line!.points[index + 1];
      if (next) assert.ok(point.x === next.x || point.y === next.y, JSON.stringify(line!.points));
    }
    assert.deepEqual(line!.points.at(-1), { x: 200, y: 140 });
  });

  it('draws no line to an area that one stands in', () => {
    const { stops, lines: drawn } = trail('lb', 'lan', 'web#1');
    assert.deepEqual([stops.length, drawn.length], [3, 0]);
  });

  it('marks where it ends, also where no hop tells of it', () => {
    assert.deepEqual(drawTrail({ hops: [{ element: 'users' }], endsAt: 'lb' }, lines).stops.map(({ node, ends }) => [node.id, ends]), [['users', false], ['lb', true]]);
    assert.deepEqual(drawTrail({ hops: [{ element: 'users' }, { element: 'lb' }], endsAt: 'lb' }, lines).stops.map(({ numbers, ends }) => [numbers, ends]), [[[1], false], [[2], true]]);
  });

  it('writes numbers as runs', () => {
    assert.equal(numbersText([1, 2, 3, 6, 8, 9]), '1–3, 6, 8–9');
    assert.equal(numbersText([]), '');
  });
});
