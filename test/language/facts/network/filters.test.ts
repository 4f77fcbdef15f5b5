/** What the language says of filters (docs/language.md, "Filters"), each sentence held against expectations that must all come true. */
import assert from 'node:assert/strict';
import { word } from '#language/messages/word.js';
import { findingsOf } from '../../../support/fixture.js';

/** Expectations that do not hold, and whatever could not be read. */
function broken(text: string): string[] {
  return findingsOf(text).findings.filter((each) => each.rule.startsWith('intent/') || (each.severity === 'error' && each.rule.startsWith('model/')))
    .map((each) => `${text.split('\n')[each.origin.range.start.line]!.trim()}: ${word(each.what)}`);
}

const holds = (text: string): void => assert.deepEqual(broken(text), []);

/** Two segments with a device between them. */
const between = (kind: string, rules: string, expectations: string, rest = ''): string => `zone a { subnet 10.0.1.0/24, 2001:db8:a::/64
  server x { ip 10.0.1.5, 2001:db8:a::5 }
  server x2 { ip 10.0.1.200 }
}
zone b { subnet 10.0.2.0/24, 2001:db8:b::/64
  server y count 2 active-standby { ip from 10.0.2.10  vip 10.0.2.9 }
  server z { ip 10.0.2.5, 2001:db8:b::5  tag front }
}
${kind} dev { interface a 10.0.1.1  interface a 2001:db8:a::1  interface b 10.0.2.1  interface b 2001:db8:b::1
${rules}
}
${expectations}
${rest}`;

describe('rules of devices', () => {
  it('are really asked: an expectation that does not hold is told', () => {
    assert.deepEqual(broken(between('firewall', 'allow x -> z over https', 'expect x can reach z over http\nexpect x cannot reach z over https')).length, 2);
  });

  it('deny what a firewall or waf does not allow, also without rules; other devices only once they state one', () => {
    for (const kind of ['firewall', 'waf']) {
      holds(between(kind, '', 'expect x cannot reach z'));
      holds(between(kind, 'allow x -> z over https', 'expect x can reach z over https\nexpect x cannot reach z over http\nexpect x2 cannot reach z'));
    }
    for (const kind of ['router', 'l3switch']) {
      holds(between(kind, '', 'expect x can reach z over http'));
      holds(between(kind, 'allow x -> z over https', 'expect x can reach z over https\nexpect x cannot reach z over http\nexpect z cannot reach x'));
    }
  });

  it('let the default say it outright', () => {
    holds(between('firewall', 'default allow', 'expect x can reach z over telnet'));
    holds(between('firewall', 'deny x -> z over telnet\ndefault allow', 'expect x cannot reach z over telnet\nexpect x can reach z over ssh\nexpect x2 can reach z over telnet'));
    holds(between('l3switch', 'default deny', 'expect x cannot reach z'));
    holds(between('l3switch', 'default allow  deny x -> z', 'expect x cannot reach z\nexpect x2 can reach z'));
    holds(between('router', 'default deny  allow x -> z over icmp', 'expect x can reach z over icmp\nexpect x cannot reach z over tcp/80'));
  });

  it('are asked in order, and the first match decides', () => {
    holds(between('firewall', 'deny x -> z over tcp/1-100  allow a -> b over tcp/1-200', 'expect x cannot reach z over tcp/80\nexpect x can reach z over tcp/150\nexpect x2 can reach z over tcp/80'));
    holds(between('firewall', 'allow a -> b over tcp/1-200  deny x -> z over tcp/1-100', 'expect x can reach z over tcp/80'));
  });

  it('take lists on both sides and of ports, prefixes, any, places, groups, single instances and either family', () => {
    holds(between('firewall', 'allow x, x2 -> z, y over https, udp/53, icmp', 'expect x can reach z over https\nexpect x2 can reach y over udp/53\nexpect x2 can reach z over icmp\nexpect x cannot reach z over tcp/53'));
    holds(between('firewall', 'allow 10.0.1.0/25 -> any over ssh', 'expect x can reach z over ssh\nexpect x2 cannot reach z over ssh'));
    holds(between('firewall', 'allow 2001:db8:a::/64 -> 2001:db8:b::5 over ssh', 'expect x can reach z over ssh\nexpect 2001:db8:a::5 can reach 2001:db8:b::5 over ssh\nexpect 10.0.1.5 cannot reach 10.0.2.5 over ssh'));
    holds(between('firewall', 'allow a -> b over ssh', 'expect x can reach z over ssh\nexpect x2 can reach y over ssh\nexpect z cannot reach x over ssh'));
    holds(between('firewall', 'allow x -> y#2 over ssh', 'expect 10.0.1.5 can reach 10.0.2.11 over ssh\nexpect 10.0.1.5 cannot reach 10.0.2.10 over ssh'));
    holds(between('firewall', 'allow any -> any over tcp/22', 'expect a can reach b over tcp/22\nexpect a cannot reach b over tcp/23'));
  });

  it('know a group by its virtual address and members as a destination, by its members as a source', () => {
    holds(between('firewall', 'allow x -> y over https', 'expect x can reach y over https\nexpect x can reach 10.0.2.9 over https\nexpect x can reach 10.0.2.10 over https'));
    holds(between('firewall', 'allow y -> x over https', 'expect 10.0.2.10 can reach x over https\nexpect 10.0.2.5 cannot reach x over https'));
    holds(between('firewall', 'allow x -> 10.0.2.9 over https', 'expect x can reach y over https\nexpect 10.0.1.5 cannot reach 10.0.2.10 over https'));
  });

  it('let replies pass, unless they say stateless: then the reply needs a rule of its own', () => {
    holds(between('firewall', 'allow x -> z over https', 'expect x can reach z over https'));
    for (const kind of ['firewall', 'l3switch']) {
      holds(between(kind, 'stateless  allow x -> z over https', 'expect x cannot reach z over https'));
      holds(between(kind, 'stateless  allow x -> z over https  allow z -> x over tcp from port 443', 'expect x can reach z over https\nexpect z cannot reach x over tcp/443\nexpect x cannot reach z over tcp/444'));
      holds(between(kind, 'stateless  allow x -> z over https  allow z -> x over tcp from port 80', 'expect x cannot reach z over https'));
      holds(between(kind, 'stateless  allow x -> z over icmp  allow z -> x over icmp', 'expect x can reach z over icmp'));
      holds(between(kind, 'stateless  allow x -> z over https  allow z -> x over tcp/1024-65535', 'expect x can reach z over https'));
    }
  });

  it('match the source port that they name: a client dials from a high one', () => {
    holds(between('firewall', 'allow x -> z over tcp/80 from port 20', 'expect x cannot reach z over tcp/80'));
    holds(between('firewall', 'allow x -> z over tcp/80 from port 32768-60999', 'expect x can reach z over tcp/80'));
    holds(between('firewall', 'allow x -> z from port 1024-65535', 'expect x can reach z over udp/53\nexpect x cannot reach z over icmp'));
  });

  it('know what has no address by its name', () => {
    const text = (rules: string, expectations: string): string => `zone a { server 갑 server 을 }
zone b { server 병 }
firewall f {
${rules}
}
link a -- f -- b
${expectations}`;
    holds(text('allow 갑 -> 병 over https', 'expect 갑 can reach 병 over https\nexpect 을 cannot reach 병'));
    holds(text('allow a -> b over https', 'expect 을 can reach 병 over https\nexpect 병 cannot reach 을'));
    holds(text('allow any -> 병', 'expect 을 can reach 병 over tcp/1'));
  });
});

describe('inbound blocks and security groups', () => {
  /** One segment: only the hosts themselves judge. */
  const lan = (web: string, rest: string): string => `zone lan { subnet 10.0.0.0/24, 2001:db8::/64
  server web { ip 10.0.0.10, 2001:db8::10
${web}
  }
  server app { ip 10.0.0.20 }
  database db { ip 10.0.0.30 }
}
${rest}`;

  it('deny what they do not allow to enter, and leave what goes out open until a rule speaks of it', () => {
    holds(lan('inbound { }', 'expect app cannot reach web\nexpect web can reach app over tcp/80'));
    holds(lan('inbound { allow app over https }', 'expect app can reach web over https\nexpect app cannot reach web over ssh\nexpect db cannot reach web\nexpect web can reach db over tcp/3306'));
    holds(lan('inbound { allow app over https  allow -> db over mysql }', 'expect web can reach db over mysql\nexpect web cannot reach app\nexpect app can reach web over https'));
    holds(lan('inbound { allow over https }', 'expect db can reach web over https\nexpect db cannot reach web over ssh\nexpect web can reach db over tcp/1'));
    holds(lan('inbound { default allow  deny db }', 'expect db cannot reach web\nexpect app can reach web over tcp/9'));
  });

  it('read a rule with both sides by where it leads', () => {
    // Into the host, from the place that it stands in itself, named or as a prefix: nothing is said of what leaves.
    for (const source of ['lan', '10.0.0.0/24', 'any', 'app, web']) {
      holds(lan(`inbound { allow ${source} -> web over https }`, 'expect app can reach web over https\nexpect app cannot reach web over ssh\nexpect web can reach db over mysql'));
    }
    // Out of it.
    for (const source of ['web', 'lan', '10.0.0.0/24']) {
      holds(lan(`inbound { allow any over https  allow ${source} -> db over mysql }`, 'expect web can reach db over mysql\nexpect web cannot reach app\nexpect app can reach web over https'));
    }
  });

  it('let replies in and out, unless the block says stateless', () => {
    holds(lan('inbound { allow -> db over mysql }', 'expect web can reach db over mysql'));
    holds(lan('inbound { stateless  allow -> db over mysql }', 'expect web cannot reach db over mysql'));
    holds(lan('inbound { stateless  allow -> db over mysql  allow db over tcp from port 3306 }', 'expect web can reach db over mysql'));
    holds(lan('inbound { stateless  allow app over https  allow -> app over tcp from port 443 }', 'expect app can reach web over https\nexpect web cannot reach app over https'));
  });

  it('add security groups up, and know a group by its members', () => {
    holds(lan('use one, two', `securitygroup one { allow app over https }
securitygroup two { allow db over ssh }
expect app can reach web over https
expect db can reach web over ssh
expect db cannot reach web over https`));
    const chain = `zone lan { subnet 10.0.0.0/24
  server web count 2 { ip from 10.0.0.10  use web-sg }
  server app count 2 { ip from 10.0.0.20  use app-sg }
  database db { ip 10.0.0.30  use db-sg }
}
securitygroup web-sg { allow any over https }
securitygroup app-sg { allow web-sg over tcp/8080  allow app-sg over tcp/7946 }
securitygroup db-sg  { allow app-sg over mysql }
expect db can reach web over https
expect web can reach app over tcp/8080
expect app can reach db over mysql
expect web cannot reach db
expect db cannot reach app
expect 10.0.0.20 can reach 10.0.0.21 over tcp/7946
expect web cannot reach app over tcp/7946`;
    holds(chain);
  });

  it('judge as both sides do: leaving the one and entering the other', () => {
    holds(`zone lan { subnet 10.0.0.0/24
  server web { ip 10.0.0.10  use out }
  server app { ip 10.0.0.20  inbound { allow web over https } }
  database db { ip 10.0.0.30 }
}
securitygroup out { allow -> db over mysql  allow -> app }
expect web can reach app over https
expect web cannot reach app over ssh
expect web can reach db over mysql
expect web cannot reach db over ssh`);
  });

  it('hold for what runs on the host, unless that states its own', () => {
    holds(lan('inbound { allow app over https }  service api { port tcp/443, tcp/81 }  service own { ip 10.0.0.11  inbound { allow db } }', `expect app can reach api over https
expect app cannot reach api over tcp/81
expect db can reach own over tcp/5
expect app cannot reach own`));
  });

  it('see the packet behind what translates it', () => {
    holds(`internet world { users people  operator admin { ip 198.51.100.7 } }
firewall fw { interface world 203.0.113.2/29  interface lan 10.0.0.1  dnat 203.0.113.3 over tcp/443 -> web over tcp/8443  masquerade lan
  allow any -> web over tcp/8443  allow lan -> world over https }
zone lan { subnet 10.0.0.0/24  server web { ip 10.0.0.10  inbound { allow any over tcp/8443 } } }
link fw -- world
expect people can reach 203.0.113.3 over tcp/443
expect people cannot reach 203.0.113.3 over tcp/8443
expect web can reach world over https`);
  });
});
