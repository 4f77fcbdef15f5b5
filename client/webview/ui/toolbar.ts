/** The controls above the picture: what is seen, the player, and breaking things. */
import { text, word } from '#language/messages/word.js';
import type { Choice, Named, Picture } from '#language/protocol/picture.js';
import type { MotionState } from '../motion/first-motion.js';
import type { PlaybackStatus } from '../playback.js';
import { nameOfScenario } from '#language/model/scenario-names.js';
import { nameOfSequence } from '../sequence/sequence-names.js';
import { timeText } from '../scenario/speeds.js';
import { button, ICONS, make, redraw } from './dom.js';
import { TimeLine } from './time-line.js';
import { offerViews } from './view-list.js';

export interface ToolbarActions {
  choose(change: Partial<Choice>): void;
  fit(): void;
  zoom(factor: number): void;
  export(): void;
  search(): void;
  toggle(): void;
  step(): void;
  stepBack(): void;
  restart(): void;
  seek(seconds: number): void;
  /** undefined: the scenario's own. */
  setSpeed(factor: number | undefined): void;
  /** undefined: requests without a scenario. */
  setScenario(name: string | undefined): void;
  setBreaking(on: boolean): void;
  recoverAll(): void;
}

const AUTO = 'auto';
const say = (id: Parameters<typeof text>[0]): string => word(text(id));

export class Toolbar {
  readonly root: HTMLElement;
  private readonly view = make('select', { title: say('preview.view'), aria: { label: say('preview.view') } });
  private readonly show = make('select', { title: say('preview.show'), aria: { label: say('preview.show') } });
  private readonly variant = make('select', { title: say('preview.variant'), aria: { label: say('preview.variant') } });
  private readonly against = make('select', { title: say('preview.against'), aria: { label: say('preview.against') } });
  private readonly play: HTMLButtonElement;
  private readonly scenario = make('select', { title: say('preview.scenario'), hidden: true, aria: { label: say('preview.scenario') } });
  private readonly line: TimeLine;
  private readonly time = make('output', { className: 'time' });
  private readonly speed = make('select', { title: say('preview.speed'), aria: { label: say('preview.speed') } });
  private readonly breaking: HTMLButtonElement;
  private readonly recover: HTMLButtonElement;
  private readonly save: HTMLButtonElement;
  private readonly player: HTMLElement;
  private readonly back: HTMLButtonElement;

  constructor(actions: ToolbarActions) {
    this.line = new TimeLine(actions.seek);
    this.play = button(ICONS.play, say('preview.play'), actions.toggle);
    this.play.classList.add('play');
    this.breaking = make('button', { type: 'button', className: 'break', title: say('preview.break'), aria: { pressed: 'false' } }, say('preview.break-short'));
    this.recover = make('button', { type: 'button', className: 'recover-all', disabled: true }, say('preview.recover-all'));
    this.save = button(ICONS.save, say('export.menu'), actions.export);
    this.save.hidden = true;
    const group = (name: string, ...children: (Node | undefined)[]): HTMLElement => make('div', { className: `group ${name}` }, ...children);
    this.back = button(ICONS.stepBack, say('preview.step-back'), actions.stepBack);
    this.player = group('player', this.scenario, this.play, this.back, button(ICONS.step, say('preview.step'), actions.step), button(ICONS.restart, say('preview.restart'), actions.restart), this.line.root, this.time, this.speed);
    this.root = make('div', { className: 'toolbar', role: 'toolbar', aria: { label: say('preview.toolbar') } },
      group('choice', this.view, this.show, this.variant, this.against),
      group('zoom', button(ICONS.zoomOut, say('preview.zoom-out'), () => actions.zoom(0.8)), button(ICONS.zoomIn, say('preview.zoom-in'), () => actions.zoom(1.25)), button(ICONS.fit, say('preview.fit'), actions.fit), button(ICONS.search, say('search.open'), actions.search), this.save),
      this.player,
      group('breaking', this.breaking, this.recover));
    this.listen(actions);
  }

  private listen(actions: ToolbarActions): void {
    const chosen = (select: HTMLSelectElement): string | undefined => select.value || undefined;
    this.view.addEventListener('change', () => actions.choose({ view: chosen(this.view), collapsed: [], expanded: [] }));
    this.show.addEventListener('change', () => actions.choose({ show: chosen(this.show) as Choice['show'] }));
    this.variant.addEventListener('change', () => actions.choose({ variant: chosen(this.variant) }));
    this.against.addEventListener('change', () => actions.choose({ against: chosen(this.against) }));
    this.scenario.addEventListener('change', () => actions.setScenario(chosen(this.scenario)));
    this.speed.addEventListener('change', () => actions.setSpeed(this.speed.value === AUTO ? undefined : Number(this.speed.value)));
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
    const { choice, variants, bases, model: { scenarios, sequences } } = picture;
    offerViews(this.view, picture);
    offer(this.show, [
      { name: '', label: say('preview.show-default') }, { name: 'flows', label: say('preview.show-flows') },
      { name: 'links', label: say('preview.show-links') }, { name: 'all', label: say('preview.show-all') },
    ], choice.show);
    offer(this.variant, variants, choice.variant);
    this.variant.hidden = variants.length === 0;
    offer(this.against, [{ name: '', label: say('preview.against-nothing') }, ...bases.map(({ name, label }) => ({ name, label: word(text('preview.against-base', { base: label ?? name })) }))], choice.against);
    this.against.hidden = bases.length === 0;
    const names = scenarios.map((_, index) => nameOfScenario(scenarios, index));
    offer(this.scenario, [{ name: '', label: say('preview.scenario-none') }, ...names.map((name) => ({ name, label: word(text('preview.scenario-name', { name })) })),
      ...sequences.map((sequence, index) => ({ name: nameOfSequence(sequences, index), label: word(text('preview.sequence-name', { name: sequence.title })) }))], this.scenario.value);
    this.scenario.hidden = scenarios.length === 0 && sequences.length === 0;
  }

  setStatus(status: PlaybackStatus, { failed, run }: MotionState, playable: boolean): void {
    redraw(this.play, status.playing ? ICONS.pause : ICONS.play, say(status.playing ? 'preview.pause' : status.scenario === undefined ? 'preview.play' : 'preview.play-scenario'));
    this.player.classList.toggle('idle', !playable);
    for (const control of this.player.querySelectorAll<HTMLButtonElement>('button, input, select')) control.disabled = !playable && control !== (this.scenario as Element);
    this.back.hidden = !status.goesBack;
    this.scenario.value = status.scenario ?? '';
    this.line.set(status, run);
    const time = word(text('preview.time', { seconds: Math.round(status.time * 10) / 10 }));
    this.time.value = run ? word(text('preview.time-of', { time: timeText(status.time, status.duration), all: timeText(status.duration, status.duration), speed: Math.round(status.speed * 10) / 10 })) : time;
    // Of what is over in the blink of an eye nobody need be told.
    if (status.computing && run && status.progress < 0.9) this.time.value = word(text('playback.computing', { share: Math.floor(status.progress * 100) }));
    this.time.classList.toggle('computing', status.computing);
    this.time.title = status.computing ? say('preview.computing') : '';
    const speeds = status.speeds.map((speed) => ({ name: String(speed), label: word(text(run ? 'preview.speed-run' : 'preview.speed-value', { speed })) }));
    offer(this.speed, run ? [{ name: AUTO, label: say('preview.speed-auto') }, ...speeds] : speeds, status.auto ? AUTO : String(status.speed));
    this.recover.disabled = failed.size === 0;
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
