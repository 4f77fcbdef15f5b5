/** Finding badges, told apart by form before colour: octagon, triangle, circle. */
import type { Point } from '../laid-out.js';
import type { Badge } from '../scene.js';
import { escape, number } from './markup.js';

const RADIUS = 8;

export function badgeMarkup(badge: Badge, at: Point): string {
  const text = badge.count > 99 ? '99' : String(badge.count);
  const dy = badge.severity === 'warning' ? 5 : 3.6;
  return `<g class="badge ${badge.severity}"><title>${escape(badge.title)}</title>${shape(badge, at)}<text class="count" x="${number(at.x)}" y="${number(at.y + dy)}" text-anchor="middle">${text}</text></g>`;
}

function shape(badge: Badge, { x, y }: Point): string {
  if (badge.severity === 'error') return polygon(8, RADIUS + 1, x, y, Math.PI / 8);
  if (badge.severity === 'warning') return polygon(3, RADIUS + 4, x, y + 2, -Math.PI / 2);
  return `<circle class="shape" cx="${number(x)}" cy="${number(y)}" r="${badge.severity === 'info' ? RADIUS : RADIUS - 1}"/>`;
}

function polygon(corners: number, radius: number, x: number, y: number, turn: number): string {
  const points = Array.from({ length: corners }, (_, index) => {
    const angle = turn + (2 * Math.PI * index) / corners;
    return `${number(x + radius * Math.cos(angle))},${number(y + radius * Math.sin(angle))}`;
  });
  return `<polygon class="shape" points="${points.join(' ')}"/>`;
}
