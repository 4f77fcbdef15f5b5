/** Equal ways of which one does not lead there, or not back; and those that all do. */
import { checkFixture } from '../../../support/fixture.js';

const RULE = 'network/multipath-inconsistent';
const check = (text: string): void => checkFixture(text, (rule) => rule.startsWith('network/') && rule !== 'network/static-route-pins');

interface Words {
  /** Statements of the second of two routers side by side. */
  r3?: string;
  /** Of the routers before and behind them. */
  core?: string;
  far?: string;
  flow?: string;
  more?: string;
}

/** The client's router spreads over r2 and r3, the server's spreads the replies. */
function sideBySide({ r3 = 'route 10.0.1.0/24 via core  route 10.0.2.0/24 via far', core = '', far = '', flow = 'tcp/443', more = '' }: Words): string {
  return `zone lan { subnet 10.0.1.0/24  server 앱 { ip 10.0.1.5 } }
zone data { subnet 10.0.2.0/24  server db { ip 10.0.2.5 } }
zone in { subnet 10.1.0.0/24 }
zone out { subnet 10.2.0.0/24 }
router core { interface lan 10.0.1.1  interface in 10.1.0.1  route 10.0.2.0/24 via 10.1.0.2  route 10.0.2.0/24 via 10.1.0.3 ${core} }
router far { interface data 10.0.2.1  interface out 10.2.0.1  route 10.0.1.0/24 via 10.2.0.2  route 10.0.1.0/24 via 10.2.0.3 ${far} }
router r2 { interface in 10.1.0.2  interface out 10.2.0.2  route 10.0.1.0/24 via core  route 10.0.2.0/24 via far }
router r3 { interface in 10.1.0.3  interface out 10.2.0.3  ${r3} }
${more}
flow 앱 -> db over ${flow}
`;
}

const six = (text: string): string => text.replaceAll(/10\.(\d)\.(\d)\.(\d)(\/24)?/g, (_, a: string, b: string, host: string, length?: string) => (length ? `2001:db8:${a}${b}::/64` : `2001:db8:${a}${b}::${host}`));

describe(RULE, () => {
  it('is silent where all equal ways lead there and back', () => {
    check(sideBySide({}));
    check(six(sideBySide({})));
  });

  it('finds a way without a route, and a filter on one of two', () => {
    const lacking = 'route 10.0.1.0/24 via core';
    check(`${sideBySide({ r3: lacking })}//^^^ warning[${RULE}]: Some connections of the flow 앱 -> db fail: one of their equal ways ends at r3`);
    check(`${six(sideBySide({ r3: lacking }))}//^^^ warning[${RULE}]: ends at r3`);
    const filtered = 'route 10.0.1.0/24 via core  route 10.0.2.0/24 via far  stateless  deny any -> any over tcp/443  default allow';
    check(`${sideBySide({ r3: filtered })}//^^^ warning[${RULE}]: Let r3 allow`);
    check(`${sideBySide({ r3: filtered, flow: 'icmp' })}`);
  });

  it('finds a way of the reply that ends', () => check(`${sideBySide({ r3: 'route 10.0.2.0/24 via far' })}//^^^ warning[${RULE}]: fail on the way back`));

  it('finds a way that goes round, and a next hop that is not there', () => {
    check(`${sideBySide({ r3: 'route 10.0.1.0/24 via core  route 10.0.2.0/24 via core' })}//^^^ warning[${RULE}]: goes round`);
    check(`${sideBySide({ core: 'route 10.0.2.0/24 via 10.1.0.9' })}//^^^ warning[${RULE}]: 10.1.0.9`);
  });

  it('is silent about a way that waits for a failure', () => {
    const floating = sideBySide({ r3: '' }).replace('via 10.1.0.3', 'via 10.1.0.3 metric 10').replace('via 10.2.0.3', 'via 10.2.0.3 metric 10');
    check(floating);
  });

  it('leaves a flow to the rule that says why all of it fails', () => {
    const text = sideBySide({ r3: 'route 10.0.1.0/24 via core' }).replace('route 10.0.1.0/24 via core  route 10.0.2.0/24 via far', 'route 10.0.1.0/24 via core');
    check(`${text}//^^^ error[network/no-route]`);
  });

  it('finds one of several targets of a translation that does not take the connection', () => {
    const text = (inbound: string): string => `internet world { users 손님 }
zone dmz { subnet 10.0.1.0/24  web w1 { ip 10.0.1.11 }  web w2 { ip 10.0.1.12 ${inbound} } }
group w active-active { members w1, w2 }
router edge { interface world 203.0.113.2/29  interface dmz 10.0.1.1  dnat 203.0.113.3 over tcp/443 -> w }
link world -- edge
flow 손님 -> 203.0.113.3 over tcp/443
`;
    check(text(''));
    check(`${text('inbound { allow any over tcp/80 }')}//^^^ warning[${RULE}]: ends at w2`);
  });
});

describe('an expectation about equal ways', () => {
  const whole = (text: string, expected: string): void => checkFixture(`${text}${expected}\n`, (rule) => rule === 'intent/expectation-failed');

  it('fails where some connections do', () => {
    whole(sideBySide({}), 'expect 앱 can reach db over tcp/443');
    whole(sideBySide({ r3: 'route 10.0.1.0/24 via core' }), 'expect 앱 can reach db over tcp/443\n//^^^ error[intent/expectation-failed]: Some connections end at r3');
    whole(sideBySide({ r3: 'route 10.0.1.0/24 via core' }), 'expect 앱 cannot reach db over tcp/443\n//^^^ error[intent/expectation-failed]');
  });
});
