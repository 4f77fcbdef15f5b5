/** The controls above the picture: what is seen, the player, and breaking things. */
import { text, word } from '#language/messages/word.js';
import type { Choice, Named, Picture } from '#language/protocol/picture.js';
import type { PlayerStatus } from '../player/player.js';
import { button, ICONS, make, redraw } from './dom.js';

export interface ToolbarActions {
  choose(change: Partial<Choice>): void;
  fit(): void;
  zoom(factor: number): void;
  export(): void;
  toggle(): void;
  step(): void;
  restart(): void;
  seek(seconds: number): void;
  setSpeed(factor: number): void;
  setBreaking(on: boolean): void;
  recoverAll(): void;
}

const SPEEDS = [0.25, 0.5, 1, 2, 4, 8];
const say = (id: Parameters<typeof text>[0]): string => word(text(id));

export class Toolbar {
  readonly root: HTMLElement;
  private readonly view = make('select', { title: say('preview.view'), aria: { label: say('preview.view') } });
  private readonly show = make('select', { title: say('preview.show'), aria: { label: say('preview.show') } });
  private readonly variant = make('select', { title: say('preview.variant'), aria: { label: say('preview.variant') } });
  private readonly play: HTMLButtonElement;
  private readonly seek = make('input', { type: 'range', min: '0', step: '0.1', className: 'seek', title: say('preview.seek'), aria: { label: say('preview.seek') } });
  private readonly time = make('output', { className: 'time' });
  private readonly speed = make('select', { title: say('preview.speed'), aria: { label: say('preview.speed') } });
  private readonly breaking: HTMLButtonElement;
  private readonly recover: HTMLButtonElement;
  private readonly save: HTMLButtonElement;
  private readonly player: HTMLElement;

  constructor(actions: ToolbarActions) {
    this.play = button(ICONS.play, say('preview.play'), actions.toggle);
    this.play.classList.add('play');
    this.breaking = make('button', { type: 'button', className: 'break', title: say('preview.break'), aria: { pressed: 'false' } }, say('preview.break-short'));
    this.recover = make('button', { type: 'button', className: 'recover-all', disabled: true }, say('preview.recover-all'));
    this.save = button(ICONS.save, say('preview.export'), actions.export);
    this.save.hidden = true;
    const group = (name: string, ...children: (Node | undefined)[]): HTMLElement => make('div', { className: `group ${name}` }, ...children);
    this.player = group('player', this.play, button(ICONS.step, say('preview.step'), actions.step), button(ICONS.restart, say('preview.restart'), actions.restart), this.seek, this.time, this.speed);
    this.root = make('div', { className: 'toolbar', role: 'toolbar', aria: { label: say('preview.toolbar') } },
      group('choice', this.view, this.show, this.variant),
      group('zoom', button(ICONS.zoomOut, say('preview.zoom-out'), () => actions.zoom(0.8)), button(ICONS.zoomIn, say('preview.zoom-in'), () => actions.zoom(1.25)), button(ICONS.fit, say('preview.fit'), actions.fit), this.save),
      this.player,
      group('breaking', this.breaking, this.recover));
    this.fillSpeeds();
    this.listen(actions);
  }

  private fillSpeeds(): void {
    for (const speed of SPEEDS) this.speed.append(new Option(word(text('preview.speed-value', { speed })), String(speed), speed === 1, speed === 1));
  }

  private listen(actions: ToolbarActions): void {
    const chosen = (select: HTMLSelectElement): string | undefined => select.value || undefined;
    this.view.addEventListener('change', () => actions.choose({ view: chosen(this.view), collapsed: [], expanded: [] }));
    this.show.addEventListener('change', () => actions.choose({ show: chosen(this.show) as Choice['show'] }));
    this.variant.addEventListener('change', () => actions.choose({ variant: chosen(this.variant) }));
    this.seek.addEventListener('input', () => actions.seek(Number(this.seek.value)));
    this.speed.addEventListener('change', () => actions.setSpeed(Number(this.speed.value)));
    this.breaking.addEventListener('click', () => {
      const on = this.breaking.getAttribute('aria-pressed') !== 'true';
      this.breaking.setAttribute('aria-pressed', String(on));
      actions.setBreaking(on);
    });
    this.recover.addEventListener('click', actions.recoverAll);
  }

  setCanExport(can: boolean): void {
    this.save.hidden = !can;
  }

  setPicture(picture: Picture): void {
    const { choice, views, variants } = picture;
    offer(this.view, [{ name: '', label: say('preview.overview') }, ...views], choice.view);
    offer(this.show, [
      { name: '', label: say('preview.show-default') }, { name: 'flows', label: say('preview.show-flows') },
      { name: 'links', label: say('preview.show-links') }, { name: 'all', label: say('preview.show-all') },
    ], choice.show);
    offer(this.variant, variants, choice.variant);
    this.variant.hidden = variants.length === 0;
  }

  setStatus(status: PlayerStatus, failed: number, playable: boolean): void {
    redraw(this.play, status.playing ? ICONS.pause : ICONS.play, say(status.playing ? 'preview.pause' : 'preview.play'));
    this.player.classList.toggle('idle', !playable);
    for (const control of this.player.querySelectorAll<HTMLButtonElement>('button, input, select')) control.disabled = !playable;
    this.seek.max = String(status.duration);
    this.seek.value = status.time.toFixed(1);
    this.time.value = word(text('preview.time', { seconds: Math.round(status.time * 10) / 10 }));
    this.speed.value = String(status.speed);
    this.recover.disabled = failed === 0;
  }
}

/** Fills a list, unless it offers the same already: a list that is open must not close. */
function offer(select: HTMLSelectElement, entries: readonly Named[], chosen: string | undefined): void {
  const key = JSON.stringify(entries);
  if (select.dataset['offer'] !== key) {
    select.dataset['offer'] = key;
    select.replaceChildren(...entries.map((entry) => new Option(entry.label ?? entry.name, entry.name)));
  }
  select.value = chosen ?? '';
}
