/** Routes and gateways that name one of several, and the ways of naming all of them. */
import assert from 'node:assert/strict';
import { checkFixture } from '../../../support/fixture.js';
import { repairsOf } from '../../../support/repairs.js';

const RULE = 'network/static-route-pins';
const check = (text: string): void => checkFixture(text, (rule) => rule === RULE);

const core = (edge: string, vip = 'vip 10.0.0.1', lan = ''): string => `zone transit { subnet 10.0.0.0/24  ${lan} }
zone servers { subnet 10.0.1.0/24 }
router core count 2 active-standby { heartbeat every 1s timeout 3s  ${vip}
  instance 1 { interface transit 10.0.0.2  interface servers 10.0.1.2 }
  instance 2 { interface transit 10.0.0.3  interface servers 10.0.1.3 }
}
router edge { interface transit 10.0.0.9
  ${edge}
}`;
const mark = `\n//^^^ warning[${RULE}]: names core#1 alone, though core#2 stands in for it in core`;

describe(RULE, () => {
  it('finds a route to the address of one member, or to its name', () => {
    check(core(`route 10.0.1.0/24 via 10.0.0.2${mark}`));
    check(core(`route default via core#1${mark}`, ''));
    check(core('route 10.0.1.0/24 via 10.0.0.3').replace('via 10.0.0.3', `via 10.0.0.3\n//^^^ warning[${RULE}]: names core#2 alone`));
  });

  it('finds a gateway of a place and of a host', () => {
    check(core('', 'vip 10.0.0.1', `\n  gateway 10.0.0.2\n//^^^ warning[${RULE}]: The gateway of transit is core#1 alone\n`));
    check(core('', 'vip 10.0.0.1', `server 웹 { ip 10.0.0.20\n  gateway 10.0.0.2\n//^^^ warning[${RULE}]: The gateway of 웹\n}`));
  });

  it('is content with the address that moves, the group, a route for each, and a lone router', () => {
    for (const words of ['route 10.0.1.0/24 via 10.0.0.1', 'route 10.0.1.0/24 via core', 'route 10.0.1.0/24 via 10.0.0.2  route 10.0.1.0/24 via 10.0.0.3', 'route 10.0.1.0/24 via 10.0.0.1  route 10.0.1.0/24 via 10.0.0.2']) check(core(words));
    check('zone t { subnet 10.0.0.0/24 }\nrouter r { interface t 10.0.0.1 }\nrouter e { interface t 10.0.0.9  route default via 10.0.0.1 }');
  });

  it('is content where the other one is not on that wire', () => check(`zone t { subnet 10.0.0.0/24 }
zone s { subnet 10.0.1.0/24 }
router r1 { interface t 10.0.0.2 }
router r2 { interface s 10.0.1.3 }
group g active-active { members r1, r2 }
router e { interface t 10.0.0.9  route default via 10.0.0.2 }`));

  it('finds one of two cables to the same neighbour', () => {
    const two = (routes: string): string => `router a { ${routes} }\nrouter b\nlink a -- b as first\nlink a -- b as second`;
    check(two(`\nroute 10.0.0.0/8 via first\n//^^^ warning[${RULE}]: over first alone, though second leads\n`));
    check(two('route 10.0.0.0/8 via first  route 10.0.0.0/8 via second'));
  });

  it('leads it to the address that moves', () => {
    assert.match(repairsOf(RULE, core('route 10.0.1.0/24 via 10.0.0.2'))[0]!, /route 10\.0\.1\.0\/24 via 10\.0\.0\.1\n/);
    assert.deepEqual(repairsOf(RULE, core('route 10.0.1.0/24 via 10.0.0.2', '')), []);
  });
});
