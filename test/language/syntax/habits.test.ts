/** Who writes as in another tool is told how the same is written here; and what is proposed is itself sound. */
import assert from 'node:assert/strict';
import type { Problem } from '#language/model/problem.js';
import { parseDocument } from '#language/syntax/document.js';

type Syntax = Extract<Problem, { type: 'syntax' }>;

function syntaxProblems(text: string): Syntax[] {
  return parseDocument('file:///a.arch', text).problems.filter((each): each is Syntax => each.type === 'syntax');
}

function told(text: string): string[] {
  return syntaxProblems(text).map(({ origin, habit, instead }) => `${origin.range.start.line + 1} ${habit ?? '-'}${instead === undefined ? '' : `: ${instead}`}`);
}

describe('habits of other tools', () => {
  const lines: [string, string, string][] = [
    ['D2 and LikeC4: an arrow by itself', 'web -> db', '1 bare-flow: flow web -> db over PORT'],
    ['D2: a label behind a colon', 'users -> web: https', '1 bare-flow: flow users -> web over PORT "https"'],
    ['Structurizr: a description behind the ends', 'user -> web "Uses" "HTTPS"', '1 bare-flow: flow user -> web over PORT "Uses"'],
    ['LikeC4: single quotes', "customer -> cloud.backend 'uses'", '1 bare-flow: flow customer -> cloud.backend over PORT "uses"'],
    ['Mermaid: shapes and long arrows', 'A[Client] --> B[(Database)]', '1 bare-flow: flow A -> B over PORT'],
    ['Mermaid: a text on the arrow', 'A -->|reads| B', '1 bare-flow: flow A -> B over PORT "reads"'],
    ['an arrow the other way', 'db <- web', '1 bare-flow: flow web -> db over PORT'],
    ['Korean names', '이용자 -> 웹서버: "조회"', '1 bare-flow: flow 이용자 -> 웹서버 over PORT "조회"'],
    ['PlantUML: a line without a head', 'web -- db', '1 bare-link: link web -- db'],
    ['Structurizr: an assignment', 'user = person "User"', '1 assignment: person user "User"'],
    ['LikeC4: an assignment in single quotes', "customer = actor 'Customer'", '1 assignment: actor customer "Customer"'],
    ['a link with one dash', 'link lb - web1', '1 link-ends: link lb -- web1'],
    ['a link with an arrow, to a jack', 'link sw1:g0/1 -> sw2', '1 link-ends: link sw1:g0/1 -- sw2'],
    ['a flow with dashes', 'flow web -- db', '1 flow-ends: flow web -> db'],
    ['YAML: a key and its value', 'image: nginx', '1 colon'],
    ['YAML: a key alone', 'services:', '1 colon'],
    ['YAML: an item', '- "80:80"', '1 colon'],
    ['a comment of a shell', '# the shop', '1 hash-comment'],
    ['a semicolon', 'server b;', '1 semicolon'],
    ['a list of elements', 'server c, d', '1 several: server c count 2'],
    ['a unit by itself', 'server b { mtbf 3 years }', '1 spaced-unit: 3y'],
    ['a rate in requests', 'scenario "s" { load a -> b 100 rps for 10m }', '1 spaced-unit: 100/s'],
    ['a scenario without quotes', 'scenario failover { at 10s fail db }', '1 title: scenario "failover"'],
    ['an expectation in free words', 'expect lb reaches db', '1 expectation'],
    ['a label in single quotes', "server b 'Web'", '1 quotes'],
    ['a label in brackets', 'server b [Web]', '1 brackets'],
    ['nothing of the kind', 'server b count', '1 -'],
  ];
  for (const [title, line, expected] of lines) it(title, () => assert.deepEqual(told(`${line}\n`), [expected]));

  it('says a step in a sequence, where an arrow stands by itself', () => {
    assert.deepEqual(told('sequence "s" {\n  a -> b: hello\n}\n'), ['2 step: a -> b "hello"']);
  });

  it('blames an opening line that it leaves out, and not the brace that closes its block', () => {
    const text = 'workspace "Shop" {\n  model {\n    server a\n    zone z {\n      server b\n    }\n  }\n}\nserver c\n';
    assert.deepEqual(told(text), ['1 anonymous-block', '2 anonymous-block']);
    const { ast } = parseDocument('file:///a.arch', text);
    assert.deepEqual(ast.statements.map((each) => 'name' in each ? each.name : ''), ['a', 'z', 'c']);
  });

  it('keeps to the column of a comment and to Windows line ends', () => {
    assert.deepEqual(told('server a\r\n\tweb -> db // asks\r\nserver b\r\n'), ['2 bare-flow: flow web -> db over PORT']);
  });

  it('proposes what is sound', () => {
    for (const [, line] of lines) {
      for (const { habit, instead } of syntaxProblems(`${line}\n`)) {
        if (instead === undefined || habit === 'spaced-unit') continue;
        const text = habit === 'title' ? `${instead} { }` : instead.replace('PORT', 'https');
        assert.deepEqual(parseDocument('file:///a.arch', `${text}\n`).problems, [], text);
      }
    }
  });

  it('costs little on long lines', () => {
    const line = `${'a'.repeat(5_000)} -> ${'[x]'.repeat(5_000)}`;
    const started = performance.now();
    syntaxProblems(`${line}\n`);
    syntaxProblems(`${'a-'.repeat(150)}=\n`);
    assert.ok(performance.now() - started < 2_000);
  });
});
