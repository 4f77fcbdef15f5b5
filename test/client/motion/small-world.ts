/** A world made by hand: users ask lb (two, the second in reserve), which asks web#1 and web#2 in turn, which ask db. */
import type { Call, Target, Way, World } from '#language/simulation/world/world.js';

const one = (id: string): Target => ({ id, members: [id], choice: 'first-working', need: 1 });
const call = (flow: string, target: Target, more: Partial<Call> = {}): Call =>
  ({ flow, targets: [target], share: 1, optional: false, async: false, needs: [], ...more });

export interface Wish {
  /** Of the flow from web to db. */
  toDatabase?: Partial<Call>;
  webNeed?: number;
  standby?: Target['choice'];
}

export function smallWorld(wish: Wish = {}): World {
  const balancers: Target = { id: 'lb', members: ['lb#1', 'lb#2'], choice: wish.standby ?? 'first-working', need: 1 };
  const webs: Target = { id: 'web', members: ['web#1', 'web#2'], choice: 'in-turn', need: wish.webNeed ?? 1 };
  const calls: Record<string, Call[]> = {
    users: [call('shop', balancers)],
    'lb#1': [call('to-web', webs)],
    'lb#2': [call('to-web', webs)],
    'web#1': [call('to-db', one('db'), wish.toDatabase)],
    'web#2': [call('to-db', one('db'), wish.toDatabase)],
  };
  // From the users there are two cables, through edge1 and edge2; everything else is one step.
  const direct = (from: string, to: string): Way => ({ forward: [{ to, links: [`${from}--${to}`] }], back: [{ to: from, links: [`${from}--${to}`] }] });
  return {
    services: [{ flow: 'shop', title: 'shop', sources: ['users'] }],
    calls: (element) => calls[element] ?? [],
    way: (_flow, from, to, down) => {
      if (from !== 'users') return down.has(`${from}--${to}`) ? undefined : direct(from, to);
      const edge = ['edge1', 'edge2'].find((each) => !down.has(each));
      if (!edge) return undefined;
      return {
        forward: [{ to: edge, links: [`wan-${edge}`] }, { to, links: [] }],
        back: [{ to: edge, links: [] }, { to: from, links: [`wan-${edge}`] }],
      };
    },
    fallout: (failed) => ({
      down: failed,
      broken: failed,
      elements: [],
      promoted: [],
      services: failed.has('db') ? [{ id: 'shop', title: 'shop', reason: 'db is down', story: [] }] : [],
    }),
  };
}
