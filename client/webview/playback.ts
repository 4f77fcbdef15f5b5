/**
 * Joins what is played to the picture it belongs to: builds the motion of a model or of one of its scenarios, keeps the
 * reader's interventions and the time across edits, and drives the player with the browser's frames. What takes longer
 * than a frame to work out is worked out over several: the player only ever stands where the run has come.
 */
import { Facts } from '#language/facts/query.js';
import type { Id, Model, Scenario, Sequence } from '#language/model/model.js';
import { services } from '#language/facts/redundancy/services.js';
import { FactsWorld } from '#language/simulation/world/facts-world.js';
import type { World } from '#language/simulation/world/world.js';
import type { Memory } from './memory.js';
import { FirstMotion, type Motion, type MotionState } from './motion/first-motion.js';
import { Interventions, type Intervention } from './motion/interventions.js';
import type { Playable } from './player/playable.js';
import { LONGEST_FRAME, Player, type PlayerStatus } from './player/player.js';
import { findScenario } from '#language/model/scenario-names.js';
import { slowSpans, speedAt, type SlowSpan } from './scenario/slow-spans.js';
import { FREE_SPEEDS, speedFor, speedsFor } from './scenario/speeds.js';
import { ScenarioMotion } from './scenario/scenario-motion.js';
import { SequenceMotion } from './sequence/sequence-motion.js';
import { findSequence } from './sequence/sequence-names.js';

const NOTHING: World = { services: [], calls: () => [], way: () => undefined, fallout: (failed) => ({ down: failed, broken: failed, services: [], elements: [], promoted: [] }) };

/** Milliseconds of each frame that may be spent on working ahead; the rest is for drawing. Where nothing moves, and the reader waits for a moment far away, more of it. */
const SLICE = 10;
const SLICE_STANDING = 25;

export interface PlaybackStatus extends PlayerStatus {
  /** The run is behind what the reader wants to see. */
  computing: boolean;
  /** How much of the way to the moment that is worked towards is done, 0 to 1. */
  progress: number;
  /** Name of the scenario that is played; undefined for the free motion. */
  scenario: string | undefined;
  /** It goes at a speed of its own, slower where something happens. */
  auto: boolean;
  /** What is played knows what happened before a moment. */
  goesBack: boolean;
  speeds: readonly number[];
}

export type Act = Pick<Intervention, 'action' | 'factor'>;

export class Playback {
  private readonly player: Player<MotionState>;
  private motion: Motion = new FirstMotion(NOTHING);
  private facts: Facts | undefined;
  private frame = 0;
  /** True once the reader played or broke something. Until then nothing is traced: who only reads does not wait for it. */
  private wanted = false;
  private stale = false;
  private name: string | undefined;
  /** The moment that is worked towards. */
  private target: number | undefined;
  /** The moment after which the next event is looked for. */
  private stepping: number | undefined;
  private behind = false;
  /** Another thing to play was chosen; the speed that it is to be played at, where one was said. */
  private fresh = false;
  private speed: number | undefined;
  /** Of a scenario that goes at a speed of its own: the one where nothing happens, and where it is slower. */
  private usual: number | undefined;
  private spans: SlowSpan[] = [];
  private factor = 1;
  /** Another scenario that is played in lock step, in a picture of its own. */
  private companion: ScenarioMotion | undefined;
  /** True where the architecture has services, and so requests to play. */
  playable = false;

  constructor(private readonly changed: (state: MotionState, status: PlaybackStatus) => void) {
    this.player = new Player<MotionState>(this.motion);
    this.player.onChange(() => this.tell());
  }

  get status(): PlaybackStatus {
    const { status } = this.player;
    const { computing } = this;
    const { target } = this;
    const reached = Math.min(this.scenario?.reached ?? 0, this.companion?.reached ?? Infinity);
    const progress = target === undefined || !(target > 0) ? 1 : Math.min(1, reached / target);
    return { ...status, computing, progress, scenario: this.name, auto: this.usual !== undefined, goesBack: this.motion.stepBefore !== undefined, speeds: this.scenario ? speedsFor(status.duration) : FREE_SPEEDS };
  }

  /** What is known of the model that is shown. */
  get known(): Facts | undefined {
    return this.facts;
  }

  /** What the reader did to what is played. */
  get acts(): readonly Intervention[] {
    return this.motion.interventions.list;
  }

  /** What is played, where it is a scenario. */
  get scenario(): ScenarioMotion | undefined {
    return this.motion instanceof ScenarioMotion ? this.motion : undefined;
  }

  private get computing(): boolean {
    return this.behind || this.target !== undefined || this.stepping !== undefined;
  }

  private tell(): void {
    const { status } = this;
    this.changed(this.player.state, status);
    this.keepTicking(status.playing || this.target !== undefined || this.stepping !== undefined);
  }

  // ------------------------------------------------------------------------------------------------ what is played

  /** Another state of the model. What was failed stays failed, where it still exists. */
  setModel(model: Model): void {
    this.facts = this.facts ? this.facts.next(model) : new Facts(model);
    this.stale = true;
    if (this.name !== undefined && !this.found && !this.sequence) this.name = undefined;
    this.playable = this.name !== undefined || this.facts.ask(services).length > 0;
    if (this.wanted || this.name !== undefined) this.catchUp();
    else this.player.load(this.whole);
  }

  /** What is played, for as long as the longer of two lasts. */
  private get whole(): Playable<MotionState> {
    const { motion, companion } = this;
    if (!companion || companion.duration <= motion.duration) return motion;
    return { duration: companion.duration, stateAt: (seconds) => motion.stateAt(seconds), nextStep: (seconds) => motion.nextStep(seconds) };
  }

  private get found(): Scenario | undefined {
    return this.facts && this.name !== undefined ? findScenario(this.facts.read('scenarios'), this.name) : undefined;
  }

  private get sequence(): Sequence | undefined {
    return this.facts && this.name !== undefined ? findSequence(this.facts.read('sequences'), this.name) : undefined;
  }

  /** @param name undefined: requests without a scenario. Begins at the start, at a speed by which it is over in a minute or two. */
  choose(name: string | undefined, at = 0, speed?: number, acts: readonly Intervention[] = []): void {
    if (name === this.name || !this.facts) return;
    this.name = name;
    if (!this.found && !this.sequence) this.name = undefined;
    // What the reader did to a scenario that is gone was done to nothing else.
    this.motion = new FirstMotion(NOTHING, new Interventions(this.name === name ? acts : []));
    this.player.pause();
    this.stale = true;
    this.playable = this.name !== undefined || this.facts.ask(services).length > 0;
    this.speed = speed;
    this.fresh = true;
    this.catchUp(at);
  }

  /** As it was before the page was loaded anew: what was played, how far, and what the reader did. */
  restore({ scenario, time = 0, speed, acts = [] }: Pick<Memory, 'scenario' | 'time' | 'speed' | 'acts'>): void {
    if (scenario !== undefined) return this.choose(scenario, time, speed, acts);
    if (time === 0 && acts.length === 0) return;
    this.motion = new FirstMotion(NOTHING, new Interventions(acts));
    this.seek(time);
  }

  /** Builds what is to be played now. */
  private catchUp(at = this.player.status.time): void {
    this.wanted = true;
    if (!this.stale || !this.facts) return;
    this.stale = false;
    const { elements, links } = this.facts;
    const exists = (id: Id): boolean => Object.hasOwn(elements, id) || Object.hasOwn(links, id);
    const kept = this.motion.interventions.list.filter((each) => exists(each.id));
    this.stepping = undefined;
    const scenario = this.found;
    const { sequence } = this;
    this.motion = scenario ? new ScenarioMotion(this.facts, scenario, kept, this.factor) : sequence ? new SequenceMotion(this.facts, sequence) : new FirstMotion(new FactsWorld(this.facts), new Interventions(kept));
    // Until the run has come there, the player stays with what it played.
    this.target = at;
    this.workTowards();
  }

  // ------------------------------------------------------------------------------------------------------ the player

  play(): void {
    this.catchUp();
    this.player.play();
  }

  pause(): void { this.behind = false; this.stepping = undefined; this.player.pause(); }
  toggle(): void { if (this.player.status.playing) this.pause(); else this.play(); }

  setSpeed(factor: number): void {
    this.usual = undefined;
    this.changeSpeed(factor);
  }

  /** Over in a minute or two, slower where something happens. */
  setAuto(): void {
    const { scenario } = this;
    if (!scenario) return;
    this.usual = speedFor(scenario.duration);
    this.findSpans();
    this.changeSpeed(speedAt(this.spans, this.player.status.time, this.usual).speed);
  }

  private findSpans(): void {
    const { scenario, usual } = this;
    if (!scenario || usual === undefined) return;
    this.spans = slowSpans(scenario.plan, momentsOf(scenario), usual);
    // Where something happens in the one or the other.
    if (this.companion) this.spans = [...this.spans, ...slowSpans(this.companion.plan, momentsOf(this.companion), usual)].sort((a, b) => a.from - b.from);
  }

  private changeSpeed(factor: number): void {
    if (factor === this.factor && factor === this.player.status.speed) return;
    this.factor = factor;
    this.scenario?.setPace(factor);
    this.companion?.setPace(factor);
    this.player.setSpeed(factor);
  }

  seek(seconds: number): void {
    this.catchUp();
    this.stepping = undefined;
    this.target = Math.max(0, seconds);
    this.workTowards();
  }

  /** To the next event: of the free motion a request's, of a scenario what is told of it. */
  step(): void {
    this.catchUp();
    const { scenario } = this;
    if (!scenario) return this.player.step();
    if (this.target !== undefined) return;
    this.player.pause();
    this.stepping = this.player.status.time;
    this.lookForStep(scenario);
  }

  /** To what happened before; playing stops. */
  stepBack(): void {
    this.catchUp();
    if (this.target !== undefined) return;
    this.player.pause();
    const before = this.motion.stepBefore?.(this.player.status.time);
    if (before !== undefined) this.seek(before);
  }

  /** Both, where two are played. */
  private reach(seconds: number): boolean {
    const { motion, companion } = this;
    const whole = this.target !== undefined && this.frame !== 0 ? SLICE_STANDING : SLICE;
    const slice = companion ? whole / 2 : whole;
    const own = motion.reach(seconds, slice);
    return (companion?.reach(seconds, slice) ?? true) && own;
  }

  private workTowards(): void {
    const { target } = this;
    if (target === undefined) return;
    if (!this.reach(target)) return this.tell();
    this.target = undefined;
    this.behind = false;
    if (this.usual !== undefined) this.changeSpeed(speedAt(this.spans, target, this.usual).speed);
    // A scenario that ends with its jobs knows its end only now.
    const { whole } = this;
    this.player.load(whole, Math.min(target, whole.duration));
    if (!this.fresh) return;
    this.fresh = false;
    if (!this.scenario) this.setSpeed(this.speed ?? 1);
    else if (this.speed === undefined) this.setAuto();
    else this.setSpeed(this.speed);
  }

  private lookForStep(scenario: ScenarioMotion): void {
    const own = scenario.findStep(this.stepping!, SLICE);
    const other = this.companion?.findStep(this.stepping!, SLICE);
    if (own === null || other === null) return this.tell();
    this.stepping = undefined;
    const found = Math.min(own ?? Infinity, other ?? Infinity);
    if (found === Infinity) return this.tell();
    this.target = found;
    this.workTowards();
  }

  private tick(realSeconds: number): void {
    if (this.target !== undefined) return this.workTowards();
    if (this.stepping !== undefined && this.scenario) return this.lookForStep(this.scenario);
    if (!this.player.status.playing) return;
    const { scenario } = this;
    const { time, duration } = this.player.status;
    const own = this.usual === undefined ? undefined : speedAt(this.spans, time, this.usual);
    if (own) this.changeSpeed(own.speed);
    const ahead = time + Math.min(realSeconds, LONGEST_FRAME) * this.player.status.speed;
    // A slow span is not leapt over.
    const next = Math.min(duration, ahead, Math.max(time, own?.until ?? Infinity));
    this.behind = !this.reach(next);
    if (this.behind && scenario) this.player.seek(Math.max(time, Math.min(next, scenario.reached, this.companion?.reached ?? Infinity)));
    else if (next < ahead && next < duration) this.player.seek(next);
    else this.player.tick(realSeconds);
  }

  private keepTicking(ticking: boolean): void {
    if (ticking === (this.frame !== 0)) return;
    if (!ticking) {
      cancelAnimationFrame(this.frame);
      this.frame = 0;
      return;
    }
    let before: number | undefined;
    const tick = (now: number): void => {
      this.frame = requestAnimationFrame(tick);
      this.tick(before === undefined ? 0 : (now - before) / 1000);
      before = now;
    };
    this.frame = requestAnimationFrame(tick);
  }

  // --------------------------------------------------------------------------------------------- the reader acts

  /** Fails what works, recovers what failed. A group or counted element means all its members. */
  toggleFailed(ids: readonly Id[]): void {
    const failed = this.failedNow();
    const action = ids.every((id) => failed.has(id)) ? 'recover' : 'fail';
    for (const id of ids) if (failed.has(id) === (action === 'recover')) this.act(id, { action });
  }

  act(id: Id, { action, factor }: Act): void {
    this.catchUp();
    const { time } = this.player.status;
    const { motion } = this;
    if (motion instanceof ScenarioMotion) {
      const at = Math.min(motion.duration, millisecondAfter(time));
      motion.act({ at, id, action, ...(factor === undefined ? {} : { factor }) });
      this.findSpans();
      this.target = at;
      this.workTowards();
    } else if (motion instanceof FirstMotion && action !== 'slow') {
      this.load(motion.after(motion.interventions.with({ at: time, id, action })));
    }
  }

  /** Another scenario beside the one that is played; undefined: none any more. */
  setCompanion(companion: ScenarioMotion | undefined): void {
    if (this.companion === companion) return;
    this.companion = companion;
    companion?.setPace(this.factor);
    this.findSpans();
    this.target ??= this.player.status.time;
    this.workTowards();
  }

  /** The same as `act`, done to the other of two. */
  actBeside(id: Id, { action, factor }: Act): void {
    const { companion } = this;
    if (!companion) return;
    const at = Math.min(companion.duration, millisecondAfter(this.player.status.time));
    companion.act({ at, id, action, ...(factor === undefined ? {} : { factor }) });
    this.findSpans();
    this.target = at;
    this.workTowards();
  }

  recoverAll(): void {
    const { motion } = this;
    if (motion instanceof FirstMotion) this.load(motion.after(motion.interventions.withAllRecovered(this.player.status.time)));
    else for (const id of [...this.failedNow()]) this.act(id, { action: 'recover' });
  }

  failedNow(): ReadonlySet<Id> {
    return this.player.state.failed;
  }

  private load(motion: Motion): void {
    this.motion = motion;
    this.player.load(this.whole);
  }
}

/** When something happens to it. */
function momentsOf({ plan, interventions }: ScenarioMotion): number[] {
  return [...plan.events.map(({ at }) => at), ...interventions.moments];
}

/** To the millisecond, so that it can be written down as it was done. */
function millisecondAfter(seconds: number): number {
  return Math.ceil(seconds * 1000 - 1e-6) / 1000;
}

