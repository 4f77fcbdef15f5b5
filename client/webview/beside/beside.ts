/**
 * A second scenario in a second picture, played in lock step with the first: another scenario of the architecture, or the same
 * one in another variant. It has no player of its own.
 */
import { Facts } from '#language/facts/query.js';
import { text, word } from '#language/messages/word.js';
import type { Id, Model } from '#language/model/model.js';
import { memberElements } from '#language/model/queries.js';
import { findScenario } from '#language/model/scenario-names.js';
import type { Choice, Picture } from '#language/protocol/picture.js';
import type { Memory } from '../memory.js';
import type { Intervention } from '../motion/interventions.js';
import type { Act } from '../playback.js';
import { ScenarioMotion } from '../scenario/scenario-motion.js';
import type { RunView } from '../scenario/run-view.js';
import type { Part } from '../stage/parts.js';
import { Stage } from '../stage/stage.js';
import { ActMenu } from '../ui/act-menu.js';
import { CaptionLine } from '../ui/caption.js';
import { make } from '../ui/dom.js';
import { nameOf as nameOfPart } from '../ui/notes.js';
import { besideEntries, nameOf, type BesideChoice, type BesideEntry } from './beside-choice.js';
import { FiguresTable } from './figures-table.js';

export interface BesideActions {
  /** A second picture is wanted; undefined: none any more. */
  request(choice: Choice | undefined): void;
  /** What is to be played in lock step; undefined: nothing any more. */
  companion(motion: ScenarioMotion | undefined): void;
  act(id: Id, act: Act): void;
  /** Two pictures are shown, or one again. */
  shown(two: boolean): void;
}

/** What names are shortened to where there is little room. */
const NUMBERS = ['①', '②'] as const;

export class Beside {
  readonly root = make('section', { className: 'picture beside', hidden: true });
  /** Stands over the first picture, while there are two. */
  readonly heading = make('section', { hidden: true });
  readonly chooser = make('select', { className: 'beside-chooser', hidden: true, title: word(text('playback.beside')), aria: { label: word(text('playback.beside')) } });
  readonly table = new FiguresTable();
  private readonly title = make('h2', { className: 'which' });
  private readonly own = make('h2', { className: 'which' });
  private readonly caption = new CaptionLine();
  private readonly stage: Stage;
  private readonly menu = new ActMenu();
  private entries: BesideEntry[] = [];
  private chosen: BesideChoice | undefined;
  /** What was beside a scenario before the page was loaded anew. */
  private before: { playing: string; beside: NonNullable<Memory['beside']> } | undefined;
  /** What had been done to it by then. */
  private kept: readonly Intervention[] = [];
  private asked = '';
  private first: Picture | undefined;
  private playing: string | undefined;
  private model: Model | undefined;
  private facts: Facts | undefined;
  private motion: ScenarioMotion | undefined;

  constructor(private readonly actions: BesideActions) {
    const fail = (part: Part): void => this.breakable(part.id).forEach((id) => this.actions.act(id, { action: this.failed.has(id) ? 'recover' : 'fail' }));
    this.stage = new Stage({
      pick: (part) => this.stage.select(part.id, false), clear: () => this.stage.select(undefined, false), escape: () => this.stage.select(undefined, false), path: () => undefined, edit: () => false, menuOfGround: () => false,
      toggleFailed: fail, menu: (part, at) => this.openMenu(part, at), toggleCollapsed: () => undefined, lookInto: () => undefined, place: () => undefined, moved: () => undefined,
      // One part of a page is its main part.
    }, make('div', { className: 'stage', role: 'group' }));
    this.stage.root.append(this.menu.root);
    this.heading.append(this.title);
    this.root.append(this.own, this.caption.root, this.stage.root);
    this.chooser.addEventListener('change', () => this.choose(this.chooser.value === '' ? undefined : this.entries[Number(this.chooser.value)]?.choice));
  }

  private get failed(): ReadonlySet<Id> {
    return new Set(this.motion?.interventions.failedAt(Infinity));
  }

  // ------------------------------------------------------------------------------------------------- what is chosen

  /** As it was before the page was loaded anew, once that scenario is played again; another one leaves it behind. */
  restore(beside: NonNullable<Memory['beside']>, playing: string): void {
    this.before = { beside, playing };
  }

  /** To be remembered. */
  get state(): Memory['beside'] {
    return this.chosen ? { ...this.chosen, acts: this.motion?.interventions.list ?? this.kept } : this.before?.beside;
  }

  /** The first picture, and the scenario that is played in it. */
  follow(picture: Picture | undefined, playing: string | undefined): void {
    if (this.first === picture && this.playing === playing) return;
    this.first = picture;
    this.playing = playing;
    this.entries = picture && playing !== undefined ? besideEntries(picture, playing) : [];
    this.chooser.hidden = this.entries.length === 0;
    if (this.entries.length === 0 && this.chosen) return this.choose(undefined);
    this.chooser.replaceChildren(new Option(word(text('playback.beside-none')), ''), ...this.entries.map(({ label }, index) => new Option(label, String(index))));
    this.mark();
    this.name();
    if (this.chosen) this.ask(this.chosen);
    else if (this.before && playing !== undefined) this.takeUp(this.before, playing);
  }

  private takeUp({ playing: then, beside: { acts, ...choice } }: NonNullable<Beside['before']>, playing: string): void {
    this.before = undefined;
    if (playing !== then || this.indexOf(choice) < 0) return;
    this.choose(choice);
    this.kept = acts;
  }

  setFollowing(on: boolean): void {
    this.stage.setFollowing(on);
  }

  private choose(choice: BesideChoice | undefined): void {
    this.chosen = choice;
    this.before = undefined;
    this.kept = [];
    this.mark();
    if (choice) return this.ask(choice);
    this.asked = '';
    this.motion = this.facts = this.model = undefined;
    this.root.hidden = this.heading.hidden = true;
    this.table.set(undefined, ['', ''], true);
    this.actions.request(undefined);
    this.actions.companion(undefined);
    this.actions.shown(false);
  }

  private mark(): void {
    const index = this.chosen ? this.indexOf(this.chosen) : -1;
    this.chooser.value = index < 0 ? '' : String(index);
  }

  private indexOf({ scenario, variant }: BesideChoice): number {
    return this.entries.findIndex(({ choice }) => choice.scenario === scenario && choice.variant === variant);
  }

  /** The same view of it, so that what differs is the architecture or what happens to it. */
  private ask({ scenario, variant }: BesideChoice): void {
    if (!this.first) return;
    const { variant: _, ...choice } = this.first.choice;
    const wanted: Choice = { ...choice, ...(variant === undefined ? {} : { variant }) };
    const key = JSON.stringify([wanted, scenario]);
    if (key === this.asked) return;
    this.asked = key;
    this.actions.request(wanted);
  }

  // -------------------------------------------------------------------------------------------------- what is shown

  setPicture(picture: Picture): void {
    const { chosen } = this;
    if (!chosen) return;
    const anew = this.root.hidden;
    this.root.hidden = this.heading.hidden = false;
    if (anew) this.actions.shown(true);
    this.facts = this.facts ? this.facts.next(picture.model) : new Facts(picture.model);
    this.model = picture.model;
    this.stage.show(picture.svg, picture.scene, anew);
    this.name();
    const scenarios = this.facts.read('scenarios');
    // Of scenarios inside variants names may differ.
    const scenario = findScenario(scenarios, chosen.scenario) ?? scenarios[0];
    const kept = (this.motion?.interventions.list ?? this.kept).filter(({ id }) => Object.hasOwn(picture.model.elements, id) || Object.hasOwn(picture.model.links, id));
    this.motion = scenario && new ScenarioMotion(this.facts, scenario, kept);
    this.actions.companion(this.motion);
  }

  /** @returns what is shown at that moment, and what the two are called; undefined where there is one picture. */
  show(seconds: number, first: RunView | undefined, atOnce: boolean): { run: RunView; names: readonly [string, string] } | undefined {
    if (!this.motion || this.root.hidden) return undefined;
    const state = this.motion.stateAt(seconds);
    this.stage.setMotion(state);
    this.caption.set(state.run);
    this.table.set(first && state.run ? [first, state.run] : undefined, [`${NUMBERS[0]} ${this.names[0]}`, `${NUMBERS[1]} ${this.names[1]}`], atOnce);
    return state.run && { run: state.run, names: NUMBERS };
  }

  /** By what tells them apart: variants, else scenarios. */
  private get names(): readonly [string, string] {
    const { first, chosen, playing = '' } = this;
    const here = first?.choice.variant ?? first?.variants[0]?.name;
    if (!first || !chosen || chosen.variant === here) return [playing, chosen?.scenario ?? ''];
    const named = (variant: string | undefined): string => nameOf(first.variants.find(({ name }) => name === variant) ?? { name: variant ?? '' });
    return [named(here), named(chosen.variant)];
  }

  private name(): void {
    const [first, second] = this.names;
    this.title.textContent = `${NUMBERS[0]} ${first}`;
    this.own.textContent = `${NUMBERS[1]} ${second}`;
    this.heading.setAttribute('aria-label', `${NUMBERS[0]} ${first}`);
    for (const part of [this.root, this.stage.root]) part.setAttribute('aria-label', `${NUMBERS[1]} ${second}`);
    this.caption.root.setAttribute('aria-label', word(text('playback.caption-of', { name: second })));
  }

  // ------------------------------------------------------------------------------------------------ the reader acts

  private breakable(id: Id): Id[] {
    const { model } = this;
    if (!model) return [];
    return Object.hasOwn(model.links, id) ? [id] : memberElements(model, id);
  }

  private openMenu({ id, edge }: Part, at: { x: number; y: number }): void {
    const ids = this.breakable(id);
    const { model, failed } = this;
    if (!model || ids.length === 0) return;
    this.menu.open({ name: edge?.label ?? nameOfPart(model, id), isLink: Object.hasOwn(model.links, id), troubled: ids.some((each) => failed.has(each)), inScenario: true }, at, (act) => ids.forEach((each) => this.actions.act(each, act)));
  }
}
