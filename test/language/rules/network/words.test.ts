/** What the messages on flows say is missing, and that writing it is enough. */
import assert from 'node:assert/strict';
import { word } from '#language/messages/word.js';
import type { Finding } from '#language/model/finding.js';
import { filesOf, projectOf } from '../../../support/fixture.js';
import { repairsOf } from '../../../support/repairs.js';

function findingsOf(text: string, rule: string): Finding[] {
  return projectOf(filesOf(text)).check('file:///main.arch').findings.filter((each) => each.rule === rule);
}

function said(text: string, rule: string): { what: string; why: string; todo: string } {
  const [only, ...more] = findingsOf(text, rule);
  assert.ok(only, `${rule} says nothing`);
  assert.equal(more.length, 0);
  return { what: word(only.what), why: word(only.why), todo: word(only.todo) };
}

describe('the headline of vlan-unreachable says what is missing', () => {
  const rule = 'network/vlan-unreachable';

  it('a cable, and the switch to cable to; with it the finding goes', () => {
    const text = `zone back { subnet 10.0.2.0/24  server web count 2 { ip from 10.0.2.11 }  server 우편 { ip 10.0.2.20 } }
hub hub
hub old-hub
link hub -- web
link old-hub -- 우편
flow web -> 우편 over smtp`;
    const { what, why, todo } = said(text, rule);
    assert.equal(what, 'The flow web -> 우편 has no way: no cable leads from web#1 to 우편.');
    assert.match(why, /web#1 hangs on hub, 우편 on old-hub\./);
    assert.equal(todo, 'Cable web#1 to old-hub, where 우편 hangs ("link web -- old-hub").');
    assert.deepEqual(findingsOf(`${text}\nlink web -- old-hub`, rule), []);
  });

  it('a router, the one that is there by name, with an interface for it', () => {
    const text = `zone app { subnet 10.1.0.0/24  server shop { ip 10.1.0.5 } }
zone data { subnet 10.2.0.0/24  database orders { ip 10.2.0.5 } }
router core { interface app 10.1.0.1 }
flow shop -> orders over mysql`;
    const { what, todo } = said(text, rule);
    assert.equal(what, 'The flow shop -> orders has no way: shop and orders stand on different segments and nothing routes between them.');
    assert.equal(todo, 'Give core, which stands on the segment of shop, an interface on that of orders too, or put both ends on one segment.');
    assert.equal(repairsOf(rule, text).length, 1);
  });

  it('what joins two routers, and any router where there is none', () => {
    const hosts = 'zone app { subnet 10.1.0.0/24  server shop { ip 10.1.0.5 } }\nzone data { subnet 10.2.0.0/24  database orders { ip 10.2.0.5 } }\nflow shop -> orders over mysql';
    assert.match(said(`${hosts}\nrouter r1 { interface app 10.1.0.1 }\nrouter r2 { interface data 10.2.0.1 }`, rule).todo, /^Join r1, on the segment of shop, and r2, on that of orders/);
    assert.match(said(hosts, rule).todo, /^Give a router or layer 3 switch an interface on each of the two segments/);
  });
});

describe('the rule that would let a flow pass', () => {
  const lan = (rules: string, flow: string): string => `zone a { subnet 10.1.0.0/24  pc p1 { ip 10.1.0.11 }  pc p2 { ip 10.1.0.12 }  pc p3 { ip 10.1.0.13 } }
zone b { subnet 10.2.0.0/24  server web { ip 10.2.0.5 }  server api { ip 10.2.0.6 } }
firewall fw { interface a 10.1.0.1  interface b 10.2.0.1  ${rules} }
${flow}`;

  it('names all ends that stop there, and no other', () => {
    const text = lan('allow p3 -> web over https', 'flow p1, p2, p3 -> web over https');
    assert.match(said(text, 'network/flow-denied').todo, /^Write "allow p1, p2 -> web over tcp\/443" in fw,/);
    assert.equal(repairsOf('network/flow-denied', text).length, 1);
  });

  it('opens every port of the flow, a range as a whole', () => {
    const text = lan('allow p1 -> web over ssh', 'flow p1 -> api over tcp/80, tcp/8000-8010');
    assert.match(said(text, 'network/flow-denied').todo, /^Write "allow p1 -> api over tcp\/80, tcp\/8000-8010" in fw,/);
    assert.equal(repairsOf('network/flow-denied', text).length, 1);
  });

  it('stands before the rule that denies', () => {
    const text = lan('deny a -> web  allow a -> b', 'flow p1 -> web over https');
    assert.match(said(text, 'network/flow-denied').todo, /^Write "allow p1 -> web over tcp\/443" before that rule in fw,/);
    assert.equal(repairsOf('network/flow-denied', text).length, 1);
  });

  it('is told of mounts as well', () => {
    const text = `zone app { subnet 10.0.1.0/24  server was count 2 { ip from 10.0.1.5  mount files at "/data" } }
zone data { subnet 10.0.2.0/24  nas files { ip 10.0.2.5 } }
firewall core { interface app 10.0.1.1  interface data 10.0.2.1 }`;
    assert.equal(said(text, 'storage/mount-unreachable').todo, 'Write "allow was -> files over tcp/2049" in core, or take the mount away.');
    assert.equal(repairsOf('storage/mount-unreachable', text).length, 1);
  });
});

describe('why nothing comes through', () => {
  it('is told of an expected filter, with where the connection ends', () => {
    const { why } = said(`zone a { subnet 10.1.0.0/24  server x { ip 10.1.0.5 } }
zone b { subnet 10.2.0.0/24  server y { ip 10.2.0.5 } }
firewall fw { interface a 10.1.0.1  interface b 10.2.0.1 }
expect x -> y passes fw`, 'intent/expectation-failed');
    assert.match(why, /^No connection from x to y comes about, so that nothing passes fw\. fw allows nothing that fits/);
  });

  it('is a way around, named by its elements and not by another way', () => {
    const { why } = said(`zone a { subnet 10.1.0.0/24  gateway 10.1.0.1  server x { ip 10.1.0.5 } }
zone b { subnet 10.2.0.0/24  server y { ip 10.2.0.5  gateway 10.2.0.2 } }
router fw { interface a 10.1.0.1  interface b 10.2.0.1 }
router side { interface a 10.1.0.2  interface b 10.2.0.2 }
expect x -> y passes side`, 'intent/expectation-failed');
    assert.match(why, /^There is a way around side: x → fw → y\.$/);
  });

  it('is who answers behind a translated address, not the device that translates', () => {
    const [finding] = findingsOf(`internet world { users people }
zone lan { subnet 10.0.1.0/24  server web { ip 10.0.1.5 } }
firewall edge { interface world 203.0.113.2/29  interface lan 10.0.1.1  dnat 203.0.113.3 over http -> web  allow any -> web over http }
link edge -- world
flow people -> 203.0.113.3 over http`, 'security/cleartext-over-internet');
    assert.ok(finding);
    assert.match(word(finding.why), /what people and web tell each other/);
  });

  it('is the tunnel whose ends do not reach each other, and not a route', () => {
    const [finding] = findingsOf(`zone a { subnet 10.1.0.0/24  server x { ip 10.1.0.5 } }
zone b { subnet 10.2.0.0/24  server y { ip 10.2.0.5 } }
zone ta { subnet 192.0.2.0/30 }
zone tb { subnet 198.51.100.0/30 }
router ra { interface a 10.1.0.1  interface ta 192.0.2.1  route 10.2.0.0/24 via t }
router rb { interface b 10.2.0.1  interface tb 198.51.100.1  route 10.1.0.0/24 via t }
link ra -- rb as t { tunnel ipsec }
flow x -> y over http`, 'network/no-route');
    assert.ok(finding);
    assert.match(word(finding.todo), /^Let the two ends of t reach each other first/);
  });
});
