/** The preview: joins the picture, the player and the controls, and talks to the host. */
import { text, word } from '#language/messages/word.js';
import type { Id, Model } from '#language/model/model.js';
import type { Origin } from '#language/model/origin.js';
import type { Point } from '#language/scene/laid-out.js';
import { isPlace, memberElements, part as partOf } from '#language/model/queries.js';
import { isToPreview } from '#language/protocol/check-messages.js';
import type { Choice, Picture } from '#language/protocol/picture.js';
import type { PlaybackAction, PreviewSettings, ToPreview } from '#language/protocol/preview.js';
import { Levels } from './levels/levels.js';
import { Beside } from './beside/beside.js';
import { ChartsPanel } from './charts/charts-panel.js';
import { Exporter } from './export/exporter.js';
import { recall, type Memory } from './memory.js';
import { Playback } from './playback.js';
import { Editing } from './editing/editing.js';
import { Undo } from './editing/undo.js';
import { listenToRubberBand } from './editing/rubber-band.js';
import { Reach } from './reach/reach.js';
import { Index } from './search/find.js';
import { SearchBox } from './search/search-box.js';
import type { Part } from './stage/parts.js';
import { Stage } from './stage/stage.js';
import type { Transport } from './transport/transport.js';
import { ActMenu } from './ui/act-menu.js';
import { CaptionLine } from './ui/caption.js';
import { make } from './ui/dom.js';
import { Changes } from './ui/changes.js';
import { Figures } from './ui/figures.js';
import { FollowToggle } from './ui/follow-toggle.js';
import { Keys } from './ui/keys.js';
import { latinKey } from './ui/latin-key.js';
import { nameOf, Notes } from './ui/notes.js';
import { StepList } from './ui/step-list.js';
import { RunNotes } from './ui/run-notes.js';
import { PlayOffers } from './ui/play-offers.js';
import { Placing } from './placing/placing.js';
import { Toolbar } from './ui/toolbar.js';

/** Longest time between the two clicks of most people, in milliseconds. */
const DOUBLE_CLICK = 300;

export class App {
  private readonly memory: Memory;
  /** As it was when the page came up. */
  private readonly remembered: Memory;
  private readonly stage: Stage;
  private readonly toolbar: Toolbar;
  private readonly notes: Notes;
  private readonly runNotes: RunNotes;
  private readonly changes = new Changes((id, origin) => this.show(id, origin));
  private readonly keys = new Keys();
  private readonly figures = new Figures();
  private readonly caption = new CaptionLine();
  private readonly steps = new StepList((seconds) => this.playback.seek(seconds));
  private readonly offers = new PlayOffers((name) => this.play(name));
  private readonly charts: ChartsPanel;
  private readonly follow = new FollowToggle((on) => {
    this.stage.setFollowing(on);
    this.beside.setFollowing(on);
    this.remember({ follow: on });
  });
  private readonly beside: Beside;
  private readonly menu = new ActMenu();
  private readonly levels = new Levels((choice) => this.request(choice));
  private readonly placing = new Placing((boxes) => { if (this.picture) this.transport.post({ type: 'place', revision: this.revision, choice: this.picture.choice, boxes }); });
  private readonly undo = new Undo((again) => this.transport.post({ type: 'undo', revision: this.revision, again }));
  private readonly exporter: Exporter;
  private readonly search = new SearchBox({
    find: (query, most) => (this.picture ? Index.of(this.picture.model).find(query, most) : []), isShown: (id) => this.isShown(id),
    choose: (id) => this.goTo(id), leave: () => this.stage.focusAgain(),
  });
  private readonly reach: Reach;
  private readonly editing: Editing;
  /** What was drawn before a way asked for its cables. */
  private showBefore: { show: Choice['show'] } | undefined;
  /** Heard, not seen: the picture has its name in the line below. */
  private readonly heading = make('h1', { className: 'unseen' });
  private readonly banner = make('p', { className: 'banner', role: 'status', hidden: true });
  private readonly playback: Playback;
  /** The picture, and over it what it shows while there are two. */
  private readonly own = make('div', { className: 'picture' });
  private picture: Picture | undefined;
  private revision = 0;
  private breaking = false;
  private saving = 0;
  /** When a part was clicked last, and what is to be said of it. */
  private clicked = -Infinity;
  private noting = 0;

  constructor(private readonly transport: Transport, root: HTMLElement) {
    this.memory = recall(transport.getState());
    this.remembered = { ...this.memory };
    this.exporter = new Exporter({
      picture: () => this.picture, drawing: () => this.stage.root, keepsFiles: transport.opensLinks, say: (said) => this.tell(said),
      post: (format, content) => this.transport.post({ type: 'export', revision: this.revision, format, ...(content === undefined ? {} : { content }) }),
    });
    this.stage = new Stage({
      pick: (part, shift) => this.pick(part, shift),
      clear: () => this.select(undefined),
      escape: () => { if (!this.editing.escape() && !this.reach.escape()) this.select(undefined); },
      edit: (part, key) => this.editByKey(part, key),
      menuOfGround: (at) => this.openGroundMenu(at),
      path: (part) => { if (!this.reach.pick(part.id, undefined)) this.reach.startPath(part.id); },
      toggleFailed: (part) => this.toggleFailed(part.id),
      menu: (part, at) => this.openMenu(part, at),
      toggleCollapsed: (part) => { if (part.node) this.levels.toggle(part.node); },
      lookInto: (part) => this.levels.into(part.id),
      place: (box) => this.placing.place(box),
      moved: (view) => this.remember({ view }),
    });
    this.stage.root.append(this.menu.root, this.search.root);
    this.playback = new Playback((state, status) => {
      this.stage.setMotion(state);
      this.toolbar.setStatus(status, state, this.playback.playable);
      if (this.picture) this.notes.setState(state, this.picture.model);
      this.runNotes.set(state.run, this.playback.scenario?.interventions.list ?? []);
      this.caption.set(state.run, state.step);
      this.steps.set(state.step);
      this.beside.follow(this.picture, state.run && status.scenario);
      this.charts.set(state.run, this.beside.show(status.time, state.run, !status.playing));
      this.figures.set(state, this.playback.playable);
      this.follow.root.hidden = state.run === undefined;
      this.offers.setPlaying(status.scenario !== undefined);
      // On the way to a moment the player stands at another.
      const moment = status.computing ? {} : { time: status.time, speed: status.auto ? undefined : status.speed };
      this.remember({ ...moment, scenario: status.scenario, acts: this.playback.acts, beside: this.beside.state });
    });
    const { playback } = this;
    this.charts = new ChartsPanel({
      seek: (seconds) => playback.seek(seconds), stationsOf: (id) => this.breakable(id), acts: () => playback.scenario?.interventions.moments ?? [], opened: (open) => this.remember({ charts: open }),
    });
    this.beside = new Beside({
      request: (choice) => this.transport.post({ type: 'requestBeside', revision: this.revision, ...(choice ? { choice } : {}) }),
      companion: (motion) => playback.setCompanion(motion), act: (id, act) => playback.actBeside(id, act), shown: (two) => this.showTwo(two),
    });
    this.toolbar = new Toolbar({
      choose: (change) => this.levels.choose(change),
      fit: () => this.stage.fit(), zoom: (factor) => this.stage.zoom(factor),
      export: () => this.openExport(), search: () => this.search.open(),
      toggle: () => playback.toggle(), step: () => playback.step(), stepBack: () => playback.stepBack(), restart: () => playback.seek(0), seek: (seconds) => playback.seek(seconds),
      setSpeed: (factor) => (factor === undefined ? playback.setAuto() : playback.setSpeed(factor)), setScenario: (name) => this.play(name), recoverAll: () => playback.recoverAll(),
      setBreaking: (on) => { this.breaking = on; this.stage.root.classList.toggle('breaking', on); },
    });
    this.toolbar.root.append(this.undo.root, make('div', { className: 'group' }, this.keys.open, this.beside.chooser, this.follow.root, this.charts.toggle));
    this.notes = new Notes({ recover: (id) => this.playback.act(id, { action: 'recover' }), show: (id, origin) => this.show(id, origin), open: (href) => this.open(href) });
    this.runNotes = new RunNotes({ show: (id, origin) => this.show(id, origin), isLink: (id) => Object.hasOwn(this.picture?.model.links ?? {}, id) });
    this.reach = new Reach({
      facts: () => playback.known,
      shine: (spotlight) => this.stage.shine(spotlight),
      show: (id, origin) => this.show(id, origin),
      prompt: (said) => this.prompt(said),
      needLinks: (links) => this.needLinks(links),
      left: () => this.giveBackLines(),
      focusPicture: () => this.stage.focusAgain(),
    });
    this.editing = new Editing({
      model: () => this.picture?.model,
      drawsCables: () => this.picture?.scene.show === 'links',
      send: (number, edit) => transport.post({ type: 'edit', revision: this.revision, number, edit }),
      prompt: (said) => this.prompt(said),
      beside: (id) => this.stage.besideId(id),
      show: (id) => this.select(id, true),
      focusPicture: () => this.stage.focusAgain(),
    });
    this.stage.root.append(this.editing.form.root);
    this.notes.root.querySelector('.findings')?.before(this.reach.offers);
    listenToRubberBand(this.stage.root, {
      allowed: () => this.editing.allowed, boxAt: (target) => this.stage.boxAt(target), connect: (from, to, at) => this.editing.connect(from, to, at),
    });
    this.notes.root.prepend(this.offers.root, this.steps.root, this.beside.table.root, this.reach.root, this.runNotes.root, this.changes.root);
    this.own.append(this.beside.heading, this.stage.root);
    root.append(make('header', {}, this.heading, this.toolbar.root), this.levels.root, this.banner, this.caption.root, make('div', { className: 'middle' }, make('div', { className: 'pictures' }, this.own, this.beside.root), this.notes.root), this.charts.root, this.figures.root, this.keys.root);
    root.addEventListener('keydown', (event) => { if (!event.defaultPrevented && this.levels.key(event)) event.preventDefault(); });
    root.addEventListener('keydown', (event) => { if (!event.defaultPrevented && this.search.opens(event)) event.preventDefault(); });
    root.addEventListener('keydown', (event) => this.key(event));
  }

  start(): void {
    this.say('preview.waiting');
    this.levels.restore(this.remembered.visited);
    if (this.remembered.view) this.stage.restore(this.remembered.view);
    if (this.remembered.charts !== undefined) this.charts.setOpen(this.remembered.charts);
    if (this.remembered.follow !== undefined) this.follow.set(this.remembered.follow);
    if (this.remembered.speed !== undefined) this.playback.setSpeed(this.remembered.speed);
    this.transport.onMessage((message) => { if (isToPreview(message)) this.receive(message); });
    document.addEventListener('visibilitychange', () => this.transport.post({ type: 'seen', revision: this.revision, seen: document.visibilityState === 'visible' }));
    this.transport.onLost(() => this.say('preview.disconnected', 'lost'));
    this.transport.post({ type: 'ready', revision: 0, ...(this.remembered.choice ? { choice: this.remembered.choice } : {}) });
  }

  // ------------------------------------------------------------------------------------------------- messages

  private receive(message: ToPreview): void {
    if (message.revision < this.revision) return;
    this.revision = message.revision;
    switch (message.type) {
      case 'settings': return this.setSettings(message.settings);
      case 'scene': return this.setPicture(message.picture, message.broken);
      case 'beside': return this.beside.setPicture(message.picture);
      case 'broken': return message.broken ? this.say('preview.broken', 'broken') : this.hush();
      case 'select': return this.highlight(message.id, true, message.also);
      case 'control': return this.control(message.action, message.id);
      case 'scenario': return this.play(message.name);
      case 'save': return void this.exporter.save(message.format, message.scale);
      case 'file': return this.exporter.receive(message.format, message.content);
      case 'history': return this.undo.setHistory(message);
      case 'note': return this.tell(message.text);
      case 'edited': return this.editing.answer(message.number, message.problem);
      case 'error': return this.sayThis(message.text, 'error');
    }
  }

  /** Of two pictures each has its caption. */
  private showTwo(two: boolean): void {
    if (two) this.stage.root.before(this.caption.root);
    else this.own.parentElement!.parentElement!.before(this.caption.root);
  }

  private setSettings({ canExport, canEdit = false, canPlace = false, canUndo = false, fixed = false, makes = [] }: PreviewSettings): void {
    this.editing.allowed = canEdit;
    this.placing.setCan(canPlace && !fixed);
    this.undo.allowed = canUndo;
    this.exporter.setMakes(makes);
    this.toolbar.setCanExport(canExport);
    this.levels.fixed = fixed;
  }

  private setPicture(picture: Picture, broken: boolean): void {
    const first = this.picture === undefined;
    const anew = !sameView(this.picture?.choice, picture.choice);
    // What follows a picture with its findings shows the same architecture: what is played goes on undisturbed.
    const known = this.picture?.checking === true && this.picture.version === picture.version && this.picture.choice.variant === picture.choice.variant && this.picture.choice.against === picture.choice.against;
    this.picture = picture;
    this.remember({ uri: picture.uri, choice: picture.choice });
    this.stage.show(picture.svg, picture.scene, anew);
    this.heading.textContent = document.title = picture.scene.title;
    this.toolbar.setPicture(picture);
    this.offers.setPicture(picture);
    this.levels.setPicture(picture);
    this.stage.setMovable(this.placing.isPossible(picture));
    this.notes.setFindings(picture.findings, picture.checking === true);
    this.changes.set(picture.changes);
    if (!known) this.playback.setModel(picture.model);
    this.reach.refresh();
    this.search.refresh();
    this.editing.refresh();
    const { scenario, beside } = this.remembered;
    if (first && scenario !== undefined && beside) this.beside.restore(beside, scenario);
    if (first) this.playback.restore(this.remembered);
    if (first && this.remembered.selected !== undefined) this.highlight(this.remembered.selected, false);
    else {
      this.notes.setSelection(picture.model, this.memory.selected);
      this.reach.offer(this.memory.selected);
    }
    if (broken) this.say('preview.broken', 'broken');
    else if (picture.scene.nodes.length === 0) this.say('preview.empty');
    // What was just said about the change that it shows, and what the next click means, stays.
    else if (!this.banner.matches('.told, .asking')) this.hush();
  }

  private control(action: PlaybackAction, id: Id | undefined): void {
    const { playback } = this;
    switch (action) {
      case 'play': return playback.play();
      case 'pause': return playback.pause();
      case 'step': return playback.step();
      case 'recoverAll': return playback.recoverAll();
      case 'fail':
      case 'recover': for (const each of this.breakable(id)) playback.act(each, { action });
    }
  }

  // --------------------------------------------------------------------------------------------- the reader acts

  private pick(part: Part, shift: boolean): void {
    this.clicked = performance.now();
    if (this.breaking) return this.toggleFailed(part.id);
    if (this.editing.pick(part.id)) return;
    if (this.reach.pick(part.id, shift ? this.memory.selected : undefined)) return;
    if (part.edge && part.edge.parts.length > 1) return this.chooseOf(part);
    this.select(part.id);
    this.transport.post({ type: 'reveal', revision: this.revision, id: part.id });
  }

  /** One arrow or cable that stands for several: the reader says which is meant. */
  private chooseOf(part: Part): void {
    const { label, parts } = part.edge!;
    this.select(part.id);
    const items = parts.map(({ id, title }) => ({ name: title, act: () => this.show(id) }));
    this.menu.open({ name: label, isLink: false, troubled: false, inScenario: false }, this.stage.besideOf(part), undefined, [items]);
  }

  private openExport(): void {
    if (!this.picture) return;
    this.menu.open({ name: word(text('export.name')), isLink: false, troubled: false, inScenario: false }, { x: 8, y: 8 }, undefined, this.exporter.menu());
  }

  private isShown(id: Id): boolean {
    const scene = this.picture?.scene;
    return scene !== undefined && (Object.hasOwn(scene.stands, id) || Object.hasOwn(scene.routes, id));
  }

  /** Found: here where the picture has it, else in one that does. */
  private goTo(id: Id): void {
    if (!this.isShown(id)) this.levels.lookFor(id);
    this.select(id, true);
  }

  /** A line of the notes: show it here and in the source. */
  private show(id: Id | undefined, origin?: Origin): void {
    if (id !== undefined) this.select(id, true);
    if (origin) this.transport.post({ type: 'revealAt', revision: this.revision, origin });
    else if (id !== undefined) this.transport.post({ type: 'reveal', revision: this.revision, id });
  }

  private select(id: Id | undefined, bringIntoSight = false): void {
    this.highlight(id, bringIntoSight);
    this.transport.post({ type: 'select', revision: this.revision, ...(id === undefined ? {} : { id }) });
  }

  private highlight(id: Id | undefined, bringIntoSight: boolean, also: readonly Id[] = []): void {
    this.stage.select(id, bringIntoSight, also);
    this.remember({ selected: id });
    clearTimeout(this.noting);
    const rest = this.clicked + DOUBLE_CLICK - performance.now();
    if (rest > 0) this.noting = window.setTimeout(() => this.note(id), rest);
    else this.note(id);
  }

  /** What is said of a part may take room from the picture: not between the two clicks of a double click, which would then hit something else. */
  private note(id: Id | undefined): void {
    this.notes.setSelection(this.picture?.model, id);
    this.reach.offer(id);
    this.charts.select(id);
  }

  /** In a browser the page opens links itself, in VS Code the host does. */
  private open(href: string): void {
    if (this.transport.opensLinks) window.open(href, '_blank', 'noopener,noreferrer');
    else this.transport.post({ type: 'open', revision: this.revision, href });
  }

  /** A scenario from its beginning, or requests without one. */
  private play(name: string | undefined): void {
    if (name === this.playback.status.scenario) this.playback.seek(0);
    this.playback.choose(name);
    if (name !== undefined) this.playback.play();
  }

  private toggleFailed(id: Id): void {
    this.playback.toggleFailed(this.breakable(id));
  }

  private openMenu({ id, node, edge }: Part, at: Point): void {
    const ids = this.breakable(id);
    const model = this.picture?.model;
    const sections = [this.levels.itemsFor(id, node), this.placing.itemsFor(this.picture, node), this.reach.menuOf(edge && edge.parts.length > 0 ? edge.parts.map((part) => part.id) : [id]), this.editing.menuOf(id)];
    if (!model || (ids.length === 0 && sections.every((section) => section.length === 0))) return;
    const { playback } = this;
    const failed = playback.failedNow();
    const inScenario = playback.scenario !== undefined;
    this.menu.open(
      { name: edge?.label ?? nameOf(model, id), isLink: Object.hasOwn(model.links, id), troubled: ids.some((each) => failed.has(each)), inScenario }, at,
      ids.length === 0 ? undefined : (act) => ids.forEach((each) => playback.act(each, act)), sections,
    );
  }

  private openGroundMenu(at: Point): boolean {
    const items = this.editing.menuOfGround(at);
    if (items.length === 0) return false;
    this.menu.open({ name: this.picture?.scene.title ?? '', isLink: false, troubled: false, inScenario: false }, at, undefined, [items]);
    return true;
  }

  private editByKey({ id }: Part, key: string): boolean {
    const { model } = this.picture ?? {};
    if (!this.editing.allowed || !model || !partOf(model, id)) return false;
    if (key === 'F2') this.editing.rename(id);
    else if (key === 'Shift+F2') this.editing.label(id);
    else if (key === 'Delete') this.editing.remove(id);
    else if (key === 'Insert' && !Object.hasOwn(model.links, id) && !Object.hasOwn(model.flows, id)) this.editing.add(isPlace(model.elements[id]) ? id : partOf(model, id)?.parent, id);
    else return false;
    return true;
  }

  /** The elements or the link that an id means; a flow cannot fail by itself. */
  private breakable(id: Id | undefined): Id[] {
    const model: Model | undefined = this.picture?.model;
    if (!model || id === undefined) return [];
    return Object.hasOwn(model.links, id) ? [id] : memberElements(model, id);
  }

  /** A way goes along cables: where the picture draws none of them, they are drawn until the reader leaves it. */
  private needLinks(links: readonly Id[]): void {
    const { picture } = this;
    if (!picture || picture.scene.show !== 'flows' || links.every((id) => Object.hasOwn(picture.scene.routes, id))) return;
    this.showBefore = { show: picture.choice.show };
    this.request({ ...picture.choice, show: 'links' });
  }

  private giveBackLines(): void {
    const before = this.showBefore;
    this.showBefore = undefined;
    // The picture with its cables may still be under way: it is called off as well. Lines that the reader chose meanwhile stay.
    if (!before || !this.picture || ![before.show, 'links'].includes(this.picture.choice.show)) return;
    const { show: _, ...choice } = this.picture.choice;
    this.request({ ...choice, ...(before.show === undefined ? {} : { show: before.show }) });
  }

  private request(choice: Choice): void {
    this.remember({ choice, visited: this.levels.visited });
    this.transport.post({ type: 'requestScene', revision: this.revision, choice });
  }

  /** Keys that mean the same wherever the focus is, but in a control that needs them itself. */
  private key(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !event.defaultPrevented && (this.editing.escape() || this.reach.escape())) return event.preventDefault();
    if (!event.defaultPrevented && this.undo.key(event)) return event.preventDefault();
    const inControl = event.target instanceof HTMLElement && event.target.matches('button, input, select, summary');
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || inControl) return;
    const { playback } = this;
    const acts: Record<string, () => void> = {
      ' ': () => playback.toggle(), '.': () => playback.step(), ',': () => playback.stepBack(), '0': () => this.stage.fit(),
      'e': () => this.openExport(), '?': () => this.keys.show(), '+': () => this.stage.zoom(1.25), '=': () => this.stage.zoom(1.25), '-': () => this.stage.zoom(0.8),
    };
    const key = latinKey(event);
    if (this.reach.key(key)) return event.preventDefault();
    const act = Object.hasOwn(acts, key) ? acts[key] : undefined;
    if (!act) return;
    event.preventDefault();
    act();
  }

  // ---------------------------------------------------------------------------------------------------- the rest

  private say(id: 'preview.waiting' | 'preview.broken' | 'preview.empty' | 'preview.disconnected', kind = ''): void {
    this.sayThis(word(text(id)), kind);
  }

  private sayThis(said: string, kind: string): void {
    this.banner.textContent = said;
    this.banner.className = `banner ${kind}`;
    this.banner.hidden = false;
  }

  /** What is only to be known: it goes by itself. */
  private tell(said: string): void {
    this.sayThis(said, 'told');
    window.setTimeout(() => { if (this.banner.classList.contains('told') && this.banner.textContent === said) this.hush(); }, 8_000);
  }

  /** What the next click means. */
  private prompt(said: string | undefined): void {
    if (said !== undefined) this.sayThis(said, 'asking');
    else if (this.banner.classList.contains('asking')) this.hush();
  }

  private hush(): void {
    this.banner.hidden = true;
  }

  /** Written now and then: the time changes sixty times a second while it plays, and a page may be taken down while it does. */
  private remember(change: Partial<Memory>): void {
    Object.assign(this.memory, change);
    if (this.saving !== 0) return;
    this.saving = window.setTimeout(() => {
      this.saving = 0;
      this.transport.setState(this.memory);
    }, 250);
  }
}

function sameView(a: Choice | undefined, b: Choice): boolean {
  return a?.view === b.view && a?.show === b.show && a?.variant === b.variant;
}
