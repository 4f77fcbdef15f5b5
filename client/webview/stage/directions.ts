/**
 * Where lines lead at a moment of a run, when that is not where they were drawn to: a copy goes from who serves now to who
 * stands by, and not at all while one of them is down; an arrow to a member that another serves for has its head there.
 */
import type { Id } from '#language/model/model.js';
import type { LaidOutEdge } from '#language/scene/laid-out.js';
import { strokes } from '#language/scene/svg/edge.js';
import type { RunView } from '../scenario/run-view.js';
import type { Parts } from './parts.js';

type Said = Pick<RunView, 'serving' | 'roles' | 'redirects'>;

export interface Leading {
  /** Whoever it was drawn to is not asked now. */
  elsewhere: boolean;
  /** Nothing is copied. */
  idle: boolean;
  /** It goes the other way. */
  turned: boolean;
}

/** @param run undefined: as they were drawn. */
export function leadingOf(edge: LaidOutEdge, run: Said | undefined): Leading {
  const copies = run !== undefined && edge.form === 'replication';
  return { elsewhere: run !== undefined && isElsewhere(run, edge), idle: copies && (isGone(run, edge.from) || isGone(run, edge.to)), turned: copies && isTurned(run, edge) };
}

export function direct(parts: Parts, run: Said | undefined): void {
  for (const { group, edge } of parts.all) {
    if (!edge) continue;
    const { elsewhere, idle, turned } = leadingOf(edge, run);
    group.classList.toggle('is-elsewhere', elsewhere);
    group.classList.toggle('is-idle', idle);
    if (edge.form !== 'replication') continue;
    const { line, head } = strokes(turned ? [...edge.points].reverse() : edge.points, edge.arrow);
    draw(group.querySelector(':scope > .line'), line);
    draw(group.querySelector(':scope > .head'), head);
  }
}

function draw(path: Element | null, data: string): void {
  if (path && path.getAttribute('d') !== data) path.setAttribute('d', data);
}

function isTurned({ serving }: Said, { from, to }: LaidOutEdge): boolean {
  const servers = new Set(serving.values());
  return servers.has(to) && !servers.has(from);
}

function isGone({ roles }: Said, id: Id): boolean {
  const role = roles.get(id)?.name;
  return role === 'down' || role === 'init';
}

function isElsewhere({ redirects }: Said, { form, to, parts }: LaidOutEdge): boolean {
  return form === 'flow' && parts.length > 0 && parts.every(({ id }) => redirects.some(({ flow, from }) => flow === id && from === to));
}
