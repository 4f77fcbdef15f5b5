/** The figures of two runs beside each other, with their difference. */
import { measureText } from '#language/expectations/measures.js';
import { text, word } from '#language/messages/word.js';
import type { Value } from '#language/model/values.js';
import type { LoadFigures, RunView } from '../scenario/run-view.js';

export interface FigureRow {
  /** Of what, and which figure. */
  subject: string;
  figure: string;
  /** As people read them. */
  values: readonly [string, string];
  /** Of the second to the first; undefined where one of them has none, or both are the same. */
  difference?: { said: string; better: boolean };
}

type Known = number | null | undefined;

interface Kind { id: 'answered' | 'failed' | 'available' | 'p50' | 'p95' | 'p99' | 'downtime' | 'lost-writes' | 'failover'; unit: Value['type']; more: boolean }

const LOAD: readonly (Kind & { of(load: LoadFigures): Known })[] = [
  { id: 'answered', unit: 'number', more: true, of: ({ served }) => served },
  { id: 'failed', unit: 'number', more: false, of: ({ failed }) => failed },
  { id: 'available', unit: 'share', more: true, of: ({ availability }) => availability },
  { id: 'p50', unit: 'duration', more: false, of: ({ latency }) => latency.p50 },
  { id: 'p95', unit: 'duration', more: false, of: ({ latency }) => latency.p95 },
  { id: 'p99', unit: 'duration', more: false, of: ({ latency }) => latency.p99 },
];

const GROUP: readonly (Kind & { of(group: RunView['groups'][number]): Known })[] = [
  { id: 'downtime', unit: 'duration', more: false, of: ({ downtime }) => downtime },
  { id: 'failover', unit: 'duration', more: false, of: ({ failover }) => failover },
  { id: 'lost-writes', unit: 'number', more: false, of: ({ lostWrites }) => lostWrites },
];

export function figureRows(first: RunView, second: RunView): FigureRow[] {
  const flows = both(first.loads, second.loads, ({ flow }) => flow);
  const groups = both(first.groups, second.groups, ({ group }) => group);
  return [
    ...flows.flatMap(([a, b]) => LOAD.map((kind) => row((a ?? b)!.name, kind, a && kind.of(a), b && kind.of(b)))),
    // Of groups that never had anything to do with it there is nothing to say.
    ...groups.flatMap(([a, b]) => GROUP.filter((kind) => [a, b].some((each) => each && (kind.of(each) ?? 0) > 0))
      .map((kind) => row((a ? first : second).nameOf((a ?? b)!.group), kind, a && kind.of(a), b && kind.of(b)))),
  ];
}

/** What both have by the same key stands together; what only one has has no other. */
function both<T>(first: readonly T[], second: readonly T[], key: (each: T) => string): [T | undefined, T | undefined][] {
  const keys = [...new Set([...first, ...second].map(key))];
  return keys.map((wanted) => [first.find((each) => key(each) === wanted), second.find((each) => key(each) === wanted)]);
}

function row(subject: string, { id, unit, more }: Kind, a: Known, b: Known): FigureRow {
  const said = (value: Known): string => (value === null || value === undefined ? word(text('playback.chart-unknown')) : word(valueOf(value, unit)));
  const known = typeof a === 'number' && typeof b === 'number' && a !== b;
  return { subject, figure: word(text(`playback.figure-${id}`)), values: [said(a), said(b)], ...(known ? { difference: { said: differenceOf(b - a, unit), better: more === b > a } } : {}) };
}

function valueOf(value: number, unit: Value['type']): ReturnType<typeof text> {
  return unit === 'number' ? text('playback.figure-count', { value }) : measureText(value, unit);
}

function differenceOf(by: number, unit: Value['type']): string {
  const amount = unit === 'number' ? text('playback.figure-count', { value: Math.abs(by) }) : measureText(Number(Math.abs(by).toPrecision(3)), unit, true);
  return word(text('playback.figure-difference', { sign: by > 0 ? 'more' : 'less', amount }));
}
