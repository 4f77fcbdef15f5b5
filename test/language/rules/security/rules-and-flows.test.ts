/** Rules held against what the flows need: unused ones, ones that are far too wide, and that a line gets one finding only. */
import assert from 'node:assert/strict';
import { word } from '#language/messages/word.js';
import { findingsOf } from '../../../support/fixture.js';

const RULES = ['security/rule-never-matches', 'security/unused-rule', 'security/rule-too-wide', 'security/admin-port-exposed'];

/** `rule-id: the line` for each finding about rules. */
function said(text: string): string[] {
  const lines = text.split('\n');
  return findingsOf(text).findings.filter((each) => RULES.includes(each.rule))
    .map((each) => `${each.rule.slice('security/'.length)}: ${lines[each.origin.range.start.line]!.slice(each.origin.range.start.character, each.origin.range.end.character)}`);
}

function texts(text: string): string[] {
  return findingsOf(text).findings.filter((each) => RULES.includes(each.rule)).map((each) => `${word(each.what)} ${word(each.todo)}`);
}

const net = (rules: string, rest: string, words = ''): string => `internet world { users people  app partner { ip 198.51.100.7 } }
zone office { subnet 10.1.0.0/16, 2001:db8:a::/48  pc 접수 { ip 10.1.9.20, 2001:db8:a::20 }  pc back { ip 10.1.9.21 }  pc 조용 }
zone data { subnet 10.2.0.0/24, 2001:db8:b::/64
  server web count 2 { ip from 10.2.0.10 }
  database db { ip 10.2.0.5, 2001:db8:b::5  software mysql }
  database db2 { ip 10.2.0.6  software mysql }
}
firewall fw {
  interface world  203.0.113.1/29
  interface office 10.1.0.1
  interface office 2001:db8:a::1
  interface data   10.2.0.1
  interface data   2001:db8:b::1
  ${words}
${rules}
}
link fw -- world
${rest}`;

describe('security/unused-rule', () => {
  const flow = 'flow 접수 -> db over mysql';

  it('finds what no flow uses, and is silent without flows or with names that mean nothing', () => {
    const rules = 'allow 접수 -> db over mysql\nallow 접수 -> web over https\nallow back -> db over ssh';
    assert.deepEqual(said(net(rules, flow)), ['unused-rule: allow 접수 -> web over https', 'unused-rule: allow back -> db over ssh']);
    assert.deepEqual(said(net(rules, '')), []);
    assert.deepEqual(said(net(rules, `${flow}\nflow back -> dbb over ssh`)), []);
    assert.deepEqual(said(net('allow 접수 -> db over mysql\ndeny back -> any over ssh', flow)), []);
  });

  it('takes an address of the other family, another port or the other direction for no use', () => {
    for (const unused of ['allow 10.1.9.20 -> 10.2.0.6 over mysql', 'allow 접수 -> db over tcp/3307', 'allow db -> 접수 over mysql', 'allow back -> db', 'allow 2001:db8:a::21 -> db', 'allow 접수 -> db over mysql from port 53']) {
      const extra = unused.includes('from port') ? [] : [`unused-rule: ${unused}`];
      assert.deepEqual(said(net(`${unused}\nallow 접수 -> db over mysql`, flow)), extra, unused);
    }
  });

  it('counts replies through stateless filters only', () => {
    const rules = 'allow 접수 -> db over mysql\nallow db -> 접수 over tcp from port 3306';
    assert.deepEqual(said(net(rules, flow, 'stateless')), []);
    assert.deepEqual(said(net(rules, flow)), ['unused-rule: allow db -> 접수 over tcp from port 3306']);
  });

  it('follows translation on both sides', () => {
    assert.deepEqual(said(net('allow world -> web over tcp/8443', 'flow people -> web#1 over https', 'dnat 203.0.113.2 over https -> web#1 over tcp/8443')), []);
    const two = (rule: string): string => `internet world { service pay { ip 198.51.100.7 } }
zone lan { subnet 10.1.0.0/24  server app { ip 10.1.0.5 } }
zone transit { subnet 10.9.0.0/29 }
firewall inner { interface lan 10.1.0.1  interface transit 10.9.0.2  route default via outer  masquerade lan -> any  allow app -> pay over https }
firewall outer { interface transit 10.9.0.1  interface world 203.0.113.1/29  route 10.1.0.0/24 via inner  masquerade transit
${rule}
}
link outer -- world
flow app -> pay over https`;
    assert.deepEqual(said(two('allow inner -> pay over https')), []);
    assert.deepEqual(said(two('allow 10.9.0.2 -> pay over https\nallow 10.9.0.3 -> pay over https')), ['unused-rule: allow 10.9.0.3 -> pay over https']);
  });

  it('knows what goes on beside the flows', () => {
    for (const [rule, rest] of [
      ['allow back -> db over ssh', 'expect back can reach db over ssh'],
      ['allow office -> db2 over mysql', 'expect office can reach db2 over mysql'],
      ['allow db -> 10.1.9.21 over mysql', 'group pair active-standby { members db, back2  replicate db -> back2 async lag 1s }'],
      ['allow back -> db2 over udp/500', 'link back -- db2 { tunnel ipsec }'],
    ] as const) {
      const text = net(`allow 접수 -> db over mysql\n${rule}`, `${flow}\n${rest}`).replace('pc back {', rest.includes('back2') ? 'database back2 {' : 'pc back {');
      assert.deepEqual(said(text).filter((each) => each.startsWith('unused')), [], rule);
    }
    assert.deepEqual(said(net('allow 접수 -> db over mysql\nallow back -> db over ssh', `${flow}\nexpect back cannot reach web`)), ['unused-rule: allow back -> db over ssh']);
  });

  it('does not blame the rule that was meant for a flow that is stopped', () => {
    assert.deepEqual(said(net('allow 접수 -> db over tcp/3307', flow)), []);
  });

  it('judges the blocks of hosts and security groups, written once for all members', () => {
    const hosts = (inbound: string, group: string): string => `zone lan { subnet 10.0.0.0/24
  pc client { ip 10.0.0.9 }
  server web count 2 { ip from 10.0.0.10  inbound {
${inbound}
} }
  database db { ip 10.0.0.5  software mysql  use sg } }
securitygroup sg {
${group}
}
flow client -> web#2 over https
flow web -> db over mysql`;
    assert.deepEqual(said(hosts('allow client over https\nallow client over http', 'allow web over mysql\nallow client over mysql')),
      ['unused-rule: allow client over http', 'unused-rule: allow client over mysql']);
    assert.deepEqual(said(hosts('allow client over https\nallow -> db over mysql', 'allow web over mysql')), []);
  });

  it('sees that the way goes elsewhere', () => {
    const text = `zone a { subnet 10.0.1.0/24  server x { ip 10.0.1.5 } }
zone b { subnet 10.0.2.0/24  server y { ip 10.0.2.5 } }
router r { interface a 10.0.1.1  interface b 10.0.2.1 }
firewall aside { interface a 10.0.1.2  interface b 10.0.2.2
allow x -> y over https
}
x2
flow x -> y over https`.replace('x2\n', '').replace('server x { ip 10.0.1.5 }', 'server x { ip 10.0.1.5  gateway 10.0.1.1 }').replace('server y { ip 10.0.2.5 }', 'server y { ip 10.0.2.5  gateway 10.0.2.1 }');
    assert.deepEqual(said(text), ['unused-rule: allow x -> y over https']);
  });
});

describe('security/rule-too-wide', () => {
  it('finds everybody to everything', () => {
    for (const rule of ['allow any -> any', 'allow any -> any over tcp', 'allow 0.0.0.0/0 -> any', 'allow any -> ::/0', 'allow any, office -> any over https']) {
      assert.match(texts(net(rule, ''))[0] ?? '', /lets everybody reach everything/, rule);
    }
    assert.deepEqual(said(net('allow any -> any over icmp', '')), []);
    assert.deepEqual(said(net('allow office -> any over https', '')), []);
  });

  it('lets a switch deny some and allow the rest, but no firewall', () => {
    const core = (kind: string, rules: string): string => `zone guest { subnet 10.8.0.0/24  pc g { ip 10.8.0.5 } }
zone lan { subnet 10.1.0.0/24  server s { ip 10.1.0.5 } }
${kind} core { interface guest 10.8.0.1  interface lan 10.1.0.1
${rules}
}`;
    assert.deepEqual(said(core('l3switch', 'deny guest -> lan\nallow any -> any')), []);
    assert.deepEqual(said(core('firewall', 'deny guest -> lan\nallow any -> any')), ['rule-too-wide: allow any -> any']);
    assert.deepEqual(said(core('l3switch', 'allow any -> any')), ['rule-too-wide: allow any -> any']);
  });

  it('finds administration and database ports open to everybody, in devices, blocks and groups', () => {
    const lan = (inbound: string, group = 'allow web over mysql'): string => `zone lan { subnet 10.0.0.0/24
server web { ip 10.0.0.10  inbound {
${inbound}
} }
database db { ip 10.0.0.5  use sg } }
securitygroup sg {
${group}
}`;
    assert.match(texts(lan('allow any over ssh'))[0]!, /opens ssh \(tcp\/22\) to everybody/);
    assert.match(texts(lan('allow any over tcp/20-30'))[0]!, /opens ssh \(tcp\/22\) and telnet \(tcp\/23\) to everybody/);
    assert.match(texts(lan('allow any'))[0]!, /and \d+ more administration and database ports to everybody\. Say with "over"/);
    assert.match(texts(lan('allow 0.0.0.0/0 over rdp', 'allow any over mysql'))[1]!, /opens mysql/);
    for (const fine of ['allow any over https', 'allow lan over ssh', 'allow 10.0.0.0/8 over ssh', 'allow 203.0.113.0/24 over ssh', 'deny any over ssh', 'allow any over icmp', 'deny any over tcp/1-1023\nallow any over tcp/22, https, tcp/8443']) {
      assert.deepEqual(said(lan(fine)).filter((each) => each.startsWith('rule-too-wide')), [], fine);
    }
  });

  it('leaves what goes out to the internet alone', () => {
    assert.deepEqual(said(net('allow any -> world over ssh', '')), []);
    assert.deepEqual(said(net('allow any -> partner over ssh', '')), []);
  });

  it('holds the addresses of a rule against those of its flows', () => {
    const flow = 'flow 접수 -> db over mysql';
    assert.match(texts(net('allow office -> db over mysql', flow))[0]!, /allows .* as its source, and its flows have 1 of them/);
    assert.deepEqual(said(net('allow 10.1.9.0/24 -> db over mysql\nallow 2001:db8:a::/56 -> db over mysql', flow)), []);
    assert.deepEqual(said(net('allow 10.1.9.20 -> 10.0.0.0/8 over mysql\nallow 접수 -> db', flow)), ['rule-too-wide: allow 10.1.9.20 -> 10.0.0.0/8 over mysql']);
    assert.deepEqual(said(net('allow 접수 -> data over mysql', flow)), []);
    // 65,536 for 2 is too wide; one whose address nobody wrote may stand for any number.
    assert.deepEqual(said(net('allow 10.1.0.0/16 -> db2 over mysql', 'flow 접수, back -> db2 over mysql')), ['rule-too-wide: allow 10.1.0.0/16 -> db2 over mysql']);
    assert.deepEqual(said(net('allow office -> db2 over mysql', 'flow 접수, 조용 -> db2 over mysql')), []);
    assert.deepEqual(said(net('allow office -> db2 over mysql', 'flow 접수 -> db2 over mysql\nexpect office can reach db2 over mysql')), []);
    // The internet is as large as those who come from it.
    assert.deepEqual(said(net('allow world -> web over https', 'flow people -> web over https', 'dnat 203.0.113.2 over https -> web')), []);
    assert.deepEqual(said(net('allow world -> web over https', 'flow partner -> web over https', 'dnat 203.0.113.2 over https -> web')), ['rule-too-wide: allow world -> web over https']);
  });

  it('counts IPv6 in networks of 64 bits', () => {
    const six = (prefix: string): string => `zone a { subnet 2001:db8:a::/48  server x { ip 2001:db8:a::5 } }
zone b { subnet 2001:db8:b::/64  server y { ip 2001:db8:b::5 } }
firewall f { interface a 2001:db8:a::1  interface b 2001:db8:b::1
allow ${prefix} -> b over https
}
flow x -> y over https`;
    assert.deepEqual(said(six('2001:db8:a::/64')), []);
    assert.deepEqual(said(six('2001:db8:a::/56')), []);
    assert.match(texts(six('a'))[0]!, /65,536 networks of 64 bits as its source, and its flows have 1 of them/);
  });
});

describe('findings on one rule', () => {
  it('are one: dead before unused before too wide', () => {
    const flow = 'flow 접수 -> db over mysql';
    assert.deepEqual(said(net('allow 접수 -> db over mysql\nallow any -> any', flow)), ['unused-rule: allow any -> any']);
    assert.deepEqual(said(net('allow 접수 -> db over mysql\nallow 접수 -> db over tcp/3306', flow)), ['rule-never-matches: allow 접수 -> db over tcp/3306']);
    assert.deepEqual(said(net('deny any -> any\nallow any -> any over ssh', 'flow 접수 -> web over ssh')), ['rule-never-matches: allow any -> any over ssh']);
  });
});
