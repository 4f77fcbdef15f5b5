/** Says on stderr how far long work has come, so that nobody takes it for a hang. Silent in pipes and for quick work. */
import { say } from './say.js';
import type { World } from './world.js';

/** Milliseconds before the first word, and between two. */
const PATIENCE = 1000;

export class Progress {
  private last: number;
  private shown = false;

  constructor(private readonly world: Pick<World, 'stderr' | 'now'>, private readonly total: number) {
    this.last = world.now();
  }

  /** So many parts of the work are done. */
  step(done: number): void {
    const now = this.world.now();
    if (!this.world.stderr.isTTY || now - this.last < PATIENCE) return;
    this.last = now;
    this.shown = true;
    this.world.stderr.write(`\r${say('cli.progress', { done, total: this.total })}`);
  }

  end(): void {
    if (this.shown) this.world.stderr.write('\r\u001b[K');
  }
}
