/** The picture as it stands, for a file: with what is marked in it now, in colours that need no page. */
import type { Id } from '#language/model/model.js';
import type { PartState } from '#language/scene/theme.js';
import { drawSvg } from '#language/scene/draw-svg.js';
import type { Picture } from '#language/protocol/picture.js';

/** The marks of a scenario or of the reader's trials; a selection is nobody else's business. */
const KEPT: readonly PartState[] = ['failed', 'falls', 'works', 'standby'];

export type Colours = 'light' | 'dark';

/** @param drawing the picture on the screen: its groups carry their states as classes. */
export function stillSvg({ scene, icons }: Pick<Picture, 'scene' | 'icons'>, drawing: ParentNode, colours: Colours): string {
  return drawSvg(scene, icons, { theme: colours, states: statesIn(drawing) });
}

function statesIn(drawing: ParentNode): Record<Id, PartState[]> {
  const states: Record<Id, PartState[]> = {};
  for (const group of drawing.querySelectorAll<SVGGElement>('g[data-id]')) {
    const found = KEPT.filter((state) => group.classList.contains(`is-${state}`));
    if (found.length > 0) states[group.dataset['id']!] = found;
  }
  return states;
}
