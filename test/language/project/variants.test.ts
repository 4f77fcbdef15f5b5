/** What is said of a file whose variants differ: once where it holds in all, else for each variant in which it does, with what is true there. */
import assert from 'node:assert/strict';
import { word } from '#language/messages/word.js';
import type { Finding } from '#language/model/finding.js';
import { findingsOf } from '../../support/fixture.js';

const site = (variants: string): string => `zone a { subnet 10.0.1.0/24  server x { ip 10.0.1.5 } }
zone mid { subnet 10.0.9.0/24 }
zone c { subnet 10.0.3.0/24  server 서버 { ip 10.0.3.5 } }
router r1 { interface a 10.0.1.1  interface mid 10.0.9.1 }
router r2 { interface mid 10.0.9.2  interface c 10.0.3.1 }
flow x -> 서버 over https
${variants}`;

function missing(variants: string): [variant: string | undefined, todo: string][] {
  return findingsOf(site(variants)).findings.filter((each: Finding) => each.rule === 'network/no-route').map((each) => [each.variant, word(each.todo)]);
}

const BY_HAND = 'Add "route 10.0.3.0/24 via r2" to r1.';
const BY_OSPF = 'Let r2 take part in ospf ("routing ospf"), so that r1 learns of 10.0.3.0/24; or write the route by hand on every router that needs it.';

describe('findings of several variants', () => {
  it('are said once where they hold in all', () => assert.deepEqual(missing('variant now { }\nvariant later { server spare }'), [[undefined, BY_HAND]]));

  it('carry their variant where they hold in some', () => {
    const cured = 'refine r1 { route 10.0.3.0/24 via r2 }  refine r2 { route 10.0.1.0/24 via r1 }';
    assert.deepEqual(missing(`variant now { }\nvariant 나중 { ${cured} }`), [['now', BY_HAND]]);
    assert.deepEqual(missing(`variant now { }\nvariant same { server spare }\nvariant 나중 { ${cured} }`), [['now', BY_HAND], ['same', BY_HAND]]);
  });

  it('have the remedy of their own variant, also where the rest reads the same', () => {
    assert.deepEqual(missing('variant now { }\nvariant learning { refine r1 { routing ospf } }'), [['now', BY_HAND], ['learning', BY_OSPF]]);
  });
});
