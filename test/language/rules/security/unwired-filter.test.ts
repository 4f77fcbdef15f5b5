/** A filter beside the line, and filters that only look so because something else stops the traffic. */
import { checkFixture } from '../../../support/fixture.js';

const check = (text: string): void => checkFixture(text, (rule) => rule === 'security/unwired-filter' || rule.startsWith('model/'));

/** A site behind a firewall and a router; `route` is what the router knows of the outside. */
const site = (route: string, firewall = 'link world -- 방화벽 -- 라우터 as in'): string => `internet world { server far { ip 198.51.100.9 } }
  firewall 방화벽 { allow any }
  router 라우터 { interface world-side 203.0.113.2/29  interface lan 10.0.0.1  masquerade lan ${route} }
  zone lan { subnet 10.0.0.0/24  server a { ip 10.0.0.5 }  server b { ip 10.0.0.6 } }
  ${firewall}
  flow a -> b over https
  flow a -> far over https`;

describe('security/unwired-filter', () => {
  it('speaks of a firewall that hangs on one cable beside the line', () => {
    check(`internet world { users people }
firewall fw { allow any }
//^^^ warning[security/unwired-filter]: No path passes fw
router edge { interface world 203.0.113.2/29  interface lan 10.0.0.1  dnat 203.0.113.3 over https -> web }
zone lan { subnet 10.0.0.0/24  web web { ip 10.0.0.5 } }
l2switch sw
link world -- edge
link sw -- fw
flow people -> web over https`);
  });

  it('speaks of it where another flow fails as well', () => {
    check(`internet world { users people }
firewall fw { allow any }
//^^^ warning[security/unwired-filter]: No path passes fw
router edge { interface world 203.0.113.2/29  interface lan 10.0.0.1  dnat 203.0.113.3 over https -> web }
zone lan { subnet 10.0.0.0/24  web web { ip 10.0.0.5 }  database db { ip 10.9.0.5/24  software mysql } }
link world -- edge
link fw -- lan
flow people -> web over https
flow web -> db over mysql`);
  });

  it('is silent of one that cables lead through, where the traffic ends before it', () => {
    check(site('route default blackhole').replace('as in', '').replace('interface world-side', 'interface world'));
  });
});
