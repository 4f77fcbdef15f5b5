import assert from 'node:assert/strict';
import fc from 'fast-check';
import { complete, type CompletionProposal } from '#language/syntax/complete/complete.js';
import { walkStatements } from '#language/syntax/complete/grammar-walk.js';
import { languageWords } from '#language/syntax/keywords.js';
import { parseDocument } from '#language/syntax/document.js';
import { archServices } from '#language/syntax/services.js';
import { lowered } from '../support/model.js';
import { mangled, sentence } from '../support/sentences.js';

const PLAN = `internet world { users shoppers "쇼핑객" }
zone lan "Lan" {
  subnet 10.0.1.0/24
  loadbalancer lb { ip 10.0.1.10 }
  server web count 2 { ip from 10.0.1.11 }
  /** Orders and customers. */
  database db { software mysql  tag sensitive }
  router r { interface lan 10.0.1.1 }
  group pair "Pair" active-standby { members lb, db }
}
zone 망 { vlan mgmt 10  database db2  server was count 2 { service api } }
link lan.r -- 망 as uplink
flow shoppers -> lb over https as shop "Shop"
securitygroup admins
kind broker extends service { attribute retention duration }
`;

/** What is proposed at `$0`, in a file that begins with the plan. */
function at(text: string, plan = PLAN): CompletionProposal[] {
  const whole = plan + text;
  const offset = whole.indexOf('$0');
  const { document, model } = lowered(whole.slice(0, offset) + whole.slice(offset + 2));
  return complete(document, offset, model);
}

const labels = (text: string, plan = PLAN): string[] => at(text, plan).map((each) => each.label);

function offers(text: string, wanted: string[], unwanted: string[] = []): void {
  const found = labels(text);
  for (const label of wanted) assert.ok(found.includes(label), `${text}: ${label} is missing among ${found.slice(0, 40).join(' ')}`);
  for (const label of unwanted) assert.ok(!found.includes(label), `${text}: ${label} is offered`);
}

describe('completion', () => {
  describe('of statements', () => {
    it('offers kinds, keywords and snippets at the top, but nothing that belongs in a block', () => {
      offers('$0', ['server', 'zone', 'broker', 'flow', 'link', 'expect', 'flow … -> … over …', 'scenario', 'import'], ['ip', 'vrrp', 'members', 'subnet', 'over', 'count', 'workers']);
    });
    it('offers in a block what may stand there', () => {
      offers('server s {\n  $0\n}', ['software', 'ip', 'workers', 'inbound', 'priority', 'vm'], ['members', 'scenario', 'over']);
      offers('group g { $0', ['members', 'vip', 'failover'], ['scenario']);
      offers('view v {\n  show flows\n  $0\n}', ['collapse', 'hide', 'direction'], ['server', 'flow']);
      offers('scenario "x" {\n  $0', ['load', 'at', 'expect', 'seed'], ['server', 'ip']);
      offers('server s {\n  inbound {\n    $0', ['allow', 'deny', 'default'], ['server', 'ip']);
      offers('link lan.r -- lan.db { $0', ['bandwidth', 'latency', 'medium'], ['workers', 'ip']);
      offers('loadbalancer x { balance web { $0', ['check', 'weight', 'sticky'], ['server']);
      offers('job j on was { stage map { $0', ['tasks', 'memory', 'duration'], ['server']);
      offers('job j on was { $0', ['stage', 'queue'], ['server']);
      offers('resource-manager rm { yarn-queue prod { capacity 100% } }\njob j on was { queue $0', ['prod'], ['was', 'rm', 'stage']);
      offers('resource-manager rm { yarn-queue prod { $0', ['capacity', 'maximum-capacity', 'yarn-queue']);
    });
    it('puts first in a block what suits its role', () => {
      const found = labels('zone z {\n  $0\n}');
      assert.ok(found.indexOf('subnet') < found.indexOf('vrrp'));
      assert.ok(found.indexOf('database') < found.indexOf('workers'));
      const router = labels('router x {\n  $0\n}');
      assert.ok(router.indexOf('interface') < router.indexOf('subnet'));
    });
    it('starts anew on a new line, also below a line that is half typed', () => {
      offers('flow shoppers -> lb\n$0', ['server', 'flow'], ['over', 'as']);
      offers('flow shoppers ->\n$0', ['server', 'flow', 'db']);
      offers('server server server\n$0', ['server', 'flow']);
      offers('zone z {\n  server {{ "\n  $0\n}', []);
    });
    it('goes on with a statement that is written over lines', () => {
      offers('flow shoppers\n  -> lb over https\n  tim$0', ['timeout', 'as', 'share']);
      offers('flow shoppers\n  -> lb over https\ntim$0', ['server'], ['timeout', 'as', 'share']);
      assert.ok(labels('flow shoppers\n  -> lb over https\n  $0').indexOf('timeout') < labels('flow shoppers\n  -> lb over https\n  $0').indexOf('server'));
      offers('group g active-active {\n  members db,\n    $0', ['lb', 'web']);
    });
    it('offers another statement behind two spaces or in a block on the line, not behind one', () => {
      offers('server s { software nginx  $0', ['ip', 'workers']);
      offers('server s  $0', ['count', 'flow']);
      offers('server s $0', ['count', 'on'], ['flow', 'server']);
    });
  });

  describe('within a statement', () => {
    it('offers what the grammar goes on with', () => {
      offers('flow shoppers -> lb $0', ['over', 'as', 'timeout', 'via', '->'], ['count', 'members', 'server']);
      offers('server s $0', ['count', 'on', '{ … }']);
      offers('group g $0', ['active-active', 'active-standby', 'quorum', 'count']);
      offers('expect shoppers $0', ['can', 'cannot', '->', 'survives'], ['over']);
      offers('expect no $0', ['single', 'flow'], ['can']);
      offers('scenario "x" {\n  at 10m $0', ['fail', 'recover', 'partition'], ['db']);
      offers('vrrp 51 $0', ['every', 'preempt']);
      offers('flow shoppers -$0', ['->']);
    });
    it('offers names, and no keywords, where a name is wanted', () => {
      const keywords = new Set(languageWords().all);
      for (const text of ['flow $0', 'flow shoppers -> $0', 'link $0', 'group g { members $0', 'refine $0', 'server s on $0', 'scenario "x" { at 1m fail $0']) {
        const found = at(text);
        assert.ok(found.length > 0, text);
        assert.deepEqual(found.filter((each) => each.label !== 'any' && (each.kind === 'keyword' || keywords.has(each.label))).map((each) => each.label), [], text);
      }
    });
    it('offers nothing where something new is named, in comments and in strings', () => {
      for (const text of ['server $0', 'flow a -> b as $0', '// $0', '/* $0', '/** a */ // b $0', 'server s "$0', 'server s "a $0"', 'owner "a\\"$0']) assert.deepEqual(labels(text), [], text);
    });
  });

  describe('of names', () => {
    it('writes them as they mean their element there, with kind, label and doc comment', () => {
      offers('flow $0', ['shoppers', 'web', 'db', 'db2', 'lan', 'pair'], ['lan.web', 'web#1', 'lan.db', 'admins']);
      const shoppers = at('flow $0').find((each) => each.label === 'shoppers')!;
      assert.equal(shoppers.detail, 'users · 쇼핑객');
      assert.equal(at('flow shoppers -> $0').find((each) => each.label === 'db')!.documentation, 'Orders and customers.');
    });
    it('qualifies what would be ambiguous or hidden', () => {
      offers('zone other {\n  server db\n  server x {\n    flow x -> $0\n  }\n}', ['db', 'lan.db', 'db2']);
    });
    it('offers what is inside behind a dot, and instances behind #', () => {
      assert.deepEqual(labels('flow shoppers -> lan.$0'), ['db', 'lb', 'pair', 'r', 'web'].filter((name) => labels('flow shoppers -> lan.$0').includes(name)));
      offers('flow shoppers -> lan.$0', ['db', 'lb', 'web', 'r'], ['shoppers', 'mgmt']);
      offers('flow shoppers -> 망.$0', ['mgmt', 'db2', 'was'], ['db']);
      assert.deepEqual(labels('expect web#$0'), ['1', '2']);
      offers('flow shoppers -> was.$0', ['api']);
    });
    it('chooses by what is asked for', () => {
      assert.deepEqual(labels('server s { use $0'), ['admins']);
      offers('link lan.r access $0', ['mgmt', '10'], ['lan', 'web']);
      offers('view v { collapse $0', ['lan', '망', 'world'], ['web']);
      offers('scenario "x" { load $0', ['shop']);
      offers('scenario "x" { at 1m cut $0', ['uplink']);
      offers('firewall f { allow $0', ['admins', 'web', 'any']);
      assert.deepEqual(labels('loadbalancer x { balance web { weight $0'), ['web#1', 'web#2']);
      assert.equal(labels('server s { mount $0').includes('lan'), false);
    });
    it('replaces the typed word, hyphens and all, and only the last part of a path', () => {
      const proposal = at('flow lo-ad$0er -> x').find((each) => each.label === 'web')!;
      const line = PLAN.split('\n').length - 1;
      assert.deepEqual(proposal.insert, { start: { line, character: 5 }, end: { line, character: 10 } });
      assert.deepEqual(proposal.replace, { start: { line, character: 5 }, end: { line, character: 12 } });
      const inner = at('flow shoppers -> lan.d$0').find((each) => each.label === 'db')!;
      assert.deepEqual(inner.insert, { start: { line, character: 21 }, end: { line, character: 22 } });
      const korean = at('flow 쇼핑$0').find((each) => each.label === 'shoppers')!;
      assert.deepEqual(korean.insert, { start: { line, character: 5 }, end: { line, character: 7 } });
    });
  });

  describe('of the catalogue', () => {
    it('offers kinds, software, systems and capabilities', () => {
      offers('kind k extends $0', ['server', 'broker', 'database'], ['shoppers', 'element']);
      offers('server s { software $0', ['nginx', 'mysql', 'haproxy'], ['ubuntu']);
      offers('server s { os $0', ['ubuntu', 'linux'], ['nginx']);
      offers('database d { requires $0', ['acid', 'replication']);
      offers('expect every $0', ['database', 'service', 'flow', 'element'], ['can']);
      offers('kind k { role $0', ['place', 'database']);
      assert.ok(labels('database d { software $0').indexOf('mysql') < labels('database d { software $0').indexOf('nginx'));
    });
    it('offers the attributes of the kind, also of one\'s own', () => {
      offers('broker b { $0', ['retention', 'mtbf', 'owner']);
      offers('server s { $0', ['mtbf', 'workers', 'maintenance'], ['retention']);
      offers('link a -- b { $0', ['maintenance', 'bandwidth']);
      offers('server s { maintenance 4h $0', ['every']);
      offers('server s { mtbf 4h $0', [], ['every']);
    });
    it('offers ports, first those of the target', () => {
      assert.ok(labels('flow shoppers -> db over $0').slice(0, 4).includes('mysql'));
      assert.ok(labels('flow shoppers -> db over $0').slice(0, 4).includes('tcp/3306'));
      offers('flow shoppers -> lb over $0', ['https', 'mysql', 'tcp/', 'icmp']);
      offers('server s {\n  port $0', ['https']);
      assert.deepEqual(labels('flow shoppers -> lb over http/$0'), ['80']);
    });
    it('offers tags in use, closed lists and figures', () => {
      offers('server s { tag $0', ['sensitive']);
      offers('link lan.r -- lan.db { medium $0', ['fc', 'ethernet', 'wifi'], ['server']);
      offers('view v { direction $0', ['right', 'down']);
      offers('expect $0', ['availability', 'p95', 'shop', 'every', 'no']);
      offers('expect every database has $0', ['replicate', 'owner', 'mtbf']);
      offers('server s { service-time $0', ['exponential', 'lognormal']);
    });
  });

  describe('of values', () => {
    it('offers the units that the quantity may have', () => {
      assert.deepEqual(labels('flow shoppers -> lb timeout 2$0'), ['2ms', '2s', '2m', '2h', '2d']);
      assert.deepEqual(labels('expect availability of shop >= 99.9$0'), ['99.9%']);
      offers('link lan.r -- lan.db { bandwidth 10$0', ['10Gbps'], ['10s']);
      offers('server s { memory 16$0', ['16GB', '16GiB'], ['16s']);
      offers('broker b { retention 2$0', ['2h', '2d'], ['2GB']);
      offers('scenario "x" { load shop 200$0', ['200/s']);
      assert.deepEqual(labels('server s { workers 20$0'), []);
    });
    it('offers the next free address, gateways and prefixes', () => {
      const inside = PLAN.replace('  router r', '  server s { $0 }\n  router r');
      const of = (statement: string): string[] => labels('', inside.replace('$0', statement));
      assert.ok(of('ip $0').includes('10.0.1.13'));
      assert.ok(of('gateway $0').includes('10.0.1.1'));
      assert.ok(labels('router r2 { interface lan $0').includes('10.0.1.13'));
      assert.ok(labels('router r2 { route $0').includes('10.0.1.0/24'));
    });
  });

  it('knows every way on that the grammar knows', () => {
    const lexer = archServices().parser.Lexer;
    fc.assert(fc.property(sentence('Architecture', 80), fc.nat(), (words, pick) => {
      const { tokens } = lexer.tokenize(words.filter((word) => word !== 'language').join(' '));
      fc.pre(parseDocument('', words.join(' ')).healthy && words[0] !== 'language' && tokens.length > 0 && tokens.length < 60);
      const index = pick % tokens.length;
      const next = tokens[index]!;
      const { expected } = walkStatements('Architecture', tokens.slice(0, index));
      const terminals = next.tokenType.name === 'ID' || /^[a-z]/.test(next.tokenType.name) ? ['NAME', 'WORD', 'ID'] : [next.tokenType.name];
      assert.ok(expected.some((each) => each.keyword === next.image || terminals.includes(each.terminal ?? '')), `${words.join(' ')} @ ${next.image}`);
    }), { numRuns: 300 });
  });

  it('answers anywhere in any text, and soon', () => {
    const { model } = lowered(PLAN);
    fc.assert(fc.property(mangled(sentence()), fc.nat(), fc.string(), (text, cut, noise) => {
      const broken = text.slice(0, cut % (text.length + 1)) + noise;
      for (const proposal of complete(parseDocument('file:///x.arch', broken), broken.length, model)) {
        assert.ok(proposal.text.length > 0 && proposal.label.length > 0);
        assert.deepEqual(proposal.insert.start, proposal.replace.start);
      }
    }), { numRuns: 300 });
  });

  it('keeps up with a long file and a statement without an end', () => {
    const long = parseDocument('file:///x.arch', `${'server s {\n  ip 10.0.0.1\n}\n'.repeat(3000)}flow `);
    const { model } = lowered(PLAN);
    assert.ok(complete(long, long.text.length, model).length > 0);
    const endless = parseDocument('file:///y.arch', `group g active-active { members ${'a, '.repeat(5000)}`);
    assert.ok(Array.isArray(complete(endless, endless.text.length, model)));
    const wide = parseDocument('file:///w.arch', `flow ${'a'.repeat(200_000)} `);
    assert.ok(Array.isArray(complete(wide, wide.text.length, model)));
    const deep = parseDocument('file:///z.arch', 'zone a { '.repeat(3000));
    assert.ok(Array.isArray(complete(deep, deep.text.length, model)));
  });
});
