/** What can be played, told beside the picture while nothing is: whoever sees a picture for the first time need not look through lists. */
import { nameOfScenario } from '#language/model/scenario-names.js';
import { text, word } from '#language/messages/word.js';
import type { Picture } from '#language/protocol/picture.js';
import { nameOfSequence } from '../sequence/sequence-names.js';
import { make } from './dom.js';

/** More than these are found in the list of the player. */
const MOST = 8;

export class PlayOffers {
  readonly root = make('section', { className: 'offers', hidden: true });
  private offered = '';
  private playing = false;

  constructor(private readonly play: (name: string) => void) {}

  setPicture({ model: { scenarios, sequences } }: Pick<Picture, 'model'>): void {
    const offers = [
      ...scenarios.map((_, index) => nameOfScenario(scenarios, index)).map((name) => ({ name, label: word(text('preview.scenario-name', { name })) })),
      ...sequences.map((_, index) => nameOfSequence(sequences, index)).map((name) => ({ name, label: word(text('preview.sequence-name', { name })) })),
    ];
    const key = JSON.stringify(offers);
    if (key === this.offered) return;
    this.offered = key;
    this.root.replaceChildren(make('h2', {}, word(text('preview.offers'))), make('ul', {}, ...offers.slice(0, MOST).map(({ name, label }) => {
      const button = make('button', { type: 'button' }, label);
      button.addEventListener('click', () => this.play(name));
      return make('li', {}, button);
    })));
    this.show(offers.length > 0);
  }

  setPlaying(playing: boolean): void {
    this.playing = playing;
    this.show(this.root.querySelector('button') !== null);
  }

  private show(some: boolean): void {
    this.root.hidden = this.playing || !some;
  }
}
