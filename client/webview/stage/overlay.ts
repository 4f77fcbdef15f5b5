/**
 * The dots, and how busy boxes are: a canvas over the picture, because hundreds of moving SVG elements cost three times as much to draw. Form
 * tells them apart first (full, ring, cross), colour second.
 */
import { text, word } from '#language/messages/word.js';
import type { Id } from '#language/model/model.js';
import type { LaidOutNode, Point } from '#language/scene/laid-out.js';
import type { MotionState, Token } from '../motion/first-motion.js';
import type { Gauge, RunView } from '../scenario/run-view.js';
import type { Lines } from './lines.js';
import { drawRoles, wordsUnder } from './state-marks.js';
import { toScreen, type View } from './viewport.js';

/** Pixels, of dots in a picture at full size and in a small one. */
const [LARGEST_RADIUS, SMALLEST_RADIUS] = [5, 2.5];
/** Pixels. */
const SMALLEST_TEXT = 11;

export class Overlay {
  readonly canvas = document.createElement('canvas');
  private readonly context = this.canvas.getContext('2d')!;
  private font = 'sans-serif';
  private colours = { text: '#1f2328', muted: '#57606a', request: '#0072b2', reply: '#0072b2', lost: '#d55e00', ground: '#ffffff' };

  constructor() {
    this.canvas.className = 'overlay';
    this.canvas.setAttribute('aria-hidden', 'true');
  }

  resize(width: number, height: number): void {
    const ratio = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
  }

  /** Colours come from the page's theme, which may change at any time. */
  readColours(): void {
    const style = getComputedStyle(document.body);
    this.font = style.fontFamily;
    const read = (name: string, otherwise: string): string => style.getPropertyValue(name).trim() || otherwise;
    this.colours = {
      text: read('--vscode-editor-foreground', '#1f2328'), muted: read('--vscode-descriptionForeground', '#57606a'),
      request: read('--lintel-request', '#0072b2'), reply: read('--lintel-request', '#0072b2'),
      lost: read('--lintel-lost', '#d55e00'), ground: read('--vscode-editor-background', '#ffffff'),
    };
  }

  /** @param still with reduced motion dots stand at stations and do not glide. */
  draw(state: MotionState | undefined, lines: Lines | undefined, view: View, still: boolean): void {
    const { width, height } = this.canvas;
    this.context.clearRect(0, 0, width, height);
    if (!state || !lines) return;
    if (state.run) {
      this.redirects(state.run, lines, view);
      this.gauges(gaugesByBox(state.run.gauges, lines), view);
      this.words(state.run, lines, view);
      this.lost(state.run, lines, view);
      drawRoles(this.context, { font: this.font, ...this.colours }, state.run.roles, lines, view);
    }
    const taken = new Map<string, number>();
    const radius = Math.min(LARGEST_RADIUS, Math.max(SMALLEST_RADIUS, 7 * view.scale));
    for (const token of state.tokens) {
      const at = lines.at(token.leg, still ? Math.round(token.progress) : token.progress);
      if (at) this.dot(token, besideOthers(toScreen(view, at), taken, radius), radius);
    }
  }

  /** From the arrow of a flow to the member that is asked now in place of the one that the arrow leads to. */
  private redirects({ redirects }: RunView, lines: Lines, view: View): void {
    const { context, colours } = this;
    for (const { flow, from, to } of redirects) {
      const points = lines.redirect(flow, from, to)?.map((point) => toScreen(view, point));
      if (!points) continue;
      const [before, end] = [points.at(-2)!, points.at(-1)!];
      context.strokeStyle = context.fillStyle = colours.request;
      context.lineWidth = Math.max(1.25, 2 * view.scale);
      context.setLineDash([6, 4]);
      context.beginPath();
      points.forEach(({ x, y }, index) => (index === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
      context.stroke();
      context.setLineDash([]);
      const length = Math.max(1e-9, Math.hypot(end.x - before.x, end.y - before.y));
      const size = Math.max(4, 8 * view.scale);
      const [ux, uy] = [(end.x - before.x) / length * size, (end.y - before.y) / length * size];
      context.beginPath();
      context.moveTo(end.x, end.y);
      context.lineTo(end.x - ux - uy / 2, end.y - uy + ux / 2);
      context.lineTo(end.x - ux + uy / 2, end.y - uy - ux / 2);
      context.fill();
    }
  }

  /** Under each box a thin bar: how busy its workers are. */
  private gauges(boxes: ReadonlyMap<LaidOutNode, number>, view: View): void {
    const { context, colours } = this;
    for (const [box, utilisation] of boxes) {
      const { x, y } = toScreen(view, { x: box.x, y: box.y + box.height });
      const width = box.width * view.scale;
      const height = Math.max(3, 4 * view.scale);
      context.globalAlpha = 0.3;
      context.fillStyle = colours.muted;
      context.fillRect(x, y + 3, width, height);
      context.globalAlpha = 1;
      context.fillStyle = utilisation > 0.9 ? colours.lost : colours.request;
      context.fillRect(x, y + 3, width * utilisation, height);
    }
  }

  /** Under the bar in words: who waits, by number, since a queue has no end to be held against, and what is wrong. */
  private words(run: RunView, lines: Lines, view: View): void {
    for (const [box, said] of wordsUnder(run, lines)) {
      const { x, y } = toScreen(view, { x: box.x + box.width / 2, y: box.y + box.height });
      said.forEach((line, index) => this.note(line, x, y + 5 + Math.max(3, 4 * view.scale) + index * (SMALLEST_TEXT + 3)));
    }
  }

  /** On the frame of a group in which one stands in for another, while nobody does: beside the words under who takes over. */
  private lost({ serving, roles }: RunView, lines: Lines, view: View): void {
    const takesOver = [...roles].flatMap(([id, { due }]) => (due === undefined ? [] : lines.boxOf(id) ?? []));
    for (const [group, member] of serving) {
      const box = member === undefined ? lines.standOf(group) : undefined;
      if (!box) continue;
      const next = takesOver.find((each) => each.parent === box.id);
      const side = next === undefined ? 0.5 : next.x + next.width / 2 > box.x + box.width / 2 ? 0.25 : 0.75;
      const { x, y } = toScreen(view, { x: box.x + box.width * side, y: box.y + box.height });
      this.note(word(text('preview.gauge-nobody')), x, y + 2);
    }
  }

  /** Words on the ground's colour, in the middle above a point. */
  private note(said: string, x: number, y: number): void {
    const { context, colours } = this;
    context.font = `600 ${SMALLEST_TEXT}px ${this.font}`;
    context.textAlign = 'center';
    context.textBaseline = 'top';
    const half = context.measureText(said).width / 2 + 4;
    context.fillStyle = colours.ground;
    context.fillRect(x - half, y, 2 * half, SMALLEST_TEXT + 3);
    context.fillStyle = colours.lost;
    context.fillText(said, x, y + 1);
  }

  private dot(token: Token, at: Point, radius: number): void {
    const { context, colours } = this;
    context.beginPath();
    context.lineWidth = Math.max(1, radius * 0.4);
    if (token.state === 'failed') return this.cross(at, radius);
    context.arc(at.x, at.y, radius, 0, 2 * Math.PI);
    context.fillStyle = token.leg.reply ? colours.ground : colours.request;
    context.strokeStyle = token.leg.reply ? colours.reply : colours.ground;
    context.fill();
    context.stroke();
  }

  private cross({ x, y }: Point, radius: number): void {
    const { context, colours } = this;
    for (const [width, colour] of [[5, colours.ground], [2.5, colours.lost]] as const) {
      context.beginPath();
      context.lineWidth = width;
      context.strokeStyle = colour;
      context.moveTo(x - radius, y - radius);
      context.lineTo(x + radius, y + radius);
      context.moveTo(x + radius, y - radius);
      context.lineTo(x - radius, y + radius);
      context.stroke();
    }
  }
}

/** A box that stands for several elements tells of the busiest. */
function gaugesByBox(gauges: ReadonlyMap<Id, Gauge>, lines: Lines): Map<LaidOutNode, number> {
  const boxes = new Map<LaidOutNode, number>();
  for (const [id, { utilisation }] of gauges) {
    const box = lines.boxOf(id);
    if (box && utilisation !== undefined) boxes.set(box, Math.max(boxes.get(box) ?? 0, utilisation));
  }
  return boxes;
}

/** Dots that would hide each other stand in a row. */
function besideOthers(at: Point, taken: Map<string, number>, radius: number): Point {
  const key = `${Math.round(at.x / 4)},${Math.round(at.y / 4)}`;
  const count = taken.get(key) ?? 0;
  taken.set(key, count + 1);
  return { x: at.x + count * (radius * 2 + 2), y: at.y };
}
