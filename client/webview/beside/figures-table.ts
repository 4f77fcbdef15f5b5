/** The table of two scenarios that are played beside each other. */
import { text, word } from '#language/messages/word.js';
import type { RunView } from '../scenario/run-view.js';
import { make } from '../ui/dom.js';
import { figureRows } from './figures.js';

/** Milliseconds between two writings while it plays. */
const PAUSE = 200;

export class FiguresTable {
  readonly root = make('section', { className: 'compared', hidden: true });
  private readonly head = make('thead');
  private readonly body = make('tbody');
  private told = 0;
  private said = '';

  constructor() {
    this.root.append(make('h2', {}, word(text('playback.beside-figures'))), make('table', {}, this.head, this.body));
  }

  /** @param names of the two. */
  set(runs: readonly [RunView, RunView] | undefined, names: readonly [string, string], atOnce: boolean): void {
    this.root.hidden = runs === undefined;
    if (!runs || (!atOnce && performance.now() < this.told + PAUSE)) return;
    this.told = performance.now();
    const rows = figureRows(...runs);
    const key = JSON.stringify([names, rows]);
    if (key === this.said) return;
    this.said = key;
    this.head.replaceChildren(make('tr', {}, make('td'), ...[...names, word(text('playback.beside-difference'))].map((name) => make('th', { scope: 'col' }, name))));
    let subject = '';
    this.body.replaceChildren(...rows.flatMap((row) => {
      const heading = row.subject === subject ? [] : [make('tr', { className: 'subject' }, make('th', { scope: 'rowgroup', colSpan: 4 }, row.subject))];
      subject = row.subject;
      const { difference } = row;
      const judged = difference && [difference.said, ' ', make('span', { role: 'img', aria: { label: word(text(difference.better ? 'playback.figure-better' : 'playback.figure-worse')) } }, difference.better ? '✓' : '✗')];
      return [...heading, make('tr', { className: difference ? (difference.better ? 'better' : 'worse') : '' },
        make('th', { scope: 'row' }, row.figure), ...row.values.map((value) => make('td', {}, value)), make('td', { className: 'difference' }, ...judged ?? []))];
    }));
  }
}
