/** Health checks, heartbeats and replications that the network stops, and those that it carries. */
import { checkFixture } from '../../../support/fixture.js';

const RULE = 'redundancy/check-not-carried';
const check = (text: string): void => checkFixture(text, (rule) => rule === RULE);

/** Two databases in two zones behind a firewall that allows these. */
const apart = (rules: string, words: string, mark = ''): string => `zone a { subnet 10.0.1.0/24  database 가 { software mysql  ip 10.0.1.5 } }
zone b { subnet 10.0.2.0/24  database 나 { software mysql  ip 10.0.2.5 } }
firewall fw { interface a 10.0.1.1  interface b 10.0.2.1  ${rules} }
group db active-standby { members 가, 나
  ${words}
${mark}
}`;

describe(RULE, () => {
  it('finds a heartbeat that is stopped in one direction', () => {
    check(apart('', 'heartbeat every 1s timeout 3s', `//^^^ error[${RULE}]: heartbeat of db from 가 to 나`));
    check(apart('allow 가 -> 나', 'heartbeat every 1s timeout 3s', `//^^^ error[${RULE}]: from 나 to 가`));
    check(apart('allow 가 -> 나  allow 나 -> 가', 'heartbeat every 1s timeout 3s'));
  });

  it('finds a replication that is stopped in both', () => {
    check(apart('', 'replicate 가 -> 나 sync', `//^^^ error[${RULE}]: replication`));
    check(apart('allow 가 -> 나 over mysql', 'replicate 가 -> 나 sync'));
    check(apart('allow 나 -> 가 over mysql', 'replicate 가 -> 나 sync'));
  });

  it('finds a check at another port than is open, IPv6 too', () => {
    const lb = (port: string, mark = ''): string => `zone z { subnet 2001:db8:1::/64
  loadbalancer lb { ip 2001:db8:1::10
    balance web { check ${port} every 2s }
${mark}
  }
  server web count 2 { ip from 2001:db8:1::20  inbound { allow lb over tcp/8080 } }
}`;
    check(lb('tcp/9090', `//^^^ error[${RULE}]: from lb to web#1 (tcp/9090)`));
    check(lb('tcp/8080'));
  });

  it('is silent where nothing is said of the network', () => check('server a\nserver b\ngroup g active-standby { members a, b  heartbeat every 1s timeout 3s }'));

  it('leaves it to the flow that is told already', () => check(`zone z { subnet 10.0.1.0/24
  loadbalancer lb { ip 10.0.1.10  balance web { check tcp/8080 every 2s } }
  server web count 2 { ip from 10.0.1.21  inbound { allow lb over tcp/80 } }
}
flow lb -> web over tcp/8080`));
});
