/**
 * The dots while a scenario is played. Real requests pass in milliseconds and come by the hundred: a few are drawn for each
 * load while it asks, at a pace for the eye, that meet what the run meets at their moment. What is still ahead of them is
 * not known; so a request is followed up to now, and drawn where it is.
 */
import type { Id } from '#language/model/model.js';
import type { Call, Service, Way, World } from '#language/simulation/world/world.js';
import { INTERVAL, MOST_SERVICES, tokensOf, type Token } from '../motion/first-motion.js';
import { travel, type Journey } from '../motion/journey.js';
import type { Change } from './changes.js';
import { RunChooser, type RunNow } from './run-chooser.js';

/** A load: who asks, and from when to when. */
export interface Asking { flow: Id; title: string; sources: readonly Id[]; from: number; until: number }

export interface RunWorld extends RunNow {
  /** What does not work then, what is down included. */
  brokenAt(change: Change): ReadonlySet<Id>;
}

/** Seconds of the reader's between two requests of the only load, and for which one that failed is still seen where it did. */
const SPACING = 0.6;
const LINGERS = 1.2;
/** Seconds of the reader's after which a request that is still under way is not drawn any more. */
const LONGEST = 45;
const MOST_KEPT = 2000;
const NOBODY: ReadonlySet<Id> = new Set();

export class Requests {
  private readonly over = new Map<string, Journey>();
  private readonly ways = new WeakMap<ReadonlySet<Id>, Map<string, Way | undefined>>();
  private readonly idle = new WeakMap<ReadonlySet<Id>, ReadonlySet<Id>>();
  private readonly calls: (Call | undefined)[];
  private readonly world: World;

  /** @param pace seconds of the run in one of the reader's. */
  constructor(world: World, private readonly askings: readonly Asking[], private readonly run: RunWorld, readonly pace: number) {
    this.world = { services: world.services, calls: (element) => world.calls(element), fallout: (failed) => world.fallout(failed), way: (...asked) => this.way(world, ...asked) };
    this.calls = askings.map(({ flow, sources }) => {
      const call = sources.flatMap((source) => world.calls(source).filter((each) => each.flow === flow))[0];
      return call && { ...call, share: 1 };
    });
  }

  at(seconds: number): Token[] {
    const { askings, pace } = this;
    const spacing = Math.max(SPACING, INTERVAL * askings.length / MOST_SERVICES) * pace;
    return askings.flatMap(({ from, until }, index) => {
      const first = from + (spacing * index) / askings.length;
      const earliest = Math.max(0, Math.ceil((seconds - LONGEST * pace - first) / spacing));
      const tokens: Token[] = [];
      for (let number = earliest; first + number * spacing <= Math.min(seconds, until); number++) {
        const journey = this.journey(index, number, first + number * spacing, seconds);
        if (journey && this.isSeen(journey, seconds)) tokens.push(...tokensOf(journey, number * askings.length + index, seconds));
      }
      return tokens;
    });
  }

  /** One that is stuck is seen a while, unless what it was stuck on is over: played fast, its dot comes there long after the moment. */
  private isSeen({ failure, end, legs }: Journey, seconds: number): boolean {
    const stuck = legs.at(-1)?.end ?? end;
    if (!failure || stuck > seconds) return end > seconds;
    if (end + LINGERS * this.pace <= seconds) return false;
    const isBroken = (at: number): boolean => this.run.brokenAt(this.run.changeAt(at)).has(failure.flow);
    return isBroken(seconds) || ![legs.at(-1)?.start ?? stuck, stuck, Math.min(end, seconds)].some(isBroken);
  }

  private journey(index: number, number: number, start: number, now: number): Journey | undefined {
    const key = `${index} ${number}`;
    const known = this.over.get(key);
    if (known) return known;
    const call = this.calls[index];
    if (!call) return undefined;
    const until = (seconds: number): Change => this.run.changeAt(Math.min(seconds, now));
    const chooser = new RunChooser(number, { changeAt: until, elementsOf: (id) => this.run.elementsOf(id) });
    const { flow, title, sources } = this.askings[index]!;
    const service: Service = { flow, title, sources };
    const fallout = (seconds: number): { down: ReadonlySet<Id>; broken: ReadonlySet<Id> } => {
      const change = until(seconds);
      this.idle.set(change.down, change.idle);
      return { down: change.down, broken: this.run.brokenAt(change) };
    };
    const journey = travel(this.world, service, call, chooser, start, fallout, this.pace);
    if (journey.end > now) return journey;
    if (this.over.size >= MOST_KEPT) this.over.clear();
    this.over.set(key, journey);
    return journey;
  }

  /** Past what is down and who stands by, where that leaves a way; asked once for each change. */
  private way(world: World, flow: Id, from: Id, to: Id, down: ReadonlySet<Id>): Way | undefined {
    let known = this.ways.get(down);
    if (!known) this.ways.set(down, known = new Map());
    const key = `${flow}\u0001${from}\u0001${to}`;
    if (known.has(key)) return known.get(key);
    const idle = this.idle.get(down) ?? NOBODY;
    const way = (idle.size > 0 ? world.way(flow, from, to, new Set([...down, ...idle])) : undefined) ?? world.way(flow, from, to, down);
    known.set(key, way);
    return way;
  }
}
