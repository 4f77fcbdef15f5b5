/**
 * Time in the preview: seconds of the thing that is played, which run as fast as the reader wants and only while it
 * plays. It never asks for the real time; whoever drives it says how much of it has passed.
 */
export const SLOWEST = 0.125;
/** A year in half a minute. */
export const FASTEST = 1_000_000;

export class VirtualClock {
  private seconds = 0;
  private factor = 1;
  private isRunning = false;

  /** @param end where time stops, in seconds; Infinity where it never does. */
  constructor(private end: number) {}

  get now(): number { return this.seconds; }
  get speed(): number { return this.factor; }
  get running(): boolean { return this.isRunning; }
  get atEnd(): boolean { return this.seconds >= this.end; }

  start(): void {
    if (this.atEnd) this.seconds = 0;
    this.isRunning = true;
  }

  stop(): void {
    this.isRunning = false;
  }

  /** Kept between `SLOWEST` and `FASTEST`. */
  setSpeed(factor: number): void {
    if (Number.isFinite(factor)) this.factor = Math.min(FASTEST, Math.max(SLOWEST, factor));
  }

  seek(seconds: number): void {
    if (Number.isNaN(seconds)) return;
    this.seconds = Math.min(this.end, Math.max(0, seconds));
  }

  /** Real time has passed. */
  advance(realSeconds: number): void {
    if (!this.isRunning || !(realSeconds > 0)) return;
    this.seek(this.seconds + realSeconds * this.factor);
    if (this.atEnd) this.isRunning = false;
  }

  setEnd(end: number): void {
    this.end = Math.max(0, end);
    this.seek(this.seconds);
  }
}
