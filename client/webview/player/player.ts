/** Plays a `Playable`: play, pause, step, speed, seek. Real time comes in through `tick`; it owns no timer. */
import type { Playable } from './playable.js';
import { VirtualClock } from './virtual-clock.js';

export interface PlayerStatus {
  playing: boolean;
  /** Seconds of what is played. */
  time: number;
  duration: number;
  speed: number;
}

/** A pause of the page (another tab, a breakpoint) is not played back in one leap: longer frames count as this, in seconds. */
export const LONGEST_FRAME = 0.25;

export class Player<State> {
  private readonly clock: VirtualClock;
  private readonly listeners = new Set<(state: State, status: PlayerStatus) => void>();

  constructor(private playable: Playable<State>) {
    this.clock = new VirtualClock(playable.duration);
  }

  get status(): PlayerStatus {
    return { playing: this.clock.running, time: this.clock.now, duration: this.playable.duration, speed: this.clock.speed };
  }

  get state(): State {
    return this.playable.stateAt(this.clock.now);
  }

  /** Told after every change of time, state or status. */
  onChange(listener: (state: State, status: PlayerStatus) => void): () => void {
    this.listeners.add(listener);
    return () => { this.listeners.delete(listener); };
  }

  play(): void { this.change(() => this.clock.start()); }
  pause(): void { this.change(() => this.clock.stop()); }
  toggle(): void { if (this.clock.running) this.pause(); else this.play(); }
  seek(seconds: number): void { this.change(() => this.clock.seek(seconds)); }
  setSpeed(factor: number): void { this.change(() => this.clock.setSpeed(factor)); }

  /** To the next moment at which something happens; playing stops. */
  step(): void {
    const next = this.playable.nextStep(this.clock.now);
    this.change(() => {
      this.clock.stop();
      if (next !== undefined) this.clock.seek(next);
    });
  }

  /** Real seconds have passed since the last tick. */
  tick(realSeconds: number): void {
    if (this.clock.running) this.change(() => this.clock.advance(Math.min(realSeconds, LONGEST_FRAME)));
  }

  /** Something else to play, from the moment where the reader is, or from another. */
  load(playable: Playable<State>, at = this.clock.now): void {
    this.change(() => {
      this.playable = playable;
      this.clock.setEnd(playable.duration);
      this.clock.seek(at);
    });
  }

  private change(act: () => void): void {
    act();
    const { state, status } = this;
    for (const listener of [...this.listeners]) listener(state, status);
  }
}
