/** Request and reply through different stateful filters: always, by chance, or not at all. */
import { checkFixture } from '../../../support/fixture.js';

const RULE = 'network/asymmetric-path';
/** That gateways name one firewall of a pair is a finding of its own, and how paths become asymmetric. */
const check = (text: string): void => checkFixture(text, (rule) => rule.startsWith('network/') && rule !== 'network/static-route-pins');

/** Two firewalls side by side; `back` is the gateway of the target. */
function pair(words: { back: string; fw?: string; flow?: string; more?: string }): string {
  return `zone lan { subnet 10.0.1.0/24  gateway 10.0.1.1  server 앱 { ip 10.0.1.5 } }
zone data { subnet 10.0.2.0/24  gateway ${words.back}  server db { ip 10.0.2.5 } }
firewall fw1 { interface lan 10.0.1.1  interface data 10.0.2.1  default allow  ${words.fw ?? ''} }
firewall fw2 { interface lan 10.0.1.2  interface data 10.0.2.2  default allow  ${words.fw ?? ''} }
${words.more ?? ''}
flow 앱 -> db over ${words.flow ?? 'tcp/80'}
`;
}

/** A client's router with two equal routes to the servers' router, each through a firewall. */
function equalWays(more = '', metric = ''): string {
  return `zone lan { subnet 10.0.1.0/24  server a { ip 10.0.1.5 } }
zone far { subnet 10.0.2.0/24  server b { ip 10.0.2.5 } }
zone in { subnet 10.1.0.0/24 }
zone out { subnet 10.2.0.0/24 }
router r1 { interface lan 10.0.1.1  interface in 10.1.0.1  route 10.0.2.0/24 via 10.1.0.11  route 10.0.2.0/24 via 10.1.0.12 ${metric} }
router r2 { interface far 10.0.2.1  interface out 10.2.0.1  route 10.0.1.0/24 via 10.2.0.11  route 10.0.1.0/24 via 10.2.0.12 ${metric} }
firewall f1 { interface in 10.1.0.11  interface out 10.2.0.11  default allow  route 10.0.1.0/24 via 10.1.0.1  route 10.0.2.0/24 via 10.2.0.1 }
firewall f2 { interface in 10.1.0.12  interface out 10.2.0.12  default allow  route 10.0.1.0/24 via 10.1.0.1  route 10.0.2.0/24 via 10.2.0.1 }
${more}
flow a -> b over tcp/80
`;
}

describe(RULE, () => {
  it('finds a reply that comes back through another firewall', () => check(`${pair({ back: '10.0.2.2' })}//^^^ error[${RULE}]: take different stateful filters`));

  it('is silent where both directions take one, share state, or keep none', () => {
    check(pair({ back: '10.0.2.1' }));
    check(pair({ back: '10.0.2.2', more: 'group fw active-active { members fw1, fw2 }' }));
    check(pair({ back: '10.0.2.2', fw: 'stateless' }));
  });

  it('finds it for echo requests and over IPv6; a filter takes the answer to a datagram for a new one', () => {
    check(`${pair({ back: '10.0.2.2', flow: 'icmp' })}//^^^ error[${RULE}]: take different stateful filters`);
    check(pair({ back: '10.0.2.2', flow: 'udp/53' }));
    const six = (back: string, flow = 'tcp/80'): string => pair({ back, flow }).replaceAll(/10\.0\.(\d)\.(\d)(\/24)?/g, (_, net: string, host: string, length?: string) => (length ? `2001:db8:${net}::/64` : `2001:db8:${net}::${host}`));
    check(`${six('10.0.2.2')}//^^^ error[${RULE}]: take different stateful filters`);
    check(`${six('10.0.2.2', 'icmp')}//^^^ error[${RULE}]`);
    check(six('10.0.2.1'));
    check(six('10.0.2.2', 'udp/53'));
  });

  it('leaves a datagram whose answer no rule allows to the rule that speaks of replies', () => {
    const text = pair({ back: '10.0.2.2', flow: 'udp/53' }).replace('10.0.2.2  default allow', '10.0.2.2  allow 앱 -> db over udp/53');
    check(`${text}//^^^ error[network/no-return-route]`);
  });

  it('warns of equal ways through filters that do not share their state', () => check(`${equalWays()}//^^^ warning[${RULE}]: f1 and f2 see only one direction`));

  it('warns of a filter in the line of one of two equal ways that the reply goes past', () => {
    const text = (fw: string): string => `zone lan { subnet 10.0.1.0/24  server a { ip 10.0.1.5 } }
zone far { subnet 10.0.2.0/24  server b { ip 10.0.2.5 } }
zone t1 { subnet 10.1.0.0/30 }
zone t2 { subnet 10.2.0.0/30 }
router r1 { interface lan 10.0.1.1  interface t1 10.1.0.1  interface t2 10.2.0.1  route 10.0.2.0/24 via 10.1.0.2  route 10.0.2.0/24 via 10.2.0.2 }
router r2 { interface far 10.0.2.1  interface t1 10.1.0.2  interface t2 10.2.0.2  route 10.0.1.0/24 via 10.1.0.1 }
firewall fw { default allow  ${fw} }
link r1 -- fw -- t2
flow a -> b over tcp/80
`;
    check(`${text('')}//^^^ warning[${RULE}]: fw sees only one direction`);
    check(text('stateless'));
  });

  it('is silent about an echo request that may come past a filter on its way alone', () => {
    const text = (flow: string): string => equalWays('', '').replace('route 10.0.1.0/24 via 10.2.0.11  route 10.0.1.0/24 via 10.2.0.12', 'route 10.0.1.0/24 via 10.2.0.12').replace('interface out 10.2.0.12  default allow', 'interface out 10.2.0.12  default allow  stateless').replace('over tcp/80', `over ${flow}`);
    check(`${text('tcp/80')}//^^^ warning[${RULE}]: f1 sees only one direction`);
    check(text('icmp'));
  });

  it('is silent where they share it, or where one way waits for the other to fail', () => {
    check(equalWays('group pair active-active { members f1, f2 }'));
    check(equalWays('', 'metric 10'));
  });
});
