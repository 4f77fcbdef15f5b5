/** Siblings that are set together: what no line leads to, in rows; what a view wants near each other, in one company. */
import type { ElkNode } from 'elkjs/lib/elk-api.js';
import type { Id } from '../../model/model.js';
import type { Scene, SceneNode } from '../scene.js';
import type { Bunch } from './graph-types.js';
import { up } from './grid.js';
import { meeting, type Tree } from './orient.js';

const GAP = 16;
/** Rows of about twice the height of the whole look calm. */
const SHAPE = 2.2;
const LEAST_ROW = 560;

/** Sets the children of a node in rows and gives it their size. */
export function inRows(holder: ElkNode): Bunch {
  const children = holder.children!;
  const area = children.reduce((sum, child) => sum + (child.width! + GAP) * (child.height! + GAP), 0);
  const most = Math.max(LEAST_ROW, Math.sqrt(area * SHAPE));
  const bunch: Bunch = [];
  let [x, y, row, width] = [0, 0, 0, 0];
  for (const child of children) {
    if (x > 0 && x + child.width! > most) { x = 0; y += row + GAP; row = 0; }
    bunch.push({ id: child.id, x, y, width: child.width!, height: child.height! });
    x += child.width! + GAP;
    row = Math.max(row, child.height!);
    width = Math.max(width, x - GAP);
  }
  holder.width = up(width, 16);
  holder.height = up(y + row, 16);
  return bunch;
}

/** What a view wants near each other: siblings by the first of their company. */
export function companies(siblings: readonly SceneNode[], near: Scene['near'], tree: Tree): Map<Id, Id> {
  const company = new Map<Id, Id>();
  const ids = new Set(siblings.map((node) => node.id));
  for (const { a, b } of near) {
    const met = meeting(tree, a, b);
    if (met.a === undefined || met.b === undefined || !ids.has(met.a) || !ids.has(met.b)) continue;
    const [first, second] = [company.get(met.a) ?? met.a, company.get(met.b) ?? met.b];
    for (const id of [met.a, met.b, ...ids].filter((each) => each === met.a || each === met.b || company.get(each) === second)) company.set(id, first);
  }
  return company;
}
