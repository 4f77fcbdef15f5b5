/** The repair of a missing firewall opens what the flows need and nothing else, also before a device that translates. */
import assert from 'node:assert/strict';
import { textEdits } from '#language/syntax/edits/apply.js';
import { filesOf, projectOf } from '../../../support/fixture.js';

const ROOT = 'file:///main.arch';

function repaired(text: string): { text: string; rules: string[] } {
  const project = projectOf(filesOf(text));
  const analysis = project.analyse(ROOT)!;
  const finding = analysis.findings.find((each) => each.rule === 'security/missing-firewall');
  assert.ok(finding?.fixes[0], 'no repair');
  const { lines } = project.document(ROOT)!;
  let result = text;
  for (const edit of [...textEdits(finding.fixes[0].edits, analysis.model, (uri) => project.document(uri))].reverse()) {
    result = result.slice(0, lines.offset(edit.range.start)) + edit.newText + result.slice(lines.offset(edit.range.end));
  }
  const after = projectOf(new Map([['/main.arch', result]]));
  return { text: result, rules: after.check(ROOT).findings.filter((each) => each.severity === 'error').map((each) => each.rule) };
}

describe('the repair of security/missing-firewall', () => {
  it('puts a firewall in the line with the rules that the flows need', () => {
    const { text, rules } = repaired('internet world { users people }\nrouter edge\nzone lan { server web }\nlink world -- edge -- lan\nflow people -> web over https\n');
    assert.deepEqual(rules, []);
    assert.match(text, /link world -- firewall -- edge -- lan/);
    assert.match(text, /allow people -> web over https/);
  });

  it('allows the address that is dialled where the translation comes behind it', () => {
    const { text, rules } = repaired(`internet world { users people }
zone lan { subnet 10.0.0.0/24  server web { ip 10.0.0.10  port tcp/8443 } }
router edge {
  interface world 203.0.113.1/29
  interface lan 10.0.0.1
  dnat 203.0.113.2 over tcp/443 -> web over tcp/8443
}
link world -- edge
flow people -> web over https
`);
    assert.deepEqual(rules, []);
    assert.match(text, /allow people -> 203\.0\.113\.2 over tcp\/443/);
  });
});
