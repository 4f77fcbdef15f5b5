/**
 * Levels of detail: opening and closing what stands in the picture, going into a place or around a part, and back
 * again. It knows what is chosen; what that looks like comes from the host.
 */
import { text, word } from '#language/messages/word.js';
import type { Id } from '#language/model/model.js';
import type { Choice, Picture } from '#language/protocol/picture.js';
import { keyOf } from '#language/scene/views/automatic.js';
import type { LaidOutNode } from '#language/scene/laid-out.js';
import type { MenuItem } from '../ui/act-menu.js';
import { deeper, holdsSomething } from './crumbs.js';
import { Trail } from './trail.js';
import { Visits, type Visited } from './visits.js';

export class Levels {
  private readonly trail = new Trail({ go: (view) => this.go(view), move: (steps) => this.move(steps) });
  private readonly visits = new Visits();
  private picture: Picture | undefined;
  /** Only the pictures that are offered can be had. */
  fixed = false;

  /** @param request asks for a picture of this. */
  constructor(private readonly request: (choice: Choice) => void) {}

  get root(): HTMLElement {
    return this.trail.root;
  }

  get visited(): Visited {
    return this.visits.state;
  }

  restore(visited: Visited | undefined): void {
    this.visits.restore(visited);
  }

  setPicture(picture: Picture): void {
    this.picture = picture;
    if (!this.visits.here) this.visits.go(picture.choice);
    this.show();
  }

  choose(change: Partial<Choice>): void {
    const choice: Choice = { collapsed: [], expanded: [], ...(this.picture?.choice ?? this.visits.here), ...change };
    this.visits.go(choice);
    this.request(choice);
  }

  /** Another view, with nothing opened or closed in it yet. */
  go(view: string | undefined): void {
    this.choose({ view, collapsed: [], expanded: [] } as Partial<Choice>);
  }

  move(steps: -1 | 1): void {
    const choice = this.visits.move(steps);
    if (!choice) return;
    this.show();
    this.request(choice);
  }

  toggle(node: LaidOutNode): void {
    if (!this.picture || this.fixed || !holds(this.picture, node)) return;
    const { collapsed, expanded } = this.picture.choice;
    const without = (ids: readonly Id[]): Id[] => ids.filter((id) => id !== node.id);
    this.choose(node.collapsed
      ? { collapsed: without(collapsed), expanded: [...without(expanded), node.id] }
      : { collapsed: [...without(collapsed), node.id], expanded: without(expanded) });
  }

  /** One level deeper. */
  into(id: Id): void {
    if (!this.picture || !this.isPart(id)) return;
    const view = deeper(this.picture.model, id);
    if (this.canHave(view)) this.go(view);
  }

  /** A picture in which it is drawn: its neighbourhood, else the overview. */
  lookFor(id: Id): void {
    const around = keyOf({ type: 'around', of: id, depth: 1 });
    this.go(this.picture && this.isPart(id) && this.canHave(around) ? around : undefined);
  }

  /** What a menu of a part offers. */
  itemsFor(id: Id, node: LaidOutNode | undefined): MenuItem[] {
    if (!this.picture || !this.isPart(id)) return [];
    const items: MenuItem[] = [];
    if (node && !this.fixed && holds(this.picture, node)) items.push({ name: word(text(node.collapsed ? 'preview.open-here' : 'preview.close-here')), act: () => this.toggle(node) });
    const [inside, around] = [keyOf({ type: 'inside', of: id }), keyOf({ type: 'around', of: id, depth: 1 })];
    if (holdsSomething(this.picture.model, id) && this.canHave(inside)) items.push({ name: word(text('preview.look-inside')), act: () => this.go(inside) });
    if (this.canHave(around)) items.push({ name: word(text('preview.look-around')), act: () => this.go(around) });
    return items;
  }

  /** True where the key was one of these. */
  key(event: KeyboardEvent): boolean {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return false;
    this.move(event.key === 'ArrowLeft' ? -1 : 1);
    return true;
  }

  private canHave(view: string | undefined): boolean {
    return !this.fixed || view === undefined || [...this.picture!.views, ...this.picture!.automatic].some(({ name }) => name === view);
  }

  private isPart(id: Id): boolean {
    const { elements, groups } = this.picture!.model;
    return Object.hasOwn(elements, id) || Object.hasOwn(groups, id);
  }

  private show(): void {
    if (this.picture) this.trail.set(this.picture, { back: this.visits.canGo(-1), forward: this.visits.canGo(1) });
  }
}

/** True where a box can be opened, or closed. */
function holds({ scene }: Picture, node: LaidOutNode): boolean {
  return node.collapsed || scene.nodes.some((each) => each.parent === node.id);
}
