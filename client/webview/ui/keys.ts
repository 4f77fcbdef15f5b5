/** All keys at a glance: what the reader can do without a mouse. A native dialog keeps the focus and gives it back. */
import { text, word } from '#language/messages/word.js';
import { button, ICONS, make } from './dom.js';

const say = (id: Parameters<typeof text>[0]): string => word(text(id));

/** What is pressed, and what that does; `on` what it is pressed. */
const GROUPS = [
  ['keys.walk', [['Tab', 'keys.tab'], ['← ↑ → ↓', 'keys.arrows'], ['L Shift+L', 'keys.lines'], ['Home', 'keys.home'], ['Enter', 'keys.enter'], ['Esc', 'keys.escape'], ['/', 'keys.search']]],
  ['keys.see', [['C', 'keys.toggle'], ['Shift+Enter', 'keys.inside'], ['Alt+← Alt+→', 'keys.history'], ['0', 'keys.fit'], ['+ −', 'keys.zoom'], ['Shift+← ↑ → ↓', 'keys.move'], ['E', 'keys.export']]],
  ['keys.ask', [['M', 'keys.menu'], ['P', 'keys.path'], ['[ ]', 'keys.cut-sets']]],
  ['keys.change', [['F2', 'keys.rename'], ['Shift+F2', 'keys.label'], ['Insert', 'keys.add'], ['Del', 'keys.delete'], ['Ctrl+Z', 'keys.undo'], ['Shift+Ctrl+Z', 'keys.redo']]],
  ['keys.play', [['Space', 'keys.play-pause'], ['. ,', 'keys.step'], ['F', 'keys.fail']]],
] as const;

export class Keys {
  readonly root = make('dialog', { className: 'keys', aria: { label: say('keys.title') } });
  readonly open = make('button', { type: 'button', className: 'icon', title: say('keys.open'), aria: { label: say('keys.open') } }, '?');

  constructor() {
    const close = button(ICONS.zoomOut, say('keys.close'), () => this.root.close());
    this.root.append(make('header', {}, make('h2', {}, say('keys.title')), close), ...GROUPS.map(([title, keys]) => make('section', {},
      make('h3', {}, say(title)), make('dl', {}, ...keys.flatMap(([key, does]) => [make('dt', {}, make('kbd', {}, key)), make('dd', {}, say(does))])))));
    close.replaceChildren('✕');
    this.open.addEventListener('click', () => this.show());
    this.root.addEventListener('click', (event) => { if (event.target === this.root) this.root.close(); });
    // Keys that the picture understands are only read here.
    this.root.addEventListener('keydown', (event) => event.stopPropagation());
  }

  show(): void {
    if (!this.root.open) this.root.showModal();
  }
}
