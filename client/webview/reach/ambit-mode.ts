/** What reaches a part, what it reaches, what falls with it: lit up in the picture, counted and listed beside it. */
import type { Facts } from '#language/facts/query.js';
import { shortName } from '#language/facts/network/short-name.js';
import { text, word } from '#language/messages/word.js';
import type { Id } from '#language/model/model.js';
import { part } from '#language/model/queries.js';
import type { Spotlight } from '../stage/spotlight.js';
import { make } from '../ui/dom.js';
import { askAmbit, type Ambit, type AmbitKind, type Asking } from './ambit.js';
import type { Mode, ModeActions } from './mode.js';
import { panelHead } from './path-panel.js';

/** Milliseconds of work between two frames. */
const SLICE = 12;
/** Rows that are listed; the count tells of all. */
const MOST_ROWS = 200;

export class AmbitMode implements Mode {
  private answer: Ambit | undefined;
  private asking: Asking | undefined;
  private timer = 0;

  constructor(readonly id: Id, readonly kind: AmbitKind, private facts: Facts, private readonly actions: ModeActions) {
    this.ask();
  }

  update(facts: Facts): boolean {
    this.facts = facts;
    this.ask();
    return part(facts.model, this.id) !== undefined;
  }

  end(): void {
    clearTimeout(this.timer);
    this.asking = undefined;
  }

  private ask(): void {
    this.end();
    this.asking = askAmbit(this.facts, this.id, this.kind);
    // The page paints first: what was asked for may take a moment.
    this.timer = window.setTimeout(() => this.goOn(), 0);
  }

  private goOn(): void {
    const { asking } = this;
    if (!asking) return;
    const until = performance.now() + SLICE;
    do {
      const { done, value } = asking.next();
      if (!done) continue;
      this.answer = value;
      this.asking = undefined;
      return this.actions.changed();
    } while (performance.now() < until);
    this.timer = window.setTimeout(() => this.goOn(), 0);
  }

  spotlight(): Spotlight | undefined {
    const { answer, id } = this;
    if (!answer) return undefined;
    const { rows, lit, failed, falls } = answer;
    return { lit: new Set([...rows.map((row) => row.id), ...lit]), about: [id], ...(failed ? { failed } : {}), ...(falls ? { falls } : {}) };
  }

  panel(): Node[] {
    const title = word(text(`reach.title-${this.kind}`, { name: shortName(this.facts, this.id) }));
    const head = panelHead(title, this.actions.close);
    if (!this.answer) return [head, make('p', { role: 'status' }, word(text('reach.asking')))];
    const { rows, unknown } = this.answer;
    const list = rows.slice(0, MOST_ROWS).map(({ id, name, said }) => {
      const line = make('button', { type: 'button', className: 'line' }, make('b', {}, name), make('small', {}, said));
      line.addEventListener('click', () => this.actions.show(id));
      return make('li', {}, line);
    });
    return [
      head, make('p', { role: 'status' }, word(text(`reach.count-${this.kind}`, { count: rows.length }))),
      make('ul', {}, ...list, ...(rows.length > list.length ? [make('li', {}, '…')] : [])),
      ...(unknown > 0 ? [make('p', { className: 'aside' }, word(text('reach.unknown', { count: unknown })))] : []),
    ];
  }
}
