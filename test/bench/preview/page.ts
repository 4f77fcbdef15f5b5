/**
 * The page that `npm run bench:preview` measures: the preview's own stage with dots that travel along the lines of its
 * flows, and beside it the least that any drawing of the same could be, one canvas with boxes, lines and dots.
 */
import { Stage } from '../../../client/webview/stage/stage.js';
import { addPictureStyles } from '../../../client/webview/stage/picture-styles.js';
import type { MotionState, Token } from '../../../client/webview/motion/first-motion.js';
import type { LaidOutEdge, LaidOutScene, Point } from '#language/scene/laid-out.js';

export interface Frames {
  /** Frames that the browser showed a second. */
  fps: number;
  /** Milliseconds of the page's own work a frame. */
  work: number;
}

declare global {
  interface Window { bench: { show(svg: string, scene: LaidOutScene): Promise<number>; stage(dots: number, milliseconds: number): Promise<Frames>; canvas(dots: number, milliseconds: number): Promise<Frames>; pan(milliseconds: number): Promise<Frames> } }
}

const nothing = (): void => undefined;
const stage = new Stage({
  pick: nothing, clear: nothing, escape: nothing, path: nothing, toggleFailed: nothing, menu: nothing, toggleCollapsed: nothing, lookInto: nothing, moved: nothing,
} as unknown as ConstructorParameters<typeof Stage>[0]);
addPictureStyles();
document.body.append(stage.root);
let drawn: LaidOutScene | undefined;

const frame = (): Promise<number> => new Promise((resolve) => { requestAnimationFrame(resolve); });

async function frames(milliseconds: number, paint: (seconds: number) => void): Promise<Frames> {
  const start = await frame();
  let [count, work, now] = [0, 0, start];
  while (now - start < milliseconds) {
    const before = performance.now();
    paint((now - start) / 1000);
    work += performance.now() - before;
    count += 1;
    now = await frame();
  }
  return { fps: (count * 1000) / (now - start), work: work / count };
}

/** So many dots, evenly over the lines of the flows, each once along its line in two seconds. */
function tokens(scene: LaidOutScene, dots: number, seconds: number): Token[] {
  const ways = scene.edges.filter(({ form }) => form === 'flow');
  return ways.length === 0 ? [] : Array.from({ length: dots }, (_, index): Token => {
    const edge = ways[index % ways.length]!;
    const leg = { flow: edge.parts[0]!.id, from: edge.from, to: edge.to, links: [], start: 0, end: 1, reply: false, route: [edge.from, edge.to], index: 0 };
    return { journey: index, leg, progress: (seconds / 2 + index / dots) % 1, state: 'under-way' } as unknown as Token;
  });
}

function motion(scene: LaidOutScene, dots: number, seconds: number): MotionState {
  return { tokens: tokens(scene, dots, seconds), failed: new Set(), down: new Set(), fallen: [], fallout: EMPTY, served: 0, lost: 0, losses: [] };
}

const EMPTY = { promoted: new Set(), broken: new Set(), elements: [], flows: [] } as unknown as MotionState['fallout'];

/** The least: everything anew each frame, without text of more than one line, bends, marks, or anything to click. */
function bare(context: CanvasRenderingContext2D, scene: LaidOutScene, scale: number, dots: number, seconds: number): void {
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, scene.width, scene.height);
  context.font = '13px sans-serif';
  for (const { x, y, width, height, name } of scene.nodes) {
    context.strokeRect(x, y, width, height);
    context.fillText(name, x + 8, y + 16);
  }
  context.beginPath();
  for (const { points } of scene.edges) points.forEach(({ x, y }, index) => { if (index === 0) context.moveTo(x, y); else context.lineTo(x, y); });
  context.stroke();
  const ways = scene.edges.filter(({ form }) => form === 'flow');
  for (let index = 0; ways.length > 0 && index < dots; index += 1) {
    const { x, y } = along(ways[index % ways.length]!, (seconds / 2 + index / dots) % 1);
    context.beginPath();
    context.arc(x, y, 5, 0, 2 * Math.PI);
    context.fill();
  }
}

function along({ points }: LaidOutEdge, progress: number): Point {
  const place = progress * (points.length - 1);
  const [from, to] = [points[Math.floor(place)]!, points[Math.ceil(place)]!];
  const share = place - Math.floor(place);
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

window.bench = {
  /** Milliseconds until the picture is on the screen. */
  async show(svg, scene) {
    const start = performance.now();
    drawn = scene;
    stage.root.hidden = false;
    stage.show(svg, scene, true);
    await frame();
    await frame();
    return performance.now() - start;
  },
  stage: (dots, milliseconds) => frames(milliseconds, (seconds) => stage.setMotion(motion(drawn!, dots, seconds))),
  pan: (milliseconds) => frames(milliseconds, (seconds) => stage.restore({ scale: 0.8, x: -400 * Math.abs(Math.sin(seconds)), y: -300 * Math.abs(Math.sin(seconds / 2)) })),
  async canvas(dots, milliseconds) {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [stage.root.clientWidth, stage.root.clientHeight];
    stage.root.hidden = true;
    document.body.append(canvas);
    const scale = Math.min(canvas.width / drawn!.width, canvas.height / drawn!.height);
    const context = canvas.getContext('2d')!;
    const result = await frames(milliseconds, (seconds) => bare(context, drawn!, scale, dots, seconds));
    canvas.remove();
    stage.root.hidden = false;
    return result;
  },
};
