/** Lays scenes out in a thread of its own: whoever types is not kept waiting by a picture. */
import { parentPort } from 'node:worker_threads';
import { KeptLayouts } from '#language/scene/index.js';
import type { LayoutOrder, LayoutReply } from './layout-thread.js';

const kept = new KeptLayouts();

parentPort!.on('message', ({ number, scene }: LayoutOrder) => {
  parentPort!.postMessage(reply(number, scene));
});

function reply(number: number, scene: LayoutOrder['scene']): LayoutReply {
  try {
    return { number, laidOut: kept.layOut(scene) };
  } catch (thrown) {
    return { number, reason: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}
