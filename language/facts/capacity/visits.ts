/** What one request of a load asks of every element, flow and link behind it: the visit ratios of operational analysis (Denning and Buzen 1978). */
import type { Flow, Id } from '../../model/model.js';
import type { Facts } from '../query.js';
import { callOfLoad, callsFrom, type Call } from './calls.js';
import { sharesOf, type CapacityOf } from './choices.js';
import { isConsuming } from './consuming.js';
import { capacityBy, holdings, loadOrder, responseOf } from './holding.js';
import { serving } from './serving.js';
import type { Start } from './starts.js';
import { copiesOf } from './sync-copies.js';
import { wayBetween, wayOf } from './ways.js';

export interface Visits {
  elements: Map<Id, number>;
  flows: Map<Id, number>;
  links: Map<Id, number>;
  /** Writes among the visits of elements that keep synchronous copies elsewhere. */
  copied: Map<Id, number>;
  /** Elements at which it begins: the part of the requests, and the seconds that one waits for its answer there; undefined behind a circle. */
  sources: Map<Id, { part: number; waited: number | undefined }>;
  /** Elements, flows and links that may be visited more often than that. */
  inexact: Set<Id>;
}

/** @param admitted the part of the requests that elements with a rate limit let in, where that is not all. */
export function visitsOf(facts: Facts, { sources, flow }: Start, bytes: number, admitted: ReadonlyMap<Id, number> = new Map()): Visits {
  return new Spreading(facts, admitted).from(sources, flow, bytes);
}

class Spreading {
  private readonly visits: Visits = { elements: new Map(), flows: new Map(), links: new Map(), copied: new Map(), sources: new Map(), inexact: new Set() };
  private readonly capacityOf: CapacityOf;
  /** The broker whose messages a link is known to carry. */
  private readonly delivering = new Map<Id, Id>();
  /** Visits by the flow of the load itself. */
  private readonly asked = new Map<Id, number>();

  constructor(private readonly facts: Facts, private readonly admitted: ReadonlyMap<Id, number>) {
    this.capacityOf = capacityBy(facts, facts.ask(holdings, 0));
  }

  from(sources: readonly Id[], flow: Flow, bytes: number): Visits {
    for (const source of sources) {
      const call = callOfLoad(this.facts, source, flow);
      const part = 1 / sources.length;
      this.visits.sources.set(source, { part, waited: flow.async ? 0 : responseOf(this.facts, this.facts.ask(holdings, bytes), source, call, bytes) });
      this.make(source, call, part, true);
    }
    for (const [id, visits] of this.visits.elements) this.asked.set(id, visits);
    const { order, circular } = this.facts.ask(loadOrder);
    for (let at = order.length - 1; at >= 0; at--) {
      const id = order[at]!;
      const circle = circular.get(id);
      if (circle) {
        this.around(circle);
        at -= circle.length - 1;
        continue;
      }
      const visits = this.visits.elements.get(id);
      if (visits === undefined) continue;
      // A reader that a load makes ask brings nothing.
      const brought = id !== '' && isConsuming(this.facts, flow) ? visits - (this.asked.get(id) ?? 0) : visits;
      const going = brought * (1 - this.facts.ask(serving, id).hit) * (this.admitted.get(id) ?? 1);
      for (const call of this.facts.ask(callsFrom, id)) this.make(id, call, going, !this.visits.inexact.has(id));
    }
    return this.visits;
  }

  /** What calls in a circle would be asked without end: how much goes on from there is unknown. */
  private around(circle: readonly Id[]): void {
    if (!circle.some((id) => this.visits.elements.has(id))) return;
    for (const id of circle) {
      this.visits.inexact.add(id);
      for (const call of this.facts.ask(callsFrom, id)) this.make(id, call, 0, false);
    }
  }

  private copy(id: Id, made: number, add: (to: Map<Id, number>, id: Id, number: number) => void): void {
    for (const to of copiesOf(this.facts, id)) for (const link of wayBetween(this.facts, id, to).certain) add(this.visits.links, link, made);
    if (copiesOf(this.facts, id).length > 0) this.visits.copied.set(id, (this.visits.copied.get(id) ?? 0) + made);
  }

  /** A message passes a link one way only: with those of another broker, which may come against it, it is not added up. */
  private deliver({ flow }: Call, broker: Id, to: Id, made: number, certain: boolean): void {
    const { links, inexact } = this.visits;
    for (const link of wayOf(this.facts, flow.id, to, broker).certain) {
      const known = this.delivering.get(link) ?? broker;
      this.delivering.set(link, known);
      if (known === broker) links.set(link, (links.get(link) ?? 0) + made);
      if (known !== broker || !certain) inexact.add(link);
    }
  }

  private make(source: Id, call: Call, requests: number, exact: boolean): void {
    const { elements, flows, links, inexact } = this.visits;
    const certain = exact && call.certain;
    const add = (to: Map<Id, number>, id: Id, number: number): void => {
      to.set(id, (to.get(id) ?? 0) + number);
      if (!certain) inexact.add(id);
    };
    if (call.flow.id !== '') add(flows, call.flow.id, requests * call.times);
    for (const choice of call.choices) {
      for (const [id, share] of sharesOf(choice, this.capacityOf)) {
        const made = requests * call.times * share;
        add(elements, id, made);
        if (made <= 0) continue;
        if (call.flow.access === 'writes') this.copy(id, made, add);
        if (call.delivers) this.deliver(call, source, id, made, certain);
        else for (const link of wayOf(this.facts, call.flow.id, source, id).certain) add(links, link, made);
      }
    }
  }
}
