/**
 * A thread that lays pictures out, begun with the first of them. Where it cannot be begun, or ends before it answers,
 * they are laid out here.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { KeptLayouts, LaidOutScene, Scene } from '#language/scene/index.js';

export interface LayoutOrder {
  number: number;
  scene: Scene;
}

export interface LayoutReply {
  number: number;
  laidOut?: LaidOutScene;
  /** Why there is none. */
  reason?: string;
}

interface Waiting {
  scene: Scene;
  resolve(laidOut: LaidOutScene | Promise<LaidOutScene>): void;
  reject(thrown: Error): void;
}

export class LayoutThread {
  private worker: Worker | undefined;
  private lost = false;
  private number = 0;
  private readonly waiting = new Map<number, Waiting>();
  private here: KeptLayouts | undefined;

  /** @param folder where the bundled program of the thread is. */
  constructor(private readonly folder: string) {}

  layOut(scene: Scene): Promise<LaidOutScene> {
    const worker = this.running();
    if (!worker) return this.layOutHere(scene);
    return new Promise((resolve, reject) => {
      const number = this.number += 1;
      this.waiting.set(number, { scene, resolve, reject });
      worker.postMessage({ number, scene } satisfies LayoutOrder);
    });
  }

  close(): void {
    this.lost = true;
    void this.worker?.terminate();
  }

  private running(): Worker | undefined {
    if (this.lost || this.worker) return this.lost ? undefined : this.worker;
    const path = join(this.folder, 'layout-worker.cjs');
    if (!existsSync(path)) {
      this.lost = true;
      return undefined;
    }
    const worker = new Worker(path);
    // It has nothing to say that would keep a process alive whose work is done.
    worker.unref();
    worker.on('message', (reply: LayoutReply) => this.receive(reply));
    worker.on('error', () => this.lose());
    worker.on('exit', () => this.lose());
    return this.worker = worker;
  }

  private receive({ number, laidOut, reason }: LayoutReply): void {
    const waiting = this.waiting.get(number);
    this.waiting.delete(number);
    if (laidOut) waiting?.resolve(laidOut);
    else waiting?.reject(new Error(reason));
  }

  private lose(): void {
    this.lost = true;
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    for (const { scene, resolve } of waiting) resolve(this.layOutHere(scene));
  }

  /** What draws is loaded where it must be: it is larger than all the rest. */
  private async layOutHere(scene: Scene): Promise<LaidOutScene> {
    const { KeptLayouts: Kept } = await import('#language/scene/index.js');
    this.here ??= new Kept();
    return this.here.layOut(scene);
  }
}
