/** Translations that lead nowhere, and those that lead somewhere by more than one step. */
import { checkFixture } from '../../../support/fixture.js';

const RULE = 'network/nat-target-unreachable';
const check = (text: string): void => checkFixture(text, (rule) => rule.startsWith('network/'));

interface Words { dnat: string; rules: string; more: string; flows: string; route: string }

/** An edge with a DMZ, and a data segment behind a core. */
function site(words: Partial<Words>): string {
  return `internet world { users people }
firewall edge {
  interface world 203.0.113.1/29
  interface dmz 10.0.1.1
  ${words.dnat ?? ''}
  ${words.rules ?? 'default allow'}
  ${words.route ?? 'route 10.0.2.0/24 via core'}
}
router core { interface dmz 10.0.1.2  interface data 10.0.2.1  route default via edge }
zone dmz { subnet 10.0.1.0/24  gateway 10.0.1.1  server 웹 { ip 10.0.1.5 } }
zone data { subnet 10.0.2.0/24  server app { ip 10.0.2.5 } }
link world -- edge
${words.flows ?? ''}
${words.more ?? ''}`;
}

const marked = (dnat: string, said = ''): string => `${dnat}\n//^^^ error[${RULE}]: ${said}`;

describe(RULE, () => {
  it('finds an address that nobody has', () => {
    check(site({ dnat: marked('dnat 203.0.113.2 -> 10.0.1.77', 'nobody has 10.0.1.77') }));
    check(site({ dnat: marked('dnat 203.0.113.2 over https -> 192.168.7.7') }));
  });

  it('tells the flow that was meant to come that way with it', () => {
    check(site({ dnat: marked('dnat 203.0.113.2 over https -> 10.0.1.77'), flows: 'flow people -> 웹 over https' }));
    check(site({ dnat: marked('dnat 203.0.113.2 over https -> 10.0.1.77'), flows: 'flow people -> 203.0.113.2 over https' }));
  });

  it('leaves another flow to its own rule', () => check(site({ dnat: marked('dnat 203.0.113.2 over https -> 10.0.1.77'), flows: `flow people -> 웹 over ftp\n//^^^ error[network/no-route]` })));

  it('finds a target of the other family', () => check(site({ dnat: marked('dnat 203.0.113.2 -> six', 'another address family'), more: 'zone v6 { subnet 2001:db8:6::/64  server six { ip 2001:db8:6::5 } }' })));

  it('finds an address of the other family', () => check(site({ dnat: marked('dnat 203.0.113.2 -> 2001:db8:6::5', 'another address family'), more: 'zone v6 { subnet 2001:db8:6::/64  server six { ip 2001:db8:6::5 } }' })));

  it('finds a target behind no route', () => check(site({ dnat: marked('dnat 203.0.113.2 -> app', 'has no way to app'), route: '' })));

  it('leaves a missing route to the flow that needs it', () => check(site({ dnat: 'dnat 203.0.113.2 -> app', route: '', flows: 'flow people -> app over https\n//^^^ error[network/no-route]' })));

  it('finds what the device\'s own later filter denies', () => {
    check(site({ dnat: marked('dnat 203.0.113.2 over tcp/443 -> 웹 over tcp/8443', 'own rules allow nothing'), rules: 'allow any -> 웹 over tcp/443' }));
    check(site({ dnat: marked('dnat 203.0.113.2 over tcp/443 -> 웹'), rules: 'allow any -> app over tcp/443' }));
    check(site({ dnat: 'dnat 203.0.113.2 over tcp/443 -> 웹', rules: 'allow any -> app over tcp/443', flows: 'flow people -> 웹 over tcp/443\n//^^^ error[network/flow-denied]' }));
  });

  it('finds IPv6', () => check(`internet world
router r { interface world 2001:db8::1/64  interface lan 2001:db8:1::1
  dnat 2001:db8::2 over tcp/443 -> fd00::9
//^^^ error[${RULE}]
}
zone lan { subnet 2001:db8:1::/64  server a { ip 2001:db8:1::5 } }
link r -- world`));

  it('is silent about translations that lead somewhere', () => {
    for (const dnat of ['dnat 203.0.113.2 -> 웹', 'dnat 203.0.113.2 over tcp/443 -> 10.0.1.5 over tcp/8443', 'dnat 203.0.113.2 -> app', 'dnat 203.0.113.2 -> 10.0.2.5', 'dnat 203.0.113.2 over tcp/8000-8010 -> app over tcp/9000-9010', 'dnat 203.0.113.2 over https -> 198.51.100.9']) check(site({ dnat }));
    check(site({ dnat: 'dnat 203.0.113.2 over tcp/443 -> 웹 over tcp/8443', rules: 'allow any -> 웹 over tcp/8443' }));
    check(site({ dnat: 'dnat 203.0.113.2 -> 웹', rules: 'deny any -> 웹 over ssh  allow any -> dmz' }));
  });

  it('follows several translations in a row, and virtual addresses', () => {
    check(`internet world
router outer { interface world 203.0.113.1/29  interface transit 10.9.0.1  dnat 203.0.113.2 -> 10.9.0.50 }
router inner { interface transit 10.9.0.2  interface lan 10.0.1.1  dnat 10.9.0.50 -> web  route default via outer }
zone transit { subnet 10.9.0.0/24 }
zone lan { subnet 10.0.1.0/24  server web { ip 10.0.1.5 } }
link outer -- world`);
    check(site({ dnat: 'dnat 203.0.113.2 -> 10.0.1.9', more: 'group lb active-standby { members 웹, 웹2  vip 10.0.1.9 }\nserver 웹2 { ip 10.0.1.6 }\nlink 웹2 -- dmz' }));
  });

  it('tells of several in a row the one that leads nowhere', () => check(`internet world { users people }
router outer { interface world 203.0.113.1/29  interface transit 10.9.0.1  dnat 203.0.113.2 over https -> 10.9.0.2 }
router inner { interface transit 10.9.0.2  interface lan 10.0.1.1  dnat 10.9.0.2 over https -> 10.0.1.50  route default via outer }
//                                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[network/nat-target-unreachable]: nobody has 10.0.1.50
zone transit { subnet 10.9.0.0/24 }
zone lan { subnet 10.0.1.0/24  server web { ip 10.0.1.5 } }
link outer -- world
flow people -> web over https`));

  it('is silent where the target has no address, or is not wired', () => {
    check('internet world\nfirewall edge { interface world 203.0.113.1/29  dnat 203.0.113.2 -> web  default allow }\nzone lan { server web }\nlink world -- edge -- lan');
    check('internet world\nfirewall edge { interface world 203.0.113.1/29  dnat 203.0.113.2 -> web  default allow }\nserver web\nlink world -- edge');
  });

  it('is silent where only a filter further on stops it', () => check(site({ dnat: 'dnat 203.0.113.2 -> app', more: 'firewall mid { deny any -> any }\nlink core -- mid -- data' })));
});
