/** The layout file beside a model: what somebody set by hand, or what is wrong with the file. */
import type { ManualLayout, SetBox, SetView } from '../../model/manual-layout.js';
import type { Origin } from '../../model/origin.js';
import type { Problem } from '../../model/problem.js';
import { LineIndex } from '../lines.js';
import { NoJson, scan, type Member, type Span, type Value } from './scan.js';

export const VERSION = 1;
/** Nobody drags a box further than this, in pixels. */
export const FARTHEST = 100_000;

export interface LayoutRead {
  layout?: ManualLayout;
  problems: Problem[];
}

export function readLayout(uri: string, text: string): LayoutRead {
  const lines = new LineIndex(text);
  const at = ({ start, end }: Span, whole: Span = { start, end }): Origin => ({ uri, range: lines.range(start, end), extent: lines.range(whole.start, whole.end) });
  const problems: Problem[] = [];
  const wrong = (span: Span, reason: Extract<Problem, { type: 'layout-file' }>['reason'], found: string): void => { problems.push({ type: 'layout-file', reason, found, origin: at(span) }); };
  let root: Value;
  try {
    root = scan(text.replace(/^\uFEFF/u, ' '));
  } catch (thrown) {
    if (!(thrown instanceof NoJson)) throw thrown;
    wrong(thrown.at, 'json', thrown.found);
    return { problems };
  }
  const said = (span: Span): string => text.slice(span.start, Math.min(span.end, span.start + 60));
  const version = root.type === 'object' ? root.members.find(({ name }) => name === 'version') : undefined;
  const views = root.type === 'object' ? root.members.find(({ name }) => name === 'views') : undefined;
  if (root.type !== 'object' || !version || !views || views.value.type !== 'object') {
    wrong(views?.value ?? { start: root.start, end: root.start + 1 }, 'shape', said(views?.value ?? root));
    return { problems };
  }
  if (version.value.type !== 'plain' || version.value.value !== VERSION) {
    wrong(version.value, 'version', said(version.value));
    return { problems };
  }
  const keys = views.value.members;
  const found: SetView[] = keys.flatMap((view, place) => {
    if (view.value.type !== 'object') {
      wrong(view.value, 'shape', said(view.value));
      return [];
    }
    const { members } = view.value;
    const boxes = members.flatMap((member, index): SetBox[] => {
      const point = pointOf(member.value);
      if (!point) {
        wrong(member.value, 'point', said(member.value));
        return [];
      }
      return [{ id: member.name, ...point, origin: at(inner(member.key), { start: member.key.start, end: member.value.end }), removal: at(removalOf(members, index)) }];
    });
    return [{ key: view.name, origin: at(inner(view.key), { start: view.key.start, end: view.value.end }), removal: at(removalOf(keys, place)), boxes }];
  });
  return { layout: { uri, views: found }, problems };
}

/** Without its quotes. */
function inner({ start, end }: Span): Span {
  return { start: start + 1, end: end - 1 };
}

function pointOf(value: Value): { x: number; y: number } | undefined {
  if (value.type !== 'array' || value.items.length !== 2) return undefined;
  const [x, y] = value.items.map((item) => (item.type === 'plain' && typeof item.value === 'number' && Math.abs(item.value) <= FARTHEST ? item.value : undefined));
  return x === undefined || y === undefined ? undefined : { x, y };
}

/** The entry with the comma and the blank that parts it from its neighbour. */
export function removalOf(members: readonly Member[], index: number): Span {
  const [own, next, before] = [members[index]!, members[index + 1], members[index - 1]];
  if (next) return { start: own.key.start, end: next.key.start };
  return { start: before ? before.value.end : own.key.start, end: own.value.end };
}
