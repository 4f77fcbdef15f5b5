/** IPv4 beside IPv6: defaults, routes by name, the internet of each, and what flows and expectations ask of both. */
import { expectations, flowsSay, says } from '../../../support/reachability.js';

const halves = (t: string, r1: string, r2: string): string => `
  zone lan { subnet 10.0.1.0/24, 2001:db8:1::/64  server a { ip 10.0.1.5, 2001:db8:1::5 } }
  zone far { subnet 10.0.2.0/24, 2001:db8:2::/64  server b { ip 10.0.2.5, 2001:db8:2::5 } }
  zone t { subnet ${t} }
  router r1 { interface lan 10.0.1.1, 2001:db8:1::1  ${r1} }  router r2 { interface far 10.0.2.1, 2001:db8:2::1  ${r2} }`;
const both = 'interface t 10.9.0.1, 2001:db8:9::1';
const also = 'interface t 10.9.0.2, 2001:db8:9::2';

describe('routes of two families', () => {
  it('know a default of one family by the address that it names', () => {
    const text = halves('10.9.0.0/30, 2001:db8:9::/64', `${both}  route default via 10.9.0.2`, `${also}  route default via r1`);
    says(text, [['a', '10.0.2.5', 'icmp', 'accepted'], ['a', '2001:db8:2::5', 'icmp', 'no-route'], ['b', '2001:db8:1::5', 'icmp', 'no-return-route']]);
    flowsSay(`${text}  flow a -> b over tcp/80`, 'no-route');
  });

  it('lead both families to a neighbour that is named, where both ends of the wire speak them', () => {
    says(halves('10.9.0.0/30, 2001:db8:9::/64', `${both}  route default via r2`, `${also}  route default via r1`), [['a', '10.0.2.5', 'icmp', 'accepted'], ['a', '2001:db8:2::5', 'icmp', 'accepted']]);
    says(halves('10.9.0.0/30', 'interface t 10.9.0.1  route default via r2', 'interface t 10.9.0.2  route default via r1'), [['a', '10.0.2.5', 'icmp', 'accepted'], ['a', '2001:db8:2::5', 'icmp', 'no-route']]);
    says(halves('10.9.0.0/30, 2001:db8:9::/64', `${both}  route default via r2`, 'interface t 10.9.0.2  route default via r1'), [['a', '10.0.2.5', 'icmp', 'accepted'], ['a', '2001:db8:2::5', 'icmp', 'no-route']]);
  });

  it('lead over a named link in the family that it speaks, in both where nobody says', () => {
    const cable = (address: [string, string]): string => `${halves('10.77.0.0/30', `${address[0]}  route default via wan`, `${address[1]}  route default via wan`)}  link r1 -- r2 as wan`;
    says(cable(['', '']), [['a', '10.0.2.5', 'icmp', 'accepted'], ['a', '2001:db8:2::5', 'icmp', 'accepted']]);
    says(cable(['interface wan 10.9.0.0/31', 'interface wan 10.9.0.1/31']), [['a', '10.0.2.5', 'icmp', 'accepted'], ['a', '2001:db8:2::5', 'icmp', 'no-route']]);
    says(cable(['interface wan 10.9.0.0/31, 2001:db8:9::/127', 'interface wan 10.9.0.1/31, 2001:db8:9::1/127']), [['a', '10.0.2.5', 'icmp', 'accepted'], ['a', '2001:db8:2::5', 'icmp', 'accepted']]);
  });
});

describe('two families as questions', () => {
  const dual = (rules: string): string => `zone lan { subnet 10.0.1.0/24, 2001:db8:1::/64  server a { ip 10.0.1.5, 2001:db8:1::5 }  server v4 { ip 10.0.1.6 }  server v6 { ip 2001:db8:1::6 } }
    zone far { subnet 10.0.2.0/24, 2001:db8:2::/64  server b { ip 10.0.2.5, 2001:db8:2::5 } }
    router r { interface lan 10.0.1.1, 2001:db8:1::1  interface far 10.0.2.1, 2001:db8:2::1  ${rules} }`;

  it('ask flows in every family that both ends have', () => {
    const flows = '  flow a -> b over tcp/80  flow v4 -> b over tcp/80  flow v6 -> b over tcp/80';
    flowsSay(dual('') + flows, 'accepted', 'accepted', 'accepted');
    flowsSay(dual('allow 10.0.1.0/24 -> b') + flows, 'denied-by-default', 'accepted', 'denied-by-default');
    flowsSay(dual('allow 2001:db8:1::/64 -> b') + flows, 'denied-by-default', 'denied-by-default', 'accepted');
    flowsSay(`${dual('')}  flow v4 -> v6 over tcp/80`, 'no-route');
  });

  it('need one family for can, and none for cannot', () => {
    const asks = '  expect a can reach b over tcp/80  expect a cannot reach b over tcp/80  expect v6 can reach b over tcp/80  expect v6 cannot reach b over tcp/80';
    for (const [rules, ...answers] of [
      ['', 'holds', 'fails', 'holds', 'fails'],
      ['allow 10.0.1.0/24 -> b', 'holds', 'fails', 'fails', 'holds'],
      ['allow 2001:db8:1::/64 -> b', 'holds', 'fails', 'holds', 'fails'],
      ['deny any -> any', 'fails', 'holds', 'fails', 'holds'],
    ] as const) {
      const found = expectations(dual(rules) + asks);
      if (found.join() !== answers.join()) throw new Error(`${rules}: ${found.join()}`);
    }
  });
});

describe('the internet of IPv6', () => {
  const edge = (words = ''): string => `internet world { users people  server api { ip 2001:db8:ffff::7 } }
    zone lan { subnet 10.0.1.0/24, 2001:db8:1::/64, fd00:1::/64  server a { ip 10.0.1.5, 2001:db8:1::5 }  server u { ip fd00:1::6 } }
    router r { interface world 203.0.113.2/29, 2001:db8:f::2/64  interface lan 10.0.1.1, 2001:db8:1::1, fd00:1::1  ${words} }  link r -- world`;

  it('routes public prefixes to who has them behind it, documentation prefixes among them', () => {
    says(edge(), [
      ['people', '2001:db8:1::5', 'icmp', 'accepted'], ['people', 'a', 'icmp', 'accepted'], ['a', '2001:db8:ffff::7', 'tcp/443', 'accepted'], ['a', 'api', 'tcp/443', 'accepted'],
      ['a', '2606:4700::1111', 'tcp/443', 'accepted'], ['people', '2001:db8:1::99', 'icmp', 'no-neighbour'],
    ]);
  });

  it('never carries unique local addresses, unless they are translated', () => {
    says(edge(), [['people', 'u', 'icmp', 'no-route'], ['u', 'api', 'tcp/443', 'no-return-route'], ['people', 'fd00:1::6', 'icmp', 'no-route']]);
    says(edge('masquerade fd00:1::/64'), [['u', 'api', 'tcp/443', 'accepted'], ['people', 'u', 'icmp', 'no-route']]);
    says(edge('snat fd00:1::/64 to 2001:db8:f::9'), [['u', 'api', 'tcp/443', 'accepted']]);
    says(edge('dnat 2001:db8:f::8 over tcp/443 -> u over tcp/8443'), [['people', 'u', 'tcp/443', 'accepted'], ['people', 'u', 'tcp/22', 'no-route']]);
  });

  it('translates a family into itself only', () => {
    says(edge('dnat 2001:db8:f::8 -> 10.0.1.5  snat lan to 203.0.113.3'), [['people', '2001:db8:f::8', 'tcp/443', 'no-route'], ['a', '8.8.8.8', 'icmp', 'accepted'], ['u', 'api', 'icmp', 'no-return-route']]);
  });
});
