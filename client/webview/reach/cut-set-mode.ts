/** Walks the minimal cut sets of a service: each with what fails and what falls, in the picture and in the list. */
import type { Facts } from '#language/facts/query.js';
import { shortName } from '#language/facts/network/short-name.js';
import { text, word } from '#language/messages/word.js';
import type { Id } from '#language/model/model.js';
import { falloutOf } from '#language/simulation/world/fallout.js';
import type { Fallout } from '#language/simulation/world/world.js';
import type { Spotlight } from '../stage/spotlight.js';
import { make } from '../ui/dom.js';
import { cutSetsOf, HIGHEST_ORDER, type CutSet, type CutSets } from './cut-sets.js';
import type { Mode, ModeActions } from './mode.js';
import { panelHead } from './path-panel.js';

const say = (id: Parameters<typeof text>[0], params?: Parameters<typeof text>[1]): string => word(text(id, params));

export class CutSetMode implements Mode {
  private found: CutSets | undefined;
  private at = 0;
  private timer = 0;
  private fallout: { at: number; what: Fallout } | undefined;

  constructor(readonly id: Id, private facts: Facts, private readonly actions: ModeActions) {
    this.search();
  }

  update(facts: Facts): boolean {
    this.facts = facts;
    this.search();
    return Object.hasOwn(facts.flows, this.id);
  }

  end(): void {
    clearTimeout(this.timer);
  }

  private search(): void {
    this.end();
    this.timer = window.setTimeout(() => {
      this.found = cutSetsOf(this.facts, this.id);
      this.fallout = undefined;
      this.at = Math.min(this.at, Math.max(0, (this.found?.sets.length ?? 0) - 1));
      this.actions.changed();
    }, 0);
  }

  private get current(): CutSet | undefined {
    return this.found?.sets[this.at];
  }

  private falls(): Fallout | undefined {
    const { current, at } = this;
    if (!current) return undefined;
    if (this.fallout?.at !== at) this.fallout = { at, what: falloutOf(this.facts, new Set(current.members.map(({ id }) => id))) };
    return this.fallout.what;
  }

  spotlight(): Spotlight | undefined {
    const [cut, falls] = [this.current, this.falls()];
    if (!cut || !falls) return this.found ? { lit: new Set(), about: [this.id] } : undefined;
    const failed = cut.members.map(({ id }) => id);
    return { lit: new Set(), about: [this.id], failed, falls: [...falls.broken] };
  }

  key(key: string): boolean {
    if (key !== '[' && key !== ']') return false;
    this.step(key === ']' ? 1 : -1);
    return true;
  }

  private step(by: number): void {
    const count = this.found?.sets.length ?? 0;
    if (count === 0) return;
    this.at = (this.at + by + count) % count;
    this.actions.changed();
  }

  panel(): Node[] {
    const head = panelHead(say('reach.cuts-title', { name: shortName(this.facts, this.id) }), this.actions.close);
    const { found, current } = this;
    if (!found) return [head, make('p', { role: 'status' }, say('reach.cuts-asking'))];
    const notes = found.notes.map((note) => make('p', { className: 'aside' }, note));
    if (!found.works) return [head, make('p', { role: 'status' }, say('reach.cuts-broken'))];
    if (!current) return [head, make('p', { role: 'status' }, say('reach.cuts-none', { order: HIGHEST_ORDER })), ...notes];
    const count = found.sets.length;
    const order = current.members.length;
    const button = (title: string, sign: string, by: number): HTMLButtonElement => {
      const made = make('button', { type: 'button', className: `icon step-${by > 0 ? 'next' : 'previous'}`, title, disabled: count < 2, aria: { label: title } }, sign);
      made.addEventListener('click', () => this.step(by));
      return made;
    };
    const falls = this.falls()!;
    return [
      head,
      make('div', { className: 'row' }, button(say('reach.cut-previous'), '‹', -1), make('span', { role: 'status' }, say('reach.cut-of', { number: this.at + 1, count, order })), button(say('reach.cut-next'), '›', 1)),
      make('h3', {}, say('reach.cut-members', { count: order })),
      make('ul', { className: 'members' }, ...current.members.map(({ id, name }) => this.row(id, name, ''))),
      make('p', {}, current.said),
      make('h3', {}, say('reach.cut-falls')),
      make('ul', {}, ...falls.services.map((each) => this.row(each.id, each.title, each.reason)), ...falls.elements.map((each) => this.row(each.id, shortName(this.facts, each.id), each.reason))),
      ...notes,
    ];
  }

  private row(id: Id, name: string, said: string): Node {
    const line = make('button', { type: 'button', className: 'line' }, make('b', {}, name), said === '' ? undefined : make('small', {}, said));
    line.addEventListener('click', () => this.actions.show(id));
    return make('li', {}, line);
  }
}
