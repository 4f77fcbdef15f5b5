/**
 * Joins what is played to the picture it belongs to: builds the motion of a model, keeps the reader's interventions and
 * the time across edits, and drives the player with the browser's frames.
 */
import { Facts } from '#language/facts/query.js';
import type { Id, Model } from '#language/model/model.js';
import { services } from '#language/facts/redundancy/services.js';
import { FactsWorld } from '#language/simulation/world/facts-world.js';
import { FirstMotion, type MotionState } from './motion/first-motion.js';
import { Interventions } from './motion/interventions.js';
import { Player, type PlayerStatus } from './player/player.js';
import type { World } from '#language/simulation/world/world.js';

const NOTHING: World = { services: [], calls: () => [], way: () => undefined, fallout: (failed) => ({ down: failed, broken: failed, services: [], elements: [], promoted: [] }) };

export class Playback {
  private readonly player: Player<MotionState>;
  private motion = new FirstMotion(NOTHING);
  private facts: Facts | undefined;
  private frame = 0;
  /** True once the reader played or broke something. Until then nothing is traced: who only reads does not wait for it. */
  private wanted = false;
  private stale = false;
  /** True where the architecture has services, and so requests to play. */
  playable = false;

  constructor(changed: (state: MotionState, status: PlayerStatus) => void) {
    this.player = new Player(this.motion);
    this.player.onChange((state, status) => {
      changed(state, status);
      this.keepTicking(status.playing);
    });
  }

  /** Another state of the model. What was failed stays failed, where it still exists. */
  setModel(model: Model): void {
    this.facts = this.facts ? this.facts.next(model) : new Facts(model);
    this.playable = this.facts.ask(services).length > 0;
    this.stale = true;
    if (this.wanted) this.catchUp();
    else this.load(this.motion);
  }

  private catchUp(): void {
    this.wanted = true;
    if (!this.stale || !this.facts) return;
    this.stale = false;
    const { elements, links } = this.facts;
    const exists = (id: Id): boolean => Object.hasOwn(elements, id) || Object.hasOwn(links, id);
    const kept = this.motion.interventions.list.filter((each) => exists(each.id));
    this.load(new FirstMotion(new FactsWorld(this.facts), new Interventions(kept)));
  }

  get status(): PlayerStatus { return this.player.status; }

  play(): void { this.catchUp(); this.player.play(); }
  pause(): void { this.player.pause(); }
  toggle(): void { this.catchUp(); this.player.toggle(); }
  step(): void { this.catchUp(); this.player.step(); }
  seek(seconds: number): void { this.catchUp(); this.player.seek(seconds); }
  setSpeed(factor: number): void { this.player.setSpeed(factor); }

  /** Fails what works, recovers what failed. A group or counted element means all its members. */
  toggleFailed(ids: readonly Id[]): void {
    const failed = this.failedNow();
    const action = ids.every((id) => failed.has(id)) ? 'recover' : 'fail';
    for (const id of ids) if (failed.has(id) === (action === 'recover')) this.act(id, action);
  }

  act(id: Id, action: 'fail' | 'recover'): void {
    this.catchUp();
    const at = this.player.status.time;
    this.load(this.motion.after(this.motion.interventions.with({ at, id, action })));
  }

  recoverAll(): void {
    this.load(this.motion.after(this.motion.interventions.withAllRecovered(this.player.status.time)));
  }

  failedNow(): ReadonlySet<Id> {
    return this.motion.interventions.failedAt(this.player.status.time);
  }

  private load(motion: FirstMotion): void {
    this.motion = motion;
    this.player.load(motion);
  }

  private keepTicking(playing: boolean): void {
    if (playing === (this.frame !== 0)) return;
    if (!playing) {
      cancelAnimationFrame(this.frame);
      this.frame = 0;
      return;
    }
    let before: number | undefined;
    const tick = (now: number): void => {
      this.frame = requestAnimationFrame(tick);
      this.player.tick(before === undefined ? 0 : (now - before) / 1000);
      before = now;
    };
    this.frame = requestAnimationFrame(tick);
  }
}
