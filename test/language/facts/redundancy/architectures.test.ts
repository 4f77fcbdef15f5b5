/** Small architectures, one sentence of the language's page each: their services and minimal cut sets to order 2, told by hand. */
import assert from 'node:assert/strict';
import { Facts } from '#language/facts/query.js';
import { availabilityReport } from '#language/facts/redundancy/report.js';
import { readModel } from '../../../support/read-model.js';

/** Cut sets of every service: `shop: a; b c` has the single point a and the pair b, c. */
function cuts(text: string): string[] {
  const model = readModel(text);
  assert.deepEqual(model.problems, []);
  return availabilityReport(new Facts(model)).map((service) =>
    `${service.name}: ${service.availability === 0 ? 'never' : service.cutSets.map((set) => set.join(' ')).join('; ')}`);
}

const CASES: [title: string, text: string, ...expected: string[]][] = [
  ['one after another', 'users u  server a  server b  flow u -> a as s  flow a -> b', 's: a; b'],
  ['a counted name is active-active', 'users u  server a count 2  flow u -> a as s', 's: a#1 a#2'],
  ['what runs on a machine fails with it', 'users u  server h  vm a on h  vm b on h  group g active-active { members a, b }  flow u -> g as s', 's: h; a b'],
  ['hosts deal out counted instances in turn', 'users u  server h  server i  vm a count 2 on h, i  flow u -> a as s', 's: h i; h a#2; i a#1; a#1 a#2'],
  ['what is nested runs on what it stands in', 'users u  server h { app a }  flow u -> h.a as s', 's: h; h.a'],
  ['parts cannot fail', 'users u  database d { part pool  flow d -> pool }  flow u -> d as s', 's: d'],
  ['one of two feeds', 'users u  device f  device g  server a { powered-by f or g }  flow u -> a as s', 's: a; f g'],
  ['each of two supplies', 'users u  device f  device g  server a { powered-by f  powered-by g }  flow u -> a as s', 's: f; g; a'],
  ['a place only where it says so', 'users u  site x { server a }  site y { mtbf 100000h  server b }  flow u -> a as s  flow a -> b', 's: x.a; y; y.b'],
  ['a place that a scenario fails', 'users u  site x { server a }  flow u -> a as s  scenario "fire" { at 1m fail x }', 's: x; x.a'],
  ['the internet never fails', 'internet w { users u  service api }  flow u -> api as s', 's: w.api'],
  ['active-active, two needed', 'users u  server a  server b  server c  group g active-active need 2 { members a, b, c }  flow u -> g as s', 's: a b; a c; b c'],
  ['quorum', 'users u  server a  server b  server c  group g quorum 2 { members a, b, c }  flow u -> g as s', 's: a b; a c; b c'],
  ['a read is content with any member', 'users u  database a  database b  database c  group g quorum 2 { members a, b, c }  flow u -> g reads as s', 's: '],
  ['a write goes by the mode', 'users u  database a  database b  group g active-standby { members a, b }  flow u -> g writes as s', 's: a b'],
  ['failover by hand without a time', 'users u  server a  server b  group g active-standby { members a, b  failover manual }  flow u -> g as s', 's: a'],
  ['failover by hand, reading', 'users u  server a  server b  group g active-standby { members a, b  failover manual }  flow u -> g reads as s', 's: a b'],
  ['failover by hand within a time', 'users u  server a  server b  group g active-standby { members a, b  failover manual within 1h }  flow u -> g as s', 's: a b'],
  ['the primary is the highest priority', 'users u  server a  server b  group g active-standby { members a priority 90, b priority 110  failover manual }  flow u -> g as s', 's: b'],
  ['groups nest', 'users u  server a  server b  server c  server d  group g active-active { members a, b }  group h active-active need 2 { members c, d }  group i active-standby { members g, h }  flow u -> i as s', 's: '],
  ['all of a list', 'users u  server a  server b  flow u -> a, b as s', 's: a; b'],
  ['a flow of each member', 'users u  server a count 2  server b  server c  flow u -> a as s  flow a#1 -> b  flow a#2 -> c', 's: a#1 a#2; a#1 c; a#2 b; b c'],
  ['optional is not needed', 'users u  server a  server b  flow u -> a as s  flow a -> b optional', 's: a'],
  ['asynchronous is needed', 'users u  server a  server b  flow u -> a as s  flow a -> b async', 's: a; b'],
  ['needs', 'users u  server a  server d count 2  flow u -> a as s needs d', 's: a; d#1 d#2'],
  ['needs another flow', 'users u  server a  server b  flow u -> b as t  flow u -> a as s needs t', 't: b', 's: a; b'],
  ['a circle of needs brings nothing down', 'users u  server a  server b  flow u -> a as s  flow a -> b  flow b -> a', 's: a; b'],
  ['a chain is several flows', 'users u  server a  server b  flow u -> a over https -> b over http as s', 's: a; b'],
  ['a source that no flow leads to', 'server a  server b  flow a -> b as s', 's: a; b'],
  ['a counted source', 'server a count 2  server b  flow a -> b as s', 's: b; a#1 a#2'],
  ['a PC that starts flows is an actor', 'pc p  server b  flow p -> b as s', 's: b'],
  ['services by label and by ends', 'users u  server a  flow u -> a "the shop"  flow u -> a over https', 'the shop: a', 'u -> a: a'],
  ['parts of a counted element', 'users u  server a count 2 { app x }  flow u -> a.x as s', 's: a#1 a#2; a#1 a#2.x; a#1.x a#2; a#1.x a#2.x'],
  ['needs of parts of a counted element', 'users u  server a  server d count 2 { dns x }  flow u -> a as s needs d.x', 's: a; d#1 d#2; d#1 d#2.x; d#1.x d#2; d#1.x d#2.x'],
  ['a mounted NAS', 'users u  server a count 2 { mount n }  nas n  flow u -> a as s', 's: n; a#1 a#2'],
  ['a mounted NAS that nothing carries', `users u { ip 10.0.1.9 }  zone x { subnet 10.0.1.0/24 }  zone y { subnet 10.0.2.0/24 }
    server a { ip 10.0.1.2  mount n }  nas n { ip 10.0.2.2 }  l2switch s  link u -- s  link a -- s  link n -- y  flow u -> a as s`, 's: never'],
  ['a mounted NAS that one of two servers does not reach', `users u { ip 10.0.1.9 }  zone x { subnet 10.0.1.0/24 }  zone y { subnet 10.0.2.0/24 }
    server a { ip 10.0.1.2  mount n }  server b { ip 10.0.1.3  mount m }  nas n { ip 10.0.2.2 }  nas m { ip 10.0.1.4 }  group g active-active { members a, b }
    l2switch l  link u -- l  link a -- l  link b -- l  link m -- l  link n -- y  flow u -> g as s`, 's: b; m; l; u -- l; b -- l; m -- l'],
  ['a NAS of which one port is let through', `users u { ip 10.0.1.9 }  server a { ip 10.0.1.2  mount n }  nas n { ip 10.0.1.4  inbound { allow a over smb } }
    zone x { subnet 10.0.1.0/24 }  l2switch l  link u -- l  link a -- l  link n -- l  flow u -> a as s`, 's: a; n; l; u -- l; a -- l; n -- l'],
  ['a NAS whose ports are closed', `users u { ip 10.0.1.9 }  server a { ip 10.0.1.2  mount n }  nas n { ip 10.0.1.4  inbound { allow a over ssh } }
    zone x { subnet 10.0.1.0/24 }  l2switch l  link u -- l  link a -- l  link n -- l  flow u -> a as s`, 's: never'],
  ['disks that hang on another machine', `users u  server a { mount d }  server b  das d  link b -- d { medium sas }  flow u -> a as s`, 's: never'],
  ['disks of which nobody says where they hang', `users u  server a { mount d }  das d  flow u -> a as s`, 's: a; d'],
  ['a SAN whose cables lead elsewhere', `users u  server a { mount n }  server b  san n  fc-switch f  link a -- f { medium fc }  link b -- n { medium fc }  flow u -> a as s`, 's: never'],
  ['a SAN with cables, and a server of which nobody says how it is cabled', `users u  server a { mount n }  server b  san n  link b -- n { medium fc }  flow u -> a as s`, 's: a; n'],
  ['a SAN behind two fabrics', `users u  server a { mount n }  san n  fc-switch f  fc-switch g
    link a -- f -- n { medium fc }  link a -- g -- n { medium fc }  flow u -> a as s`,
    's: a; n; f g; f a -- g; f g -- n; g a -- f; g f -- n; a -- f a -- g; a -- f g -- n; f -- n a -- g; f -- n g -- n'],
  ['a tunnel lives on what carries it', `internet w
    router r { interface w 203.0.113.1  interface x 10.1.0.1  route 10.2.0.0/24 via t }
    router q { interface w 203.0.113.9  interface y 10.2.0.1  route 10.1.0.0/24 via t }
    zone x { subnet 10.1.0.0/24  users u { ip 10.1.0.2 } }  zone y { subnet 10.2.0.0/24  server a { ip 10.2.0.2 } }
    link w -- r  link w -- q  link r -- q as t { tunnel ipsec }  flow u -> a over https as s`, 's: r; q; y.a; w -- r; w -- q'],
  ['a path that must pass something', `users u { ip 10.0.0.2 }  server a { ip 10.0.0.1 }
    l2switch x  l2switch y  link u -- x -- a  link u -- y -- a  flow u -> a over https as s via y`, 's: a; y; u -- y; y -- a'],
  ['two paths', `users u { ip 10.0.0.2 }  server a { ip 10.0.0.1 }
    l2switch x  l2switch y  link u -- x -- a  link u -- y -- a  flow u -> a over https as s`,
    's: a; x y; x u -- y; x y -- a; y u -- x; y x -- a; u -- x u -- y; u -- x y -- a; x -- a u -- y; x -- a y -- a'],
  ['an actor that can fail is nobody\'s downtime', 'site o { mtbf 100h  users u { ip 10.0.0.2  availability 90% } }  server a { ip 10.0.0.1 }  link o.u -- a  flow u -> a over https as s', 's: a; o.u -- a'],
  ['a link of its own figures', 'users u { ip 10.0.0.2 }  server a { ip 10.0.0.1 }  link u -- a { mtbf 100000h }  flow u -> a over https as s', 's: a; u -- a'],
  ['a segment without a switch does not fail', 'zone z { subnet 10.0.0.0/24  users u { ip 10.0.0.2 }  server a { ip 10.0.0.1 } }  flow u -> a over https as s', 's: z.a'],
  ['a shared address', `zone z { subnet 10.0.0.0/24  users u { ip 10.0.0.2 }
    server a count 2 active-standby { ip from 10.0.0.11  vip 10.0.0.10  vrrp 1 } }  flow u -> a over https as s`, 's: z.a#1 z.a#2'],
  ['a flow that is not carried', `zone y { subnet 10.0.1.0/24  users u { ip 10.0.1.2 } }  zone z { subnet 10.0.0.0/24  server a { ip 10.0.0.1 } }
    flow u -> a over https as s`, 's: never'],
];

describe('minimal cut sets of small architectures', () => {
  for (const [title, text, ...expected] of CASES) it(title, () => assert.deepEqual(cuts(text), expected));
});
