/** Whether the view goes near what happens in a scenario that is played. */
import { text, word } from '#language/messages/word.js';
import { button, ICONS } from './dom.js';

export class FollowToggle {
  /** Stands among the controls, while there is a run. */
  readonly root = button(ICONS.follow, word(text('playback.follow')), () => this.set(this.root.getAttribute('aria-pressed') !== 'true'));

  constructor(private readonly follow: (on: boolean) => void) {
    this.root.hidden = true;
    this.root.setAttribute('aria-pressed', 'true');
  }

  set(on: boolean): void {
    this.root.setAttribute('aria-pressed', String(on));
    this.follow(on);
  }
}
