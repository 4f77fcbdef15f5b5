/** What capacity is told in: requests a second, workers, bits a second. */
import type { Id, Load, Scenario } from '../../model/model.js';
import type { Start } from './starts.js';
import type { Visits } from './visits.js';

/** What an element, flow or link is offered while certain loads are active at once. */
export interface Offered {
  /** Requests a second, as many as a rate limit lets in: what is certain where not `exact`. */
  rate: number;
  /** Workers that these requests keep busy on average (Little's law: rate × holding time); of links bits a second in each direction. */
  busy: number;
  /** False where more may come: a balancer does not say how it divides its requests, or calls go in a circle. */
  exact: boolean;
  /** Part of it comes from users who wait for their answers before they ask again: a bound that queueing keeps it below. */
  bounded: boolean;
}

export interface ActiveLoad {
  load: Load;
  start: Start;
  /** Requests a second; of a closed load the most that its users can ask for and the narrowest place lets through. */
  rate: number;
  /** What each of them asks for. */
  visits: Visits;
}

/** One moment of a scenario, with the loads that are active then. */
export interface Phase {
  /** Seconds from the start. */
  at: number;
  loads: ActiveLoad[];
  elements: ReadonlyMap<Id, Offered>;
  /** The part of the requests that elements with a rate limit let in, where that is not all. */
  admitted: ReadonlyMap<Id, number>;
  flows: ReadonlyMap<Id, Offered>;
  links: ReadonlyMap<Id, Offered>;
}

export interface OfferedLoads {
  scenario: Scenario;
  /** Moments at which most is asked for; none that another one outdoes everywhere. */
  phases: Phase[];
}
