/** Both directions of a cable serve by themselves, first in, first out, whoever sends over it: reckoned by hand. */
import assert from 'node:assert/strict';
import { outcomeOf } from './outcomes.js';

const model = (scenario: string, link = 'a -- b'): string => `
  server a { service asks service answers } server b { service asks service answers }
  link ${link} as cable { bandwidth 1Gbps }
  flow a.asks -> b.answers over tcp/80 as there
  flow b.asks -> a.answers over tcp/80 as back
  scenario "s" { ${scenario} }`;

const longest = (text: string, flow: string): number => outcomeOf(text).percentile(flow, 1)! * 1000;
const near = (actual: number, expected: number): void => assert.ok(Math.abs(actual - expected) < expected * 0.008, `${actual} ms instead of ${expected}`);

describe('a cable', () => {
  // 12.5 MB take 100 ms in each direction.
  for (const link of ['a -- b', 'b -- a']) {
    it(`lets requests from both of its ends pass each other (${link})`, () => {
      const both = model('load there burst 1 every 1s for 5s size 12.5MB  load back burst 1 every 1s for 5s size 12.5MB', link);
      near(longest(both, 'there'), 200);
      near(longest(both, 'back'), 200);
    });

    it(`makes answers wait for requests that go the same way (${link})`, () => {
      // The request from b sets out when the answer to a would: one of them waits.
      const both = model('load there burst 1 every 10s for 5s size 12.5MB  at 50ms load back burst 1 every 10s for 5s size 12.5MB', link);
      // From b: under way from 50 to 150 ms. The answer to a, ready at 100 ms, follows from 150 to 250 ms; that to b, ready at 150 ms, goes the other way at once.
      near(longest(both, 'there'), 250);
      near(longest(both, 'back'), 200);
    });
  }

  it('is told apart by its ends through a switch, too', () => {
    const text = `zone lan { subnet 10.0.0.0/24 } l2switch sw
      server a { ip 10.0.0.1 service asks service answers } server b { ip 10.0.0.2 } server c { ip 10.0.0.3 }
      link sw -- a { bandwidth 1Gbps } link b -- sw { bandwidth 1Gbps } link c -- sw { bandwidth 1Gbps }
      flow a.asks -> b over tcp/80 as out
      flow c -> a.answers over tcp/80 as in
      scenario "s" { load out burst 1 every 1s for 5s size 12.5MB  load in burst 1 every 1s for 5s size 12.5MB }`;
    // At a's cable the request out goes at 0, the request in comes at 100 ms; its answer goes from 200 ms, that of the first comes at 300 ms.
    near(longest(text, 'out'), 400);
    near(longest(text, 'in'), 400);
  });
});
