/** Where the ends of a flow have IPv4 and IPv6 addresses, what stopped says over which of them, and how the other one fares. */
import assert from 'node:assert/strict';
import { word } from '#language/messages/word.js';
import { filesOf, projectOf } from '../../../support/fixture.js';
import { repairsOf } from '../../../support/repairs.js';

function said(text: string): string[] {
  return projectOf(filesOf(text)).check('file:///main.arch').findings.filter((each) => each.rule.startsWith('network/')).map((each) => `${each.rule}: ${word(each.what)}`);
}

interface Words { near?: string; core?: string; web?: string; flow?: string }

/** Two sites on one transit wire, and an edge to the internet, in both families. */
const site = ({ near = '', core = '', web = 'ip 10.1.0.10  ip 2001:db8:1::10', flow = 'flow 사용자 -> web over https' }: Words): string => `internet world { users people }
firewall edge {
  interface world 203.0.113.2/29  interface world 2001:db8::2/64
  interface transit 10.9.0.1  interface transit 2001:db8:9::1
  route 10.1.0.0/24 via core  route 2001:db8:1::/64 via core
  masquerade 10.0.0.0/8
  default allow
}
zone transit { subnet 10.9.0.0/29  subnet 2001:db8:9::/64 }
router core { interface transit 10.9.0.2  interface transit 2001:db8:9::2  interface lan 10.1.0.1  interface lan 2001:db8:1::1 ${core} }
router near { interface transit 10.9.0.3  interface transit 2001:db8:9::3  interface desks 10.2.0.1  interface desks 2001:db8:2::1 ${near} }
zone lan   { subnet 10.1.0.0/24  subnet 2001:db8:1::/64  server web { ${web} } }
zone desks { subnet 10.2.0.0/24  subnet 2001:db8:2::/64  pc 사용자 { ip 10.2.0.10  ip 2001:db8:2::10 } }
link world -- edge
${flow}
`;
const BACK = 'route 10.2.0.0/24 via near  route 2001:db8:2::/64 via near';

describe('a flow between ends with both address families', () => {
  it('without a route in one of them: which, and that the other gets through', () => {
    const six = site({ near: 'route 10.1.0.0/24 via core', core: BACK });
    assert.deepEqual(said(six), ['network/no-route: The flow 사용자 -> web ends at near. near has no route to 2001:db8:1::10. This is so over IPv6; over IPv4 the flow gets through.']);
    assert.match(repairsOf('network/no-route', six)[0]!, /route 2001:db8:1::\/64 via core/);
    const four = site({ near: 'route 2001:db8:1::/64 via core', core: BACK });
    assert.deepEqual(said(four), ['network/no-route: The flow 사용자 -> web ends at near. near has no route to 10.1.0.10. This is so over IPv4; over IPv6 the flow gets through.']);
  });

  it('without a route in either: the one that is told, and no word of the other', () => {
    assert.deepEqual(said(site({ core: BACK })), ['network/no-route: The flow 사용자 -> web ends at near. near has no route to 10.1.0.10. This is so over IPv4.']);
  });

  it('whose answer lacks a route in one of them', () => {
    const text = site({ near: 'route default via core', core: 'route 10.2.0.0/24 via near' });
    assert.deepEqual(said(text), ['network/no-return-route: The flow 사용자 -> web arrives, but its reply does not come back: at core it ends. core has no route to 2001:db8:2::10. This is so over IPv6; over IPv4 the flow gets through.']);
    repairsOf('network/no-return-route', text);
  });

  it('to the internet: the default route that is missing is that of the family', () => {
    const six = site({ core: 'route 0.0.0.0/0 via edge', flow: 'flow web -> people over https' });
    assert.deepEqual(said(six), ['network/no-route: The flow web -> people ends at core. core has no route to people. This is so over IPv6; over IPv4 the flow gets through.']);
    assert.match(repairsOf('network/no-route', six)[0]!, /route ::\/0 via edge/);
    const four = site({ core: 'route ::/0 via edge', flow: 'flow web -> people over https' });
    assert.match(repairsOf('network/no-route', four)[0]!, /route 0\.0\.0\.0\/0 via edge/);
  });

  it('where only one end has both: the family that they share', () => {
    assert.deepEqual(said(site({ core: BACK, web: 'ip 2001:db8:1::10' })), ['network/no-route: The flow 사용자 -> web ends at near. near has no route to 2001:db8:1::10. This is so over IPv6.']);
  });

  it('says nothing of families where there is one, or where both are carried', () => {
    assert.deepEqual(said(site({ near: 'route default via core', core: BACK })), []);
    const four = site({ near: '', core: BACK }).replaceAll(/ {2}(ip|interface \w+|subnet) 2001\S+/g, '').replaceAll(/ {2}route 2001\S+ via \w+/g, '');
    assert.deepEqual(said(four), ['network/no-route: The flow 사용자 -> web ends at near. near has no route to 10.1.0.10.']);
  });

  it('told so of a filter, too', () => {
    const text = site({ near: 'route default via core', core: `${BACK} allow 10.2.0.0/24 -> web over https` });
    assert.match(said(text)[0]!, /^network\/flow-denied: .* This is so over IPv6; over IPv4 the flow gets through\.$/);
  });
});
