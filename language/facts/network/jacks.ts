/** Jacks that more than one cable ends in. A radio, a bus and a tunnel have no jack of their own for each link. */
import type { Id, Link, LinkEnd, Medium } from '../../model/model.js';
import { query } from '../query.js';

/** Media with one cable from jack to jack. RS-485 and parallel SCSI hang several devices on one line. */
const POINT_TO_POINT: ReadonlySet<Medium> = new Set(['ethernet', 'fc', 'sas', 'sata']);

export interface SharedJack {
  element: Id;
  /** The end that has the jack by right of being first, and the later one. */
  first: { link: Link; end: LinkEnd };
  second: { link: Link; end: LinkEnd };
  /** The next jack of that pattern that nothing uses; undefined where the name does not end in a number. */
  free?: string;
}

/** Names of jacks are compared as devices do: without regard to case. */
const key = (end: LinkEnd): string => `${end.element}\u0001${end.jack!.normalize('NFC').toLowerCase()}`;

export const sharedJacks = query('network.shared-jacks', (facts): SharedJack[] => {
  const taken = new Map<string, { link: Link; end: LinkEnd }>();
  const clashes: Omit<SharedJack, 'free'>[] = [];
  for (const link of Object.values(facts.links)) {
    if (link.tunnel !== undefined || !POINT_TO_POINT.has(link.medium)) continue;
    for (const end of [link.a, link.b]) {
      if (end.jack === undefined) continue;
      const earlier = taken.get(key(end));
      if (!earlier) taken.set(key(end), { link, end });
      else clashes.push({ element: end.element, first: earlier, second: { link, end } });
    }
  }
  const last = new Map<string, number>();
  return clashes.map((clash) => {
    const free = nextFree(clash.second.end, taken, last);
    return { ...clash, ...(free === undefined ? {} : { free }) };
  });
});

/** @param last the number given out last, by device and what stands before the number. */
function nextFree(end: LinkEnd, taken: ReadonlyMap<string, unknown>, last: Map<string, number>): string | undefined {
  const match = /^(.*?)(\d{1,6})$/u.exec(end.jack!);
  if (!match) return undefined;
  const series = key({ ...end, jack: match[1]! });
  for (let number = Math.max(Number(match[2]), last.get(series) ?? 0) + 1; ; number++) {
    const jack = match[1]! + String(number).padStart(match[2]!.length, '0');
    if (taken.has(key({ ...end, jack }))) continue;
    last.set(series, number);
    return jack;
  }
}
