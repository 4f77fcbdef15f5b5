/**
 * Reachability at a glance: a way between two parts, everything around one, the cut sets of a service. One of them at a
 * time is answered in the notes and lit up in the picture, and goes along with every edit until the reader leaves it.
 */
import type { Facts } from '#language/facts/query.js';
import { shortName } from '#language/facts/network/short-name.js';
import { text, word } from '#language/messages/word.js';
import { services } from '#language/facts/redundancy/services.js';
import type { Endpoint, Id } from '#language/model/model.js';
import { memberElements } from '#language/model/queries.js';
import type { Origin } from '#language/model/origin.js';
import type { Spotlight } from '../stage/spotlight.js';
import type { MenuItem } from '../ui/act-menu.js';
import { make } from '../ui/dom.js';
import { AMBITS, type AmbitKind } from './ambit.js';
import { AmbitMode } from './ambit-mode.js';
import { CutSetMode } from './cut-set-mode.js';
import type { Mode, ModeActions } from './mode.js';
import { PathMode } from './path-mode.js';
import { latinKey } from '../ui/latin-key.js';

/** Flows whose cut sets a menu offers. */
const MOST_FLOWS = 6;

export interface ReachHost {
  /** Of the picture that is shown. */
  facts(): Facts | undefined;
  shine(spotlight: Spotlight | undefined): void;
  show(id: Id, origin?: Origin): void;
  /** Tells what the next click means; undefined: nothing special. */
  prompt(said: string | undefined): void;
  /** The way cannot be shown without these cables. */
  needLinks(links: readonly Id[]): void;
  /** Nothing is looked into any more. */
  left(): void;
  focusPicture(): void;
}

export class Reach {
  readonly root = make('section', { className: 'inquiry' });
  /** Toggles of the part that is selected, for the notes. */
  readonly offers = make('section', { className: 'lights', role: 'group', aria: { label: word(text('reach.lights')) } });
  private selected: Id | undefined;
  private mode: Mode | undefined;
  /** The cables of a way are asked for once. */
  private asked = false;
  /** The first end, while the second is awaited. */
  private from: Id | undefined;

  constructor(private readonly host: ReachHost) {
    this.root.addEventListener('keydown', (event) => {
      const took = event.key === 'Escape' ? this.escape() : !event.ctrlKey && !event.metaKey && !event.altKey && this.key(latinKey(event));
      if (!took) return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  // --------------------------------------------------------------------------------------------- what is offered

  /** @param ids what the part stands for: several flows or links where one line draws them. */
  menuOf(ids: readonly Id[]): MenuItem[] {
    const facts = this.host.facts();
    const [id] = ids;
    if (!facts || id === undefined) return [];
    const cuts = (flow: Id): MenuItem => ({ name: word(text('reach.cuts', { name: shortName(facts, flow) })), act: () => this.walkCutSets(flow) });
    if (Object.hasOwn(facts.flows, id)) return ids.slice(0, MOST_FLOWS).map(cuts);
    const light = (kind: AmbitKind): MenuItem => ({ name: word(text(`reach.light-${kind}`)), checked: this.isLit(id, kind), act: () => this.toggle(id, kind) });
    if (Object.hasOwn(facts.links, id)) return [light('falls')];
    const { from } = this;
    const path: MenuItem = from === undefined || from === id
      ? { name: word(text('reach.path-from')), act: () => this.startPath(id) }
      : { name: word(text('reach.path-to', { from: shortName(facts, from) })), act: () => this.findPath(from, id) };
    return [path, ...AMBITS.map(light), ...this.servicesAt(facts, id).slice(0, MOST_FLOWS).map(cuts)];
  }

  /** Services that begin or end here: sooner found at the box than on one of its arrows. */
  private servicesAt(facts: Facts, id: Id): Id[] {
    const own = new Set([id, ...memberElements(facts.model, id)]);
    const touches = (ends: readonly Endpoint[]): boolean => ends.some((end) => end.type === 'ids' && end.ids.some((each) => own.has(each)));
    return facts.ask(services).filter((flow) => touches(flow.from) || touches(flow.to)).map((flow) => flow.id);
  }

  private isLit(id: Id, kind: AmbitKind): boolean {
    return this.mode instanceof AmbitMode && this.mode.id === id && this.mode.kind === kind;
  }

  /** The reader selected another part. */
  offer(id: Id | undefined): void {
    this.selected = id;
    const facts = this.host.facts();
    const isLink = id !== undefined && facts !== undefined && Object.hasOwn(facts.links, id);
    if (id === undefined || !facts || !(isLink || Object.hasOwn(facts.elements, id) || Object.hasOwn(facts.groups, id))) return this.offers.replaceChildren();
    const kinds = isLink ? (['falls'] as const) : AMBITS;
    this.offers.replaceChildren(make('h3', {}, word(text('reach.lights'))), ...kinds.map((kind) => {
      const toggle = make('button', { type: 'button', data: { kind }, aria: { pressed: String(this.isLit(id, kind)) } }, word(text(`reach.short-${kind}`)));
      toggle.addEventListener('click', () => this.toggle(id, kind));
      return toggle;
    }));
  }

  private pressOffers(): void {
    for (const toggle of this.offers.querySelectorAll('button')) toggle.setAttribute('aria-pressed', String(this.selected !== undefined && this.isLit(this.selected, toggle.dataset['kind'] as AmbitKind)));
  }

  // ------------------------------------------------------------------------------------------------ the questions

  /** The next part that is picked is the other end. */
  startPath(id: Id): void {
    const facts = this.host.facts();
    if (!facts || !(Object.hasOwn(facts.elements, id) || Object.hasOwn(facts.groups, id))) return;
    this.from = id;
    this.host.prompt(word(text('reach.path-pick', { from: shortName(facts, id) })));
  }

  /** True where the click or key meant the other end of a way. `from` is an end that was selected before. */
  pick(id: Id, from: Id | undefined): boolean {
    const facts = this.host.facts();
    const start = this.from ?? from;
    if (!facts || start === undefined || start === id) return false;
    if (![start, id].every((each) => Object.hasOwn(facts.elements, each) || Object.hasOwn(facts.groups, each))) return this.from !== undefined;
    this.findPath(start, id);
    return true;
  }

  findPath(from: Id, to: Id): void {
    const facts = this.host.facts();
    if (!facts) return;
    this.stopPicking();
    const mode = new PathMode(from, to, facts, this.actions);
    if (!mode.answer) return this.host.prompt(word(text('reach.path-none', { name: shortName(facts, to) })));
    this.enter(mode);
  }

  toggle(id: Id, kind: AmbitKind): void {
    const facts = this.host.facts();
    if (this.isLit(id, kind)) this.leave();
    else if (facts) this.enter(new AmbitMode(id, kind, facts, this.actions));
  }

  walkCutSets(flow: Id): void {
    const facts = this.host.facts();
    if (facts) this.enter(new CutSetMode(flow, facts, this.actions));
  }

  // ------------------------------------------------------------------------------------------------------ the mode

  private readonly actions: ModeActions = {
    show: (id, origin) => this.host.show(id, origin),
    close: () => this.leave(),
    changed: () => this.draw(),
    relight: () => this.host.shine(this.mode?.spotlight()),
  };

  private enter(mode: Mode): void {
    this.mode?.end?.();
    this.stopPicking();
    this.mode = mode;
    this.asked = false;
    this.pressOffers();
    this.draw();
  }

  private draw(): void {
    const { mode, root } = this;
    if (!mode) return;
    // What is rewritten must not lose the focus of who steps through it by the keyboard.
    const held = root.contains(document.activeElement) ? document.activeElement : null;
    const key = held && keyOf(held);
    root.replaceChildren(...mode.panel());
    const controls = [...root.querySelectorAll<HTMLElement>('button, select')];
    if (key) (controls.find((each) => keyOf(each) === key) ?? controls[0])?.focus();
    this.host.shine(mode.spotlight());
    if (this.asked || !mode.links || mode.links.length === 0) return;
    this.asked = true;
    this.host.needLinks(mode.links);
  }

  /** Another picture, perhaps of another text. */
  refresh(): void {
    const facts = this.host.facts();
    if (!this.mode || !facts) return;
    if (this.mode.update(facts)) this.draw();
    else this.leave();
  }

  key(key: string): boolean {
    if (this.mode?.key) return this.mode.key(key);
    if (this.mode || (key !== '[' && key !== ']')) return false;
    const service = this.serviceNear();
    if (service !== undefined) this.walkCutSets(service);
    return service !== undefined;
  }

  /** The service that the selected arrow or box is an end of, else the first of all. */
  private serviceNear(): Id | undefined {
    const facts = this.host.facts();
    if (!facts) return undefined;
    const all = facts.ask(services).map(({ id }) => id);
    const { selected } = this;
    if (selected === undefined || all.includes(selected)) return selected ?? all[0];
    return this.servicesAt(facts, selected)[0] ?? all[0];
  }

  /** True where there was something to leave. */
  escape(): boolean {
    if (this.from !== undefined) {
      this.stopPicking();
      return true;
    }
    if (!this.mode) return false;
    this.leave();
    return true;
  }

  private leave(): void {
    const held = this.root.contains(document.activeElement);
    this.mode?.end?.();
    this.mode = undefined;
    this.root.replaceChildren();
    this.pressOffers();
    this.host.shine(undefined);
    this.host.left();
    if (held) this.host.focusPicture();
  }

  private stopPicking(): void {
    this.from = undefined;
    this.host.prompt(undefined);
  }
}

function keyOf(element: Element): string {
  return `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent ?? ''}`;
}
