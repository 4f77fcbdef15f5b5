/** The ends of a subnet that no host may have, by family and by length. */
import { checkFixture } from '../../../support/fixture.js';

const check = (text: string): void => checkFixture(text, (id) => id === 'network/reserved-address');

describe('network/reserved-address', () => {
  it('knows both ends of an IPv4 subnet, and the first of an IPv6 one (RFC 4291: the routers\' anycast)', () => {
    check(`zone lan { subnet 10.0.0.0/24  server a { ip 10.0.0.0 } }
//                                           ^^^^^^^^ error[network/reserved-address]: network address`);
    check(`zone 망 { subnet 10.0.0.0/25  server 가 { ip 10.0.0.127 } }
//^^^ error[network/reserved-address]: broadcast address`);
    check(`zone lan { subnet 2001:db8::/64  server a { ip 2001:db8:: } }
//^^^ error[network/reserved-address]: 2001:db8::/64`);
    check('zone lan { subnet 2001:db8::/64  server a { ip 2001:db8::ffff:ffff:ffff:ffff } }');
  });

  it('leaves the ends of links between two alone (RFC 3021, RFC 6164) and of single addresses', () => {
    check('zone link { subnet 10.0.0.0/31  router a { interface link 10.0.0.0 }  router b { interface link 10.0.0.1 } }');
    check('zone link { subnet 2001:db8::/127  router a { interface link 2001:db8:: }  router b { interface link 2001:db8::1 } }');
    check('zone one { subnet 10.0.0.7/32  server a { ip 10.0.0.7 } }');
    check(`zone link { subnet 2001:db8::/126  router a { interface link 2001:db8:: }  router b { interface link 2001:db8::1 } }
//^^^ error[network/reserved-address]`);
  });
});
