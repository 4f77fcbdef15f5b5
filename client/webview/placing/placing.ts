/** Boxes set by hand, as the page tells its host of them, and the way back to the automatic layout. */
import { text, word } from '#language/messages/word.js';
import type { Picture } from '#language/protocol/picture.js';
import type { BoxPlacement } from '#language/protocol/preview.js';
import type { LaidOutNode } from '#language/scene/laid-out.js';
import type { MenuItem } from '../ui/act-menu.js';

export class Placing {
  private can = false;

  constructor(private readonly post: (boxes: BoxPlacement[]) => void) {}

  setCan(can: boolean): void {
    this.can = can;
  }

  /** A comparison holds two states: what is moved in it would be moved in neither. */
  isPossible(picture: Picture | undefined): boolean {
    return this.can && picture !== undefined && picture.choice.against === undefined;
  }

  place(box: BoxPlacement): void {
    this.post([box]);
  }

  itemsFor(picture: Picture | undefined, node: LaidOutNode | undefined): MenuItem[] {
    if (!this.isPossible(picture)) return [];
    const unit = node?.set ? node : picture!.scene.nodes.find((each) => each.id === node?.parent && each.form === 'frame' && each.set);
    return [
      ...(unit ? [{ name: word(text('preview.place-back')), act: () => this.post([{ id: unit.id }]) }] : []),
      ...(picture!.scene.nodes.some((each) => each.set) ? [{ name: word(text('preview.place-all-back')), act: () => this.post([{}]) }] : []),
    ];
  }
}
