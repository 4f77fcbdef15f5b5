/**
 * The path mode: from two ends to the answer in the list and in the picture. It holds only the question; the answer is
 * asked of the facts anew with every edit.
 */
import type { Facts } from '#language/facts/query.js';
import type { Id } from '#language/model/model.js';
import type { Mode, ModeActions } from './mode.js';
import { pathPanel, type Leg } from './path-panel.js';
import { portsBetween, type PortChoice } from './path-ports.js';
import { endOf, pathView, type PathHop, type PathView } from './path-view.js';
import type { Spotlight } from '../stage/spotlight.js';

export class PathMode implements Mode {
  private ports: PortChoice[] = [];
  private view: PathView | undefined;
  private over: string | undefined;
  private leg: Leg = 'request';
  private hop: number | undefined;

  constructor(private from: Id, private to: Id, private facts: Facts, private readonly actions: ModeActions) {
    this.ask();
  }

  /** Another state of the model. False where it has no answer any more. */
  update(facts: Facts): boolean {
    this.facts = facts;
    this.ask();
    return this.view !== undefined;
  }

  get answer(): PathView | undefined {
    return this.view;
  }

  /** The ids of its cables: a picture without them cannot show the way. */
  get links(): Id[] {
    return [...this.view?.request ?? [], ...this.view?.reply ?? []].flatMap((hop) => hop.link ?? []);
  }

  private ask(): void {
    const [from, to] = [endOf(this.facts, this.from), endOf(this.facts, this.to)];
    this.view = undefined;
    if (!from || !to) return;
    this.ports = portsBetween(this.facts, from, to);
    const choice = this.ports.find(({ key }) => key === this.over) ?? this.ports[0]!;
    this.over = choice.key;
    this.view = pathView(this.facts, { from: this.from, to: this.to, port: choice.port });
    // Of a reply that does not find back, the reply is what matters.
    this.leg = this.view?.end?.reply === true && this.view.reply.length > 0 ? 'reply' : 'request';
    this.hop = undefined;
  }

  private get hops(): readonly PathHop[] {
    return this.view?.[this.leg] ?? [];
  }

  spotlight(): Spotlight | undefined {
    const { view, hops, hop } = this;
    if (!view) return undefined;
    const end = view.end && view.end.reply === (this.leg === 'reply') ? view.end : undefined;
    const failing = view.failing.find((each) => each.reply === (this.leg === 'reply'));
    return {
      lit: new Set([...hops.flatMap(({ element, link }) => (link === undefined ? [element] : [element, link])), ...(hops.length === 0 ? [this.from, this.to] : [])]),
      about: [this.from, this.to],
      trail: { hops, ...(end ?? failing ? { endsAt: (end ?? failing)!.element } : {}) },
      ...(hop === undefined ? {} : { hop }),
    };
  }

  panel(): Node[] {
    if (!this.view) return [];
    return pathPanel(this.view, this.ports, this.over!, this.leg, {
      over: (key) => { this.over = key; this.ask(); this.actions.changed(); },
      swap: () => { [this.from, this.to] = [this.to, this.from]; this.over = undefined; this.ask(); this.actions.changed(); },
      leg: (leg) => { this.leg = leg; this.hop = undefined; this.actions.changed(); },
      hop: (leg, number) => this.lookAt(leg, number),
      show: (element, origin) => this.actions.show(element, origin), close: this.actions.close,
    });
  }

  private lookAt(leg: Leg, number: number | undefined): void {
    if (leg !== this.leg || number === this.hop) return;
    this.hop = number;
    this.actions.relight();
  }
}
