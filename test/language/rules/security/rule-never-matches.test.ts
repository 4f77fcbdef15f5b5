/** Dead rules: hidden by one or several, in every kind of list, and what must stay silent because some packet still gets there. */
import assert from 'node:assert/strict';
import { Facts } from '#language/facts/query.js';
import { word } from '#language/messages/word.js';
import type { Finding } from '#language/model/finding.js';
import { rule } from '#language/rules/security/rule-never-matches.js';
import { parseDocument } from '#language/syntax/document.js';
import { textEdits } from '#language/syntax/edits/apply.js';
import { readModel } from '../../../support/read-model.js';

const URI = 'file:///test.arch';

function found(text: string): Finding[] {
  return [...rule.run(new Facts(readModel(text)))];
}

/** The rules' texts with what is said of them. */
function dead(text: string): string[] {
  const lines = text.split('\n');
  return found(text).map(({ origin: { range } }) => lines[range.start.line]!.slice(range.start.character, range.end.character).trim());
}

/** A firewall between an office and two servers with the given rules. */
const fw = (rules: string, words = ''): string => `internet world { users people }
zone office { subnet 10.1.0.0/16, 2001:db8:a::/64  pc 접수 { ip 10.1.9.20 } }
zone data { subnet 10.2.0.0/24, 2001:db8:b::/64
  server web count 2 { ip from 10.2.0.10 }
  database db { ip 10.2.0.5  software mysql }
  database v6only { ip 2001:db8:b::6 }
  server v4only { ip 10.2.0.7 }
}
firewall fw {
  interface world  203.0.113.1/29
  interface office 10.1.0.1
  interface data   10.2.0.1
  ${words}
${rules}
}
link fw -- world
`;

function repaired(text: string): string {
  const [first] = found(text);
  const document = parseDocument(URI, text);
  const edits = textEdits(first!.fixes[0]!.edits, readModel(text), (uri) => (uri === URI ? document : undefined));
  assert.ok(edits.length > 0, 'no edits');
  const offset = (position: { line: number; character: number }): number => document.lines.offset(position);
  const result = [...edits].sort((a, b) => offset(b.range.start) - offset(a.range.start) || offset(b.range.end) - offset(a.range.end))
    .reduce((rest, edit) => rest.slice(0, offset(edit.range.start)) + edit.newText + rest.slice(offset(edit.range.end)), text);
  assert.deepEqual(readModel(result).problems, [], result);
  return result;
}

describe('security/rule-never-matches', () => {
  it('finds what one earlier rule hides', () => {
    for (const [rules, hidden] of [
      ['allow office -> db over mysql\nallow office -> db over tcp/3306', 'allow office -> db over tcp/3306'],
      ['allow office -> db\ndeny 접수 -> db over mysql', 'deny 접수 -> db over mysql'],
      ['deny any -> any\nallow office -> web over https', 'allow office -> web over https'],
      ['allow 10.0.0.0/8 -> web over tcp/1-1023\nallow office -> web over https, http\nallow office6 -> web', 'allow office -> web over https, http'],
      ['allow world -> web over https\nallow people -> web over https', 'allow people -> web over https'],
      ['allow any -> web over tcp\nallow any -> web over tcp/443 from port 1024-65535', 'allow any -> web over tcp/443 from port 1024-65535'],
      ['allow office -> web\nallow office -> web#2 over mysql', 'allow office -> web#2 over mysql'],
      ['allow 2001:db8::/32 -> v6only\nallow 2001:db8:a::/64 -> v6only over ssh', 'allow 2001:db8:a::/64 -> v6only over ssh'],
    ] as const) assert.deepEqual(dead(fw(rules)), [hidden], rules);
  });

  it('finds what several earlier rules hide together, and names them all', () => {
    const [first, ...more] = found(fw('allow 10.1.0.0/17 -> db over mysql\nallow 10.1.128.0/17 -> db over tcp\nallow 10.1.0.0/16 -> db over mysql'));
    assert.equal(more.length, 0);
    assert.match(word(first!.what), /"allow 10\.1\.0\.0\/17 -> db over mysql" and "allow 10\.1\.128\.0\/17 -> db over tcp" before it together take/);
    assert.equal(first!.related.length, 2);
    assert.match(word(first!.why), /They are allowed without it/);
    // Ports in pieces, sources in lists, protocols apart.
    assert.equal(dead(fw('allow any -> web over tcp/1-100\nallow any -> web over tcp/101-65535\nallow any -> web over udp, icmp\ndeny any -> web over tcp/1-65535, udp/53')).length, 1);
    assert.equal(dead(fw('allow office -> web#1\nallow office -> web#2\nallow office -> web over mysql')).length, 1);
  });

  it('says whether the verdict is another than the line means', () => {
    const why = (rules: string): string => word(found(fw(rules))[0]!.why);
    assert.match(why('allow office -> db\ndeny 접수 -> db'), /means to deny them, and they are allowed/);
    assert.match(why('deny office -> db\nallow 접수 -> db'), /means to allow them, and they are denied/);
    assert.match(why('allow 10.1.0.0/17 -> db\ndeny 10.1.128.0/17 -> db\nallow 10.1.0.0/16 -> db'), /some of them are denied/);
    // An exception before the rule that would do anyway: the second copy is just a copy.
    assert.match(why('deny 접수 -> db\nallow office -> db\nallow office -> db over mysql'), /They are allowed without it/);
  });

  it('is silent where some packet is left', () => {
    for (const rules of [
      'deny 접수 -> db\nallow office -> db',
      'allow office -> db over mysql\nallow office -> db over tcp/3306-3307',
      'allow office -> db over udp/3306\nallow office -> db over mysql',
      'allow 10.1.0.0/17 -> db\nallow 10.1.128.0/18 -> db\nallow 10.1.0.0/16 -> db',
      'allow office -> web from port 53\nallow office -> web',
      'allow office -> web#1\nallow office -> web',
      'allow 0.0.0.0/0 -> web\nallow any -> data',
      'allow people -> web over https\nallow any -> web over https',
      'allow office -> v4only\nallow office -> v6only',
      'deny any -> any over telnet\ndeny any -> any',
    ]) assert.deepEqual(dead(fw(rules)), [], rules);
  });

  it('finds packets that there are not', () => {
    const [family] = found(fw('allow v4only -> v6only over https'));
    assert.match(word(family!.what), /only IPv4 addresses, the other only IPv6/);
    assert.equal(family!.fixes.length, 0);
    const [nobody] = found(`${fw('allow office -> 빈그룹 over https')}securitygroup 빈그룹 { allow any over https }`);
    assert.match(word(nobody!.what), /no host uses 빈그룹/);
    const [translated] = found(fw('allow world -> 203.0.113.3 over https', 'dnat 203.0.113.3 over https -> web'));
    assert.match(word(translated!.what), /translates 203\.0\.113\.3 to web before/);
    const [server] = found('zone lan { subnet 10.0.0.0/24  server web { ip 10.0.0.5  allow any -> web over https } }');
    assert.match(word(server!.what), /web forwards nothing/);
    const [place] = found('zone lan { subnet 10.0.0.0/24  allow any -> web over https  server web { ip 10.0.0.5 } }');
    assert.match(word(place!.what), /lan is a place/);
  });

  it('is silent where packets may well come', () => {
    for (const text of [
      // Translated only at another port, by another device, or onto an address that is translated in its turn.
      fw('allow world -> 203.0.113.3 over http', 'dnat 203.0.113.3 over https -> web'),
      fw('allow world -> web over https', 'dnat 203.0.113.3 over https -> web'),
      fw('allow world -> 203.0.113.3 over https', 'dnat 203.0.113.3 over https -> web  dnat 203.0.113.2 over https -> 203.0.113.3'),
      // Nothing said of addresses, or nothing there yet.
      'zone a { server x }\nzone b { server y }\nfirewall f { allow x -> y over https  allow a -> b  deny y -> x }\nlink a -- f -- b',
      'zone a {}\nzone b {}\nfirewall f { allow a -> b over https }\nlink a -- f -- b',
      // One end without address stands beside either family.
      fw('allow office -> quiet over https').replace('server v4only', 'server quiet\n  server v4only'),
      // A misspelt end is told as that.
      fw('allow office -> nothere over https\nallow office -> db over nothere'),
      'zone lan { subnet 10.0.0.0/24  l2switch sw { allow any -> any over https } }',
    ]) assert.deepEqual(dead(text), [], text);
  });

  it('knows that neighbours talk to each other without their router', () => {
    const lan = (rules: string, rest = '', device = 'l3switch core'): string => `zone a { subnet 10.0.1.0/24, 2001:db8:a::/64  server x { ip 10.0.1.5, 2001:db8:a::5 }  server 이웃 { ip 10.0.1.6, 2001:db8:a::6 } }
zone b { subnet 10.0.2.0/24  server y { ip 10.0.2.5 } }
${device} { interface a 10.0.1.1  interface a 2001:db8:a::1  interface b 10.0.2.1
${rules}
}
${rest}`;
    assert.match(word(found(lan('allow 10.0.1.5 -> 10.0.1.6 over ssh\nallow a -> b'))[0]!.what), /both ends are in 10\.0\.1\.0\/24/);
    assert.deepEqual(dead(lan('allow 2001:db8:a::5 -> 2001:db8:a::/64 over ssh\nallow a -> b')), ['allow 2001:db8:a::5 -> 2001:db8:a::/64 over ssh']);
    assert.deepEqual(dead(lan('deny x -> 이웃\nallow x, y -> 이웃\nallow a -> b, x')), ['deny x -> 이웃']);
    for (const text of [
      lan('allow 10.0.1.5 -> 10.0.1.6 over ssh', 'router out { interface b 10.0.2.2  dnat 10.0.2.9 over ssh -> 이웃 }'),
      lan('allow 10.0.1.5 -> 10.0.1.6 over ssh', 'router out { interface b 10.0.2.2  route 10.0.1.0/24 via 10.0.2.1 }'),
      // Another length on the host, another wire, a filter in the line instead of a router.
      lan('allow 10.0.1.5 -> 10.0.1.6 over ssh', 'zone c { server z }\nrouter small { interface a 10.0.1.9/30 }'),
      'zone a { server x { ip 10.0.1.5 } }\nzone b { server y { ip 10.0.1.6 } }\nfirewall f { allow x -> y over https }\nlink a -- f -- b',
    ]) assert.deepEqual(dead(text), [], text);
  });

  it('judges inbound blocks, security groups and what both leave out', () => {
    const lan = (inbound: string, group: string): string => `zone lan { subnet 10.0.0.0/24
server web count 2 { ip from 10.0.0.10  inbound {
${inbound}
} }
database db { ip 10.0.0.5  use sg } }
securitygroup sg {
${group}
}`;
    assert.deepEqual(dead(lan('allow any over https\nallow lan over tcp/443', 'allow web over mysql')), ['allow lan over tcp/443']);
    assert.deepEqual(dead(lan('allow any over https\nallow any -> web#1 over tcp/443', 'allow web over mysql')), ['allow any -> web#1 over tcp/443']);
    assert.deepEqual(dead(lan('allow any over https', 'allow web over mysql\nallow web -> sg over mysql')), ['allow web -> sg over mysql']);
    // Another host's packets never come here.
    assert.deepEqual(dead(lan('allow any over https\nallow 10.9.0.0/16 -> db over mysql', 'allow web over mysql')), ['allow 10.9.0.0/16 -> db over mysql']);
    // In and out are lists of their own.
    assert.deepEqual(dead(lan('allow db over tcp/1-1000\nallow -> db over tcp/1-1000', 'allow web\nallow -> web')), []);
    assert.deepEqual(dead(lan('allow -> lan\nallow -> db over mysql\nallow any over https', 'allow web over mysql')), ['allow -> db over mysql']);
    // For web#1 the second is dead, for web#2 the first: each is alive for one of them.
    assert.deepEqual(dead(lan('allow any -> web#1 over https\nallow any over https', 'allow web over mysql')), []);
  });

  it('asks whether the written rule is dead on every device that it holds for', () => {
    const pair = (rules: string): string => `zone a { subnet 10.0.1.0/24  server x { ip 10.0.1.5 } }
zone b { subnet 10.0.2.0/24  server y { ip 10.0.2.5 } }
group fw active-standby { members f1, f2
${rules}
}
firewall f1 { interface a 10.0.1.2  interface b 10.0.2.2 }
firewall f2 { interface a 10.0.1.3  interface b 10.0.2.3 }`;
    assert.equal(dead(pair('allow a -> b over tcp\nallow x -> y over ssh')).length, 1);
    assert.equal(found(pair('allow a -> b over tcp\ndeny x -> y over ssh'))[0]!.origin.range.start.line, 4);
  });

  it('moves a narrower rule before what hides it, and removes what changes nothing', () => {
    const opposite = repaired(fw('  allow office -> db over mysql\n  // 접수 창구\n  deny 접수 -> db over mysql'));
    assert.match(opposite, /deny 접수 -> db over mysql\n {2}allow office -> db over mysql/);
    assert.deepEqual(dead(opposite), []);
    const oneLine = repaired('zone a { subnet 10.0.1.0/24 }\nzone b { subnet 10.0.2.0/24 }\nrouter r { interface a 10.0.1.1  interface b 10.0.2.1  deny any -> any  allow a -> b over https }');
    assert.match(oneLine, /allow a -> b over https {2}deny any -> any/);
    const same = repaired(fw('  allow office -> db\n  allow office -> db over mysql\n  allow office -> web'));
    assert.doesNotMatch(same, /over mysql/);
    assert.deepEqual(dead(same), []);
    const crlf = repaired(fw('  allow office -> db\n  allow office -> db over mysql').replaceAll('\n', '\r\n'));
    assert.doesNotMatch(crlf, /over mysql|[^\r]\n/);
    const named = repaired(fw('  allow world -> 203.0.113.3 over https', 'dnat 203.0.113.3 over https -> web'));
    assert.match(named, /allow world -> web over https/);
    assert.deepEqual(dead(named), []);
    // The very same packets: nobody but the author can tell.
    assert.deepEqual(found(fw('allow office -> db\ndeny office -> db'))[0]!.fixes, []);
  });

  it('is quick with many rules, and gives up on tangles instead of guessing', function () {
    this.timeout(20_000);
    const many = Array.from({ length: 400 }, (_, index) => `allow 10.1.${index % 250}.0/24 -> 10.2.0.${index % 200} over tcp/${1000 + index}`);
    const start = Date.now();
    assert.deepEqual(dead(fw(many.join('\n'))), []);
    assert.equal(dead(fw([...many, 'allow 10.1.0.0/16 -> any', ...many].join('\n'))).length, 400);
    const tangled = Array.from({ length: 120 }, (_, index) => `deny 10.1.${index}.0/24, 10.${index}.0.0/24 -> 10.2.${index}.0/24 over tcp/${index * 7}-${index * 7 + 900}`);
    assert.deepEqual(dead(fw([...tangled, 'allow 10.0.0.0/8 -> 10.0.0.0/8'].join('\n'))).filter((each) => each.startsWith('allow')), []);
    // What one rule hides is seen in any tangle.
    assert.equal(dead(fw([...tangled, 'allow 10.0.0.0/8 -> 10.0.0.0/8', 'allow office -> db'].join('\n'))).includes('allow office -> db'), true);
    const wide = Array.from({ length: 300 }, (_, index) => `allow any -> 10.2.0.0/16 over udp/${index * 3}-${index * 3 + 40000}`);
    assert.ok(Array.isArray(dead(fw([...tangled, ...wide].join('\n')))));
    assert.ok(Date.now() - start < 15_000, `${Date.now() - start} ms`);
  });
});
