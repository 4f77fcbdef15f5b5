/**
 * Requests of every service, one after another, travelling through the architecture while parts of it fail and recover:
 * the first thing that the player plays. The whole motion is a function of the world and of the reader's
 * interventions; nothing is random and nothing depends on how it is watched.
 */
import type { Id } from '#language/model/model.js';
import type { Playable } from '../player/playable.js';
import type { RunView } from '../scenario/run-view.js';
import type { StepView } from '../sequence/sequence-motion.js';
import { Interventions } from './interventions.js';
import { travel, type Failure, type Journey, type Leg, type Outcome } from './journey.js';
import { Turns } from './turns.js';
import type { Call, Fallen, Fallout, Service, World } from '#language/simulation/world/world.js';

/** Virtual seconds between two requests of one service, and the length of the whole. */
export const INTERVAL = 1.6;
export const DURATION = 300;
/** More requests than this at once hide the picture behind dots: they are then spaced wider. */
export const MOST_SERVICES = 12;

/** A request under way. */
export interface Token {
  journey: number;
  leg: Leg;
  /** How far along the leg, 0 to 1; 1 while it waits at its end. */
  progress: number;
  /** `failed` from the moment at which it is stuck. */
  state: 'under-way' | Outcome;
}

/** What the player plays. */
export interface Motion extends Playable<MotionState> {
  /** What the reader did. */
  readonly interventions: Interventions;
  /** Works towards a moment for about so many milliseconds; true once its state can be told without delay. */
  reach(seconds: number, milliseconds: number): boolean;
}

export interface MotionState {
  tokens: readonly Token[];
  failed: ReadonlySet<Id>;
  down: ReadonlySet<Id>;
  /** Services that do not work. */
  fallen: readonly Fallen[];
  /** Everything else that does not work, and why. */
  fallout: Fallout;
  /** Requests that ended so far. */
  served: number;
  lost: number;
  /** Where and why requests were lost, the latest first, for the list beside the picture. */
  losses: readonly Loss[];
  /** While a scenario is played: its figures and events up to now. */
  run?: RunView;
  /** While a sequence is played: the step that is shown. */
  step?: StepView;
}

export interface Loss extends Failure {
  service: Id;
  /** How many requests were lost so. */
  count: number;
}

const LISTED_LOSSES = 5;

export class FirstMotion implements Motion {
  readonly duration = DURATION;
  private journeys: Journey[] = [];
  private turns = new Turns();
  private readonly fallouts = new Map<string, Fallout>();
  private readonly calls: Map<Id, Call>;
  private readonly spacing: number;

  constructor(private readonly world: World, readonly interventions = new Interventions()) {
    this.calls = new Map(world.services.map((service) => [service.flow, callOf(world, service)]));
    this.spacing = INTERVAL * Math.max(1, world.services.length / MOST_SERVICES) / Math.max(1, world.services.length);
  }

  /** The same world with another history. */
  after(interventions: Interventions): FirstMotion {
    return new FirstMotion(this.world, interventions);
  }

  reach(): boolean {
    return true;
  }

  private falloutAt(seconds: number): Fallout {
    const failed = this.interventions.failedAt(seconds);
    const key = [...failed].sort().join('\u0001');
    let fallout = this.fallouts.get(key);
    if (!fallout) this.fallouts.set(key, fallout = this.world.fallout(failed));
    return fallout;
  }

  /** Journeys in the order in which they start; each depends on the turns that those before it took. */
  private until(seconds: number): readonly Journey[] {
    const { services } = this.world;
    if (services.length === 0) return [];
    for (let index = this.journeys.length; index * this.spacing <= Math.min(seconds, this.duration); index++) {
      const service = services[index % services.length]!;
      const call = this.calls.get(service.flow)!;
      this.journeys.push(travel(this.world, service, call, this.turns, index * this.spacing, (time) => this.falloutAt(time)));
    }
    return this.journeys;
  }

  stateAt(seconds: number): MotionState {
    const tokens: Token[] = [];
    const lostBy: Journey[] = [];
    let [served, lost] = [0, 0];
    for (const [index, journey] of this.until(seconds).entries()) {
      if (journey.start > seconds) break;
      if (journey.end > seconds) tokens.push(...tokensOf(journey, index, seconds));
      else if (journey.outcome === 'served') served += 1;
      else {
        lost += 1;
        lostBy.push(journey);
      }
    }
    const fallout = this.falloutAt(seconds);
    const { down, services } = fallout;
    return { tokens, failed: this.interventions.failedAt(seconds), down, fallen: services, fallout, served, lost, losses: lossesOf(lostBy) };
  }

  nextStep(seconds: number): number | undefined {
    // A leg that begins right now takes as long as any: what starts within the next one is enough to look at.
    const journeys = this.until(seconds + this.spacing * 2);
    let next = Infinity;
    const consider = (moment: number): void => {
      if (moment > seconds + 1e-9 && moment < next) next = moment;
    };
    for (const journey of journeys) {
      consider(journey.start);
      if (journey.end <= seconds || journey.start > next) continue;
      for (const leg of journey.legs) { consider(leg.start); consider(leg.end); }
      consider(journey.end);
    }
    this.interventions.moments.forEach(consider);
    return next <= this.duration ? next : undefined;
  }
}

/** Like losses are told once, with their number. */
function lossesOf(lost: readonly Journey[]): Loss[] {
  const losses = new Map<string, Loss>();
  for (const { service, failure } of [...lost].sort((a, b) => b.end - a.end)) {
    const { at, flow, cause } = failure!;
    const key = [service, at, cause].join('\u0001');
    const known = losses.get(key);
    if (known) known.count += 1;
    else losses.set(key, { service, at, flow, cause, count: 1 });
  }
  return [...losses.values()].slice(0, LISTED_LOSSES);
}

/** The call that a service's requests start with: that of any of its sources, as all of them make the same. */
function callOf(world: World, service: Service): Call {
  for (const source of service.sources) {
    const call = world.calls(source).find((each) => each.flow === service.flow);
    if (call) return { ...call, share: 1 };
  }
  return { flow: service.flow, targets: [], share: 1, optional: false, async: false, needs: [] };
}

/** Where the request is: on the legs under way (several where something is not waited for), else waiting where it arrived last. */
export function tokensOf(journey: Journey, index: number, seconds: number): Token[] {
  const moving = journey.legs.filter((leg) => leg.start <= seconds && seconds < leg.end);
  if (moving.length > 0) {
    return moving.map((leg) => ({ journey: index, leg, progress: (seconds - leg.start) / (leg.end - leg.start), state: 'under-way' }));
  }
  const arrived = journey.legs.filter((leg) => leg.end <= seconds).at(-1);
  if (!arrived) return [];
  const stuck = journey.outcome === 'failed' && journey.legs.every((leg) => leg.end <= seconds);
  return [{ journey: index, leg: arrived, progress: 1, state: stuck ? 'failed' : 'under-way' }];
}
