/**
 * What a run says of boxes, drawn over them: which role a member has (a pill on its upper edge: filled for who serves, outlined
 * for who stands by), and under the box in words what is wrong with it, who waits there, and when it takes over.
 */
import { text, word } from '#language/messages/word.js';
import type { LaidOutNode } from '#language/scene/laid-out.js';
import type { RoleName } from '../scenario/roles.js';
import type { RunView } from '../scenario/run-view.js';
import { rounded } from '#language/expectations/measures.js';
import { secondsLeft } from '../scenario/takeover-caption.js';
import type { Lines } from './lines.js';
import { toScreen, type View } from './viewport.js';

export interface Ink { font: string; text: string; muted: string; request: string; lost: string; ground: string }

/** Pixels. */
const [SMALLEST_TEXT, LARGEST_TEXT] = [8, 12];
/** In a picture that is shown smaller than this a word would hide the name beside it: an initial says it; and in one smaller than that nobody reads anything. */
const [SMALLEST_FOR_WORDS, SMALLEST_SCALE] = [0.7, 0.4];
const [PADDING, RADIUS] = [6, 8];

const FORMS: Record<RoleName, 'serves' | 'waits' | 'gone'> = { master: 'serves', active: 'serves', backup: 'waits', standby: 'waits', init: 'gone', down: 'gone' };

/** The words that stand under each box, each a line. */
export function wordsUnder({ gauges, health, roles, nameOf }: Pick<RunView, 'gauges' | 'health' | 'roles' | 'nameOf'>, lines: Lines): Map<LaidOutNode, string[]> {
  const under = new Map<LaidOutNode, string[]>();
  const waiting = new Map<LaidOutNode, number>();
  const add = (id: string, said: string): void => {
    const box = lines.boxOf(id);
    if (box && under.get(box)?.includes(said) !== true) under.set(box, [...(under.get(box) ?? []), said]);
  };
  for (const [id, gauge] of gauges) {
    const box = lines.boxOf(id);
    if (box && gauge.waiting > 0) waiting.set(box, (waiting.get(box) ?? 0) + gauge.waiting);
  }
  for (const [box, count] of waiting) under.set(box, [word(text('preview.gauge-waiting', { count }))]);
  for (const [id, { slow, outBy }] of health) {
    if (slow !== 1) add(id, word(text('playback.slow', { factor: rounded(slow) })));
    if (outBy.length > 0) add(id, word(text('playback.out-by', { balancers: outBy.map(nameOf).sort() })));
  }
  for (const [id, { due }] of roles) if (due !== undefined) add(id, word(text('playback.takes-over', { left: secondsLeft(due) })));
  return under;
}

export function drawRoles(context: CanvasRenderingContext2D, ink: Ink, roles: RunView['roles'], lines: Lines, view: View): void {
  if (view.scale < SMALLEST_SCALE) return;
  const size = Math.min(LARGEST_TEXT, Math.max(SMALLEST_TEXT, 10 * view.scale));
  const scale = size / 10;
  const done = new Set<LaidOutNode>();
  context.font = `600 ${size}px ${ink.font}`;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  for (const [id, { name }] of roles) {
    const box = lines.boxOf(id);
    // A box that stands for several members has no role of its own.
    if (!box || done.has(box) || box.id !== id) continue;
    done.add(box);
    const said = word(text(view.scale < SMALLEST_FOR_WORDS ? `playback.initial-${name}` : `playback.role-${name}`));
    const width = context.measureText(said).width + 2 * PADDING * scale;
    const height = 15 * scale;
    const corner = toScreen(view, { x: box.x + box.width, y: box.y });
    const [x, y] = [corner.x - width - 4 * scale, corner.y - height / 2];
    const form = FORMS[name];
    context.beginPath();
    context.roundRect(x, y, width, height, RADIUS * scale);
    context.lineWidth = 1.25;
    context.setLineDash(form === 'waits' ? [3, 2] : []);
    context.fillStyle = form === 'serves' ? ink.request : ink.ground;
    context.strokeStyle = form === 'serves' ? ink.request : form === 'gone' ? ink.lost : ink.muted;
    context.fill();
    context.stroke();
    context.setLineDash([]);
    context.fillStyle = form === 'serves' ? ink.ground : form === 'gone' ? ink.lost : ink.text;
    context.fillText(said, x + PADDING * scale, corner.y + 0.5);
  }
}
