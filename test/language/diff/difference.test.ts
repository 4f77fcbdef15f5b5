import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { check } from '#language/check/check.js';
import { difference, isSame, marksOf, union, type Difference, type Revision } from '#language/diff/index.js';
import { Facts } from '#language/facts/query.js';
import { format } from '#language/syntax/format/format.js';
import { checkLayout } from '#language/scene/check-layout.js';
import { drawing, passesOf } from '#language/scene/index.js';
import { readModel, readVariants } from '../../support/read-model.js';

const folder = fileURLToPath(new URL('../../../examples/', import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.arch')).sort();

function revision(text: string, uri?: string, variant?: string): Revision {
  const model = readModel(text, uri, variant);
  const facts = new Facts(model);
  return { model, facts, findings: check(facts) };
}

function between(base: string, head: string): Difference {
  return difference(revision(base), revision(head));
}

/** `+ a`, `- b`, `~ c ip`: what a test compares. */
function told({ parts, rules, declarations }: Difference): string[] {
  const sign = { added: '+', removed: '-', changed: '~', moved: '^' };
  return [
    ...parts.map(({ change, id, was, traits, instances }) => [sign[change], id, ...(was === undefined ? [] : [`was ${was}`]), ...(instances === undefined ? [] : [`x${instances}`]), ...traits.map(({ word, before, after }) => `${word}: ${before.join()} > ${after.join()}`)].join(' ')),
    ...rules.map(({ on, change, text }) => `${sign[change]} ${on}: ${text}`),
    ...declarations.map(({ change, sort, name }) => `${sign[change]} ${sort} ${name}`),
  ].sort();
}

const SHOP = `internet world { users 고객 }
firewall edge {
  allow world -> web over https
  deny world -> any
}
zone lan {
  server web { software nginx  ip 203.0.113.1 }
  database db { software mysql  ip 203.0.113.2 }
}
link world -- edge -- lan
flow 고객 -> web over https as shop
flow web -> db over mysql
expect availability of shop >= 99%
`;

describe('a difference', () => {
  it('is none between an architecture and itself, however it is laid out or called', () => {
    for (const other of [SHOP, SHOP.replaceAll('\n', '\r\n'), `// a comment\n\n${SHOP.replaceAll('  ', '\t')}`]) {
      const found = difference(revision(SHOP, 'file:///one.arch'), revision(other, 'file:///two.arch'));
      assert.deepEqual(told(found), []);
      assert.ok(isSame(found));
      assert.deepEqual([found.findings.come, found.findings.gone], [[], []]);
    }
  });

  it('names what came, what went, and what is said otherwise, in the words of the source', () => {
    assert.deepEqual(told(between(SHOP, SHOP.replace('ip 203.0.113.1', 'ip 203.0.113.9'))), ['~ lan.web ip: 203.0.113.1 > 203.0.113.9']);
    assert.deepEqual(told(between(SHOP, SHOP.replace('software nginx', 'software tomcat'))), ['~ lan.web software: nginx > tomcat']);
    assert.deepEqual(told(between(SHOP, `${SHOP}server spare\n`)), ['+ spare']);
    assert.deepEqual(told(between(`${SHOP}server spare\n`, SHOP)), ['- spare']);
    assert.deepEqual(told(between(SHOP, SHOP.replace('over mysql', 'over mysql timeout 2s async'))), ['~ lan.web -> lan.db timeout:  > 2s async:  > async'.replace('timeout:  > 2s async:  > async', 'async:  > async timeout:  > 2s')]);
    assert.deepEqual(told(between(SHOP, SHOP.replace('99%', '99.9%'))), ['+ expectation availability of shop >= 99.9%', '- expectation availability of shop >= 99%']);
  });

  it('sees the lines of a filter one by one, and that their order decides', () => {
    const more = SHOP.replace('allow world -> web over https\n', 'allow world -> web over https\n  allow world -> web over http\n');
    assert.deepEqual(told(between(SHOP, more)), ['+ edge: allow world -> web over http']);
    const turned = SHOP.replace('  allow world -> web over https\n  deny world -> any\n', '  deny world -> any\n  allow world -> web over https\n');
    const found = told(between(SHOP, turned));
    assert.equal(found.length, 1);
    assert.match(found[0]!, /^\^ edge: (allow world -> web over https|deny world -> any)$/u);
  });

  it('sees who is the primary: the order of members is said, that of tags is not', () => {
    const pair = (members: string): string => `database a { tag x, y }\ndatabase b\ngroup db active-standby { members ${members} }\n`;
    assert.deepEqual(told(between(pair('a, b'), pair('b, a'))), ['~ db members: a,b > b,a']);
    assert.deepEqual(told(between(pair('a, b'), pair('a, b').replace('x, y', 'y, x'))), []);
  });

  it('takes a counted element for one thing', () => {
    const counted = (count: number, more = ''): string => `zone lan { server web count ${count} { os linux ${more} } }\n`;
    assert.deepEqual(told(between('zone lan\n', counted(3))), ['+ lan.web x3']);
    assert.deepEqual(told(between(counted(3), counted(3, 'software nginx'))), ['~ lan.web x3 software:  > nginx']);
    const one = 'zone lan { server web { os linux } }\n';
    assert.deepEqual(told(between(one, counted(2))), ['~ lan.web count: 1 > 2']);
    assert.deepEqual(told(between(counted(2, 'software nginx'), one)), ['~ lan.web count: 2 > 1 software: nginx > ']);
    assert.deepEqual(told(between(counted(3), counted(2))), ['- lan.web#3', '~ lan.web count: 3 > 2']);
    assert.deepEqual(told(between(counted(2), counted(2, 'instance 2 { tag canary }'))), ['~ lan.web#2 tag:  > canary']);
  });

  it('recognises a part under another name where nothing else fits, and what was said of it with it', () => {
    const renamed = SHOP.replaceAll(/\bdb\b/gu, 'orders');
    const found = between(SHOP, renamed);
    assert.deepEqual(told(found), ['~ lan.orders was lan.db name: db > orders']);
    assert.deepEqual([found.findings.come.length, found.findings.gone.length], [0, 0]);
    // The place and all that is in it.
    assert.deepEqual(told(between(SHOP, SHOP.replaceAll(/\blan\b/gu, 'inside'))), ['~ inside was lan name: lan > inside']);
    // Two that could be meant are none.
    const twins = 'server a { os linux }\nserver b { os linux }\nserver c { os linux }\n';
    assert.deepEqual(told(between(twins, twins.replace('server a', 'server x').replace('server b', 'server y'))), ['+ x', '+ y', '- a', '- b']);
  });

  it('tells findings that came from those that went, and what became of the services', () => {
    const found = between(SHOP, SHOP.replace('  allow world -> web over https\n', ''));
    assert.ok(found.findings.come.some(({ rule }) => rule === 'network/flow-denied'));
    const [service] = found.services;
    assert.equal(service!.name, 'shop');
    assert.ok(service!.before!.works && !service!.after!.works);
    const moved = between(SHOP, `\n\n\n${SHOP}`);
    assert.deepEqual([moved.findings.come, moved.findings.gone], [[], []]);
  });

  it('mirrors itself', () => {
    const opposite: Record<string, string> = { '+': '-', '-': '+', '~': '~', '^': '^' };
    const change = SHOP.replace('server web { software nginx  ip 203.0.113.1 }', 'server web { software nginx }\n  server spare { os linux }').replace('  deny world -> any\n', '');
    const [there, back] = [told(between(SHOP, change)), told(between(change, SHOP))];
    const plain = (line: string): string => line.replace(/ [\w-]+: .* > .*$/u, '');
    assert.deepEqual(there.map((line) => opposite[line[0]!]! + plain(line).slice(1)).sort(), back.map(plain).sort());
  });

  for (const name of files) {
    it(`is none between an example and its formatted self, and is drawn with all that another lacks: ${name}`, async () => {
      const text = readFileSync(folder + name, 'utf8');
      const [first, ...others] = readVariants(text);
      const reviewed = (model: typeof first): Revision => ({ model: model!, facts: new Facts(model!), findings: [] });
      const [same] = readVariants(format(text));
      assert.deepEqual(told(difference(reviewed(first), reviewed(same))), []);
      for (const other of others.slice(0, 1)) {
        const [base, head] = [reviewed(first), reviewed(other)];
        const found = difference(base, head);
        assert.ok(!isSame(found));
        const both = union(base.model, head.model, found.matching);
        const scene = await drawing(both, { changes: marksOf(found), passes: { ...passesOf(base.facts), ...passesOf(head.facts) } });
        assert.deepEqual(checkLayout(scene), []);
        assert.ok(scene.nodes.some(({ change }) => change !== undefined) || scene.edges.some(({ change }) => change !== undefined));
      }
    }).timeout(0);
  }
});

describe('what a model says', () => {
  /** What is derived, says where something stands, or only echoes another member. */
  const DERIVED = new Set(['origin', 'modeOrigin', 'priorityOrigin', 'jackOrigin', 'hostsOrigin', 'vlanOrigin', 'spanningTreeOrigin', 'id', 'name', 'parent', 'is', 'roles', 'defaultPorts',
    'bandwidth', 'latency', 'loss', 'title', 'members', 'counted', 'instance', 'chain', 'protocol', 'low', 'high', 'ids', 'rules', 'nat', 'icon', 'layer', 'value', 'type', 'stateless', 'hosts', 'need']);

  it('is never overlooked: every member of every part that is taken away makes a difference', () => {
    const text = readFileSync(`${folder}s28-clinical-study/clinical-study.arch`, 'utf8') + readFileSync(`${folder}s23-haproxy-keepalived/${files.find((name) => name.startsWith('s23') && !name.includes('broken'))!.split('/').pop()!}`, 'utf8').replaceAll(/^(architecture|view|scenario|internet).*$/gmu, '');
    const base = readModel(text);
    let tried = 0;
    for (const slice of ['elements', 'groups', 'links', 'flows'] as const) {
      for (const part of Object.values(base[slice])) {
        for (const [member, value] of Object.entries(part)) {
          if (DERIVED.has(member) || value === false || (Array.isArray(value) && value.length === 0) || (typeof value === 'object' && Object.keys(value as object).length === 0)) continue;
          const changed = structuredClone(base);
          const copy = changed[slice][part.id] as unknown as Record<string, unknown>;
          if (Array.isArray(value)) copy[member] = [];
          else if (typeof value === 'object') { if (!drop(copy[member] as Record<string, unknown>)) continue; } else copy[member] = typeof value === 'number' ? value + 1 : `${String(value)}x`;
          tried += 1;
          const found = difference({ model: base, facts: new Facts(base), findings: [] }, { model: changed, facts: new Facts(changed), findings: [] });
          assert.ok(!isSame(found), `${part.id} ${member}`);
        }
      }
    }
    assert.ok(tried > 60, String(tried));
  }).timeout(0);

  /** Takes away the first thing that is said; false where nothing is. */
  function drop(value: Record<string, unknown>): boolean {
    for (const [member, each] of Object.entries(value)) {
      if (DERIVED.has(member)) continue;
      if (Array.isArray(each) && each.length > 0) { value[member] = []; return true; }
      if (typeof each === 'number') { value[member] = each + 1; return true; }
      if (typeof each === 'string') { value[member] = `${each}x`; return true; }
    }
    return false;
  }
});
