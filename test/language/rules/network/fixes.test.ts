/** A repair that a network rule offers removes its finding, and leaves a text that still means something. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Facts } from '#language/facts/query.js';
import { word } from '#language/messages/word.js';
import { rules } from '#language/rules/index.js';
import { parseDocument } from '#language/syntax/document.js';
import { textEdits } from '#language/syntax/edits/apply.js';
import type { Finding } from '#language/model/finding.js';
import type { Model } from '#language/model/model.js';
import { readModel } from '../../../support/read-model.js';

const URI = 'file:///test.arch';

function findingsOf(rule: string, model: Model): Finding[] {
  return [...rules.find((each) => each.id === rule)!.run(new Facts(model))];
}

function apply(text: string, finding: Finding, nth: number, model: Model): string {
  const document = parseDocument(URI, text);
  const edits = textEdits(finding.fixes[nth]!.edits, model, (uri) => (uri === URI ? document : undefined));
  assert.ok(edits.length > 0, 'the repair has no place in the text');
  const lines = text.split('\n');
  const offset = (position: { line: number; character: number }): number => lines.slice(0, position.line).reduce((sum, line) => sum + line.length + 1, 0) + position.character;
  return [...edits].sort((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce((result, edit) => result.slice(0, offset(edit.range.start)) + edit.newText + result.slice(offset(edit.range.end)), text);
}

/** Applies each repair of each finding by itself. */
function checkRepairs(rule: string, text: string): number {
  const model = readModel(text);
  let repairs = 0;
  for (const finding of findingsOf(rule, model)) {
    finding.fixes.forEach((_, nth) => {
      repairs++;
      const repaired = apply(text, finding, nth, model);
      const after = readModel(repaired);
      assert.deepEqual(after.problems, [], repaired);
      assert.ok(!findingsOf(rule, after).some((each) => each.key === finding.key), `${rule} still speaks of:\n${repaired}`);
    });
  }
  return repairs;
}

function failingExample(rule: string): string {
  const page = readFileSync(new URL(`../../../../language/rules/${rule}.md`, import.meta.url), 'utf8');
  return /## Fails\n+```arch\n([\s\S]*?)\n```/.exec(page)![1]!;
}

describe('repairs of the network rules', () => {
  for (const rule of rules.filter((each) => each.id.startsWith('network/') && each.fixable)) {
    it(`cure the failing example of ${rule.id}`, () => {
      const repairs = checkRepairs(rule.id, failingExample(rule.id));
      // An overlap can be moved only while nothing has an address in it; several gateways are offered as a choice.
      assert.ok(repairs > 0, 'the example offers no repair');
    });
  }

  it('open exactly what was denied: before a denying rule, in a security group, after translation', () => {
    const lan = (rules: string, host = ''): string => `zone lan { subnet 10.0.1.0/24  server a { ip 10.0.1.5 } }
zone far { subnet 10.0.2.0/24  server b { ip 10.0.2.5  ${host} } }
router r { interface lan 10.0.1.1  interface far 10.0.2.1  ${rules} }
flow a -> b over tcp/80`;
    for (const text of [
      lan('deny lan -> far over tcp/80  allow any -> any'),
      `${lan('', 'use sg')}\nsecuritygroup sg { allow a over tcp/22 }`,
      `internet world { users people }
zone lan { subnet 10.0.1.0/24  server a { ip 10.0.1.5 } }
firewall f { interface world 203.0.113.1/29  interface lan 10.0.1.1  dnat 203.0.113.2 over tcp/443 -> a over tcp/8443 }
link f -- world
flow people -> a over tcp/443`,
      `zone lan { subnet 10.0.1.0/24  loadbalancer lb count 2 { ip from 10.0.1.5 } }
zone far { subnet 10.0.2.0/24  server b count 2 { ip from 10.0.2.5 } }
firewall f count 2 active-standby { instance 1 { interface lan 10.0.1.2  interface far 10.0.2.2 }  instance 2 { interface lan 10.0.1.3  interface far 10.0.2.3 }  vip 10.0.1.1, 10.0.2.1 }
flow lb -> b over tcp/80`,
    ]) assert.ok(checkRepairs('network/flow-denied', text) > 0, text);
  });

  it('add the default route where a flow leaves for the internet', () => {
    assert.ok(checkRepairs('network/no-route', `internet world { server api { ip 198.51.100.7 } }
zone transit { subnet 10.0.0.0/30 }
zone lan { subnet 10.0.1.0/24  server a { ip 10.0.1.5 } }
router core { interface transit 10.0.0.2  interface lan 10.0.1.1 }
router edge { interface world 203.0.113.1/29  interface transit 10.0.0.1  route 10.0.1.0/24 via core  masquerade lan }
link edge -- world
flow a -> world over https`) > 0);
  });

  describe('where routers learn their routes', () => {
    const chain = (first: string, second: string, third: string, count = ''): string => `zone a { subnet 10.0.1.0/24  server x { ip 10.0.1.5 } }
zone ab { subnet 10.0.9.0/24 }
zone bc { subnet 10.0.8.0/24 }
zone c { subnet 10.0.3.0/24  server 서버 { ip 10.0.3.5 } }
router r1 { interface a 10.0.1.1  interface ab 10.0.9.1  ${first} }
router 라우터 ${count === '' ? `{ interface ab 10.0.9.2  interface bc 10.0.8.2  ${second} }`
      : `count 2 active-standby { instance 1 { interface ab 10.0.9.2  interface bc 10.0.8.2 }  instance 2 { interface ab 10.0.9.3  interface bc 10.0.8.3 }  ${second} }`}
router r3 { interface bc 10.0.8.4  interface c 10.0.3.1  ${third} }
flow x -> 서버 over https`;
    const cures = (text: string): string[] => {
      const model = readModel(text);
      return ['network/no-route', 'network/no-return-route'].flatMap((rule) => findingsOf(rule, model)).map((finding) => {
        const repaired = apply(text, finding, 0, model);
        assert.deepEqual(readModel(repaired).problems, [], repaired);
        return `${word(finding.todo)} | ${word(finding.fixes[0]!.title)} | ${['network/no-route', 'network/no-return-route'].flatMap((rule) => findingsOf(rule, readModel(repaired))).length}`;
      });
    };

    it('let a silent one take part, instead of writing what the others would learn', () => {
      const todo = (router: string, who: string): string => `Let ${router} take part in ospf ("routing ospf"), so that ${who} learns of 10.0.3.0/24; or write the route by hand on every router that needs it. | Let ${router} take part in ospf | 0`;
      assert.deepEqual(cures(chain('routing ospf', '', 'routing ospf')), [todo('라우터', 'r1')]);
      assert.deepEqual(cures(chain('', 'routing ospf', 'routing ospf')), [todo('r1', 'r1')]);
      assert.deepEqual(cures(chain('routing ospf', '', '')), [todo('라우터 and r3', 'r1')]);
      assert.deepEqual(cures(chain('routing ospf', '', 'routing ospf', 'twice')), [todo('라우터#1', 'r1')]);
      assert.deepEqual(cures(chain('routing ospf', 'routing ospf', 'routing ospf')), []);
    });

    it('write the route where nobody learns, or where one that takes no part has routes of its own', () => {
      for (const text of [chain('', 'route 10.0.1.0/24 via r1  route 10.0.3.0/24 via r3', 'route default via 라우터'), chain('route 10.7.0.0/16 via 라우터', 'routing ospf', 'routing ospf')]) {
        assert.equal(cures(text)[0], 'Add "route 10.0.3.0/24 via 라우터" to r1. | Add the route 10.0.3.0/24 via 라우터 to r1 | 0'.replace(/0$/, text.includes('ospf') ? '1' : '0'));
      }
    });
  });
});
