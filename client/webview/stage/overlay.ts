/**
 * The dots: a canvas over the picture, because hundreds of moving SVG elements cost three times as much to draw. Form
 * tells them apart first (full, ring, cross), colour second.
 */
import type { Point } from '#language/scene/laid-out.js';
import type { MotionState, Token } from '../motion/first-motion.js';
import type { Lines } from './lines.js';
import { toScreen, type View } from './viewport.js';

const RADIUS = 5;

export class Overlay {
  readonly canvas = document.createElement('canvas');
  private readonly context = this.canvas.getContext('2d')!;
  private colours = { request: '#0072b2', reply: '#0072b2', lost: '#d55e00', ground: '#ffffff' };

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
    const read = (name: string, otherwise: string): string => style.getPropertyValue(name).trim() || otherwise;
    this.colours = {
      request: read('--lintel-request', '#0072b2'), reply: read('--lintel-request', '#0072b2'),
      lost: read('--lintel-lost', '#d55e00'), ground: read('--vscode-editor-background', '#ffffff'),
    };
  }

  /** @param still with reduced motion dots stand at stations and do not glide. */
  draw(state: MotionState | undefined, lines: Lines | undefined, view: View, still: boolean): void {
    const { width, height } = this.canvas;
    this.context.clearRect(0, 0, width, height);
    if (!state || !lines) return;
    const taken = new Map<string, number>();
    for (const token of state.tokens) {
      const at = lines.at(token.leg, still ? Math.round(token.progress) : token.progress);
      if (at) this.dot(token, besideOthers(toScreen(view, at), taken));
    }
  }

  private dot(token: Token, at: Point): void {
    const { context, colours } = this;
    context.beginPath();
    context.lineWidth = 2;
    if (token.state === 'failed') return this.cross(at);
    context.arc(at.x, at.y, RADIUS, 0, 2 * Math.PI);
    context.fillStyle = token.leg.reply ? colours.ground : colours.request;
    context.strokeStyle = token.leg.reply ? colours.reply : colours.ground;
    context.fill();
    context.stroke();
  }

  private cross({ x, y }: Point): void {
    const { context, colours } = this;
    for (const [width, colour] of [[5, colours.ground], [2.5, colours.lost]] as const) {
      context.beginPath();
      context.lineWidth = width;
      context.strokeStyle = colour;
      context.moveTo(x - RADIUS, y - RADIUS);
      context.lineTo(x + RADIUS, y + RADIUS);
      context.moveTo(x + RADIUS, y - RADIUS);
      context.lineTo(x - RADIUS, y + RADIUS);
      context.stroke();
    }
  }
}

/** Dots that would hide each other stand in a row. */
function besideOthers(at: Point, taken: Map<string, number>): Point {
  const key = `${Math.round(at.x / 4)},${Math.round(at.y / 4)}`;
  const count = taken.get(key) ?? 0;
  taken.set(key, count + 1);
  return { x: at.x + count * (RADIUS * 2 + 2), y: at.y };
}
