/**
 * The camera of a scenario that is played: where the whole picture is too small to be read, the view goes near what the caption
 * speaks of, and back to the whole when that is over. Whoever pans or zooms has the camera.
 */
import type { LaidOutScene, Rectangle } from '#language/scene/laid-out.js';
import { closeView, isSmall, type Size, type View } from './viewport.js';

export interface Camera {
  /** Of the stage, in CSS pixels. */
  window: Size;
  scene: LaidOutScene;
  /** What draws an id, if anything does. */
  boxOf(id: string): Rectangle | undefined;
}

/** Milliseconds of a glide there or back. */
const GLIDE = 700;

export class CloseUp {
  private about = '';
  private target: View | undefined;
  private frame = 0;
  /** The reader wanted the whole picture while this went on. */
  private dismissed = '';

  constructor(private readonly camera: () => Camera | undefined, private readonly see: (view: View) => void) {}

  /** The view that is wanted now; undefined: the whole picture. */
  get wanted(): View | undefined { return this.target; }

  /** @returns whether the view that is wanted is another than before. */
  aim(about: readonly string[]): boolean {
    const key = about.join('\u0001');
    if (key === this.about) return false;
    this.about = key;
    if (key !== this.dismissed) this.dismissed = '';
    return this.aimAgain();
  }

  /** After a change of the window or the picture. */
  aimAgain(): boolean {
    const before = this.target;
    this.target = this.about === '' || this.about === this.dismissed ? undefined : this.near(this.about.split('\u0001'));
    return before !== this.target;
  }

  /** Back to the whole, until something else happens. */
  dismiss(): void {
    this.dismissed = this.about;
    this.target = undefined;
    this.stop();
  }

  stop(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
  }

  /** Goes from one view to another; at once where nothing is to glide. */
  go(from: View, to: View, atOnce: boolean): void {
    this.stop();
    if (atOnce) return this.see(to);
    const started = performance.now();
    const next = (now: number): void => {
      const share = Math.min(1, Math.max(0, (now - started) / GLIDE));
      this.frame = share < 1 ? requestAnimationFrame(next) : 0;
      this.see(share < 1 ? between(from, to, share * share * (3 - 2 * share)) : to);
    };
    this.frame = requestAnimationFrame(next);
  }

  get isGliding(): boolean { return this.frame !== 0; }

  private near(ids: readonly string[]): View | undefined {
    const camera = this.camera();
    if (!camera || !isSmall(camera.scene, camera.window)) return undefined;
    const boxes = ids.flatMap((id) => camera.boxOf(id) ?? []);
    return boxes.length === 0 ? undefined : closeView(camera.scene, around(boxes), camera.window);
  }
}

function around(boxes: readonly Rectangle[]): Rectangle {
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
  return { x, y, width: Math.max(...boxes.map((box) => box.x + box.width)) - x, height: Math.max(...boxes.map((box) => box.y + box.height)) - y };
}

function between(a: View, b: View, share: number): View {
  const mixed = (from: number, to: number): number => from + (to - from) * share;
  return { scale: mixed(a.scale, b.scale), x: mixed(a.x, b.x), y: mixed(a.y, b.y) };
}
