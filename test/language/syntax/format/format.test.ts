import assert from 'node:assert/strict';
import { format, formatEdits } from '#language/syntax/format/format.js';

/** [what, before, after] */
const CASES: [string, string, string][] = [
  ['indents by blocks', 'zone a {\nserver b {\nip 10.0.0.1\n}\n}', 'zone a {\n  server b {\n    ip 10.0.0.1\n  }\n}\n'],
  ['keeps a block that was written on one line', 'zone lan { loadbalancer lb }\n', 'zone lan { loadbalancer lb }\n'],
  ['parts statements of one line by two spaces', 'server was { software tomcat ip 10.0.0.1    workers 200 }', 'server was { software tomcat  ip 10.0.0.1  workers 200 }\n'],
  ['keeps how long and how often together', 'server s { maintenance   4h\tevery 30d mtbf 1000h }', 'server s { maintenance 4h every 30d  mtbf 1000h }\n'],
  ['folds a column that was aligned by hand', 'interface world   203.0.113.10/29\ninterface transit 10.0.0.1', 'interface world 203.0.113.10/29\ninterface transit 10.0.0.1\n'],
  ['opens blocks on the statement\'s line', 'server web\n{\n  ip 10.0.0.1\n}', 'server web {\n  ip 10.0.0.1\n}\n'],
  ['leaves a brace below a comment', 'server web // front\n{\n ip 10.0.0.1 }', 'server web  // front\n{\n  ip 10.0.0.1\n}\n'],
  ['opens a block wholly or not at all', 'zone a { server b\nserver c }', 'zone a {\n  server b\n  server c\n}\n'],
  ['writes an empty block without a gap', 'zone a {\n\n}\nzone b {   }', 'zone a {}\nzone b {}\n'],
  ['keeps one blank line of several, none at a block\'s ends', '\n\nzone a {\n\n server b\n\n\n\n server c\n\n}\n\n\n', 'zone a {\n  server b\n\n  server c\n}\n'],
  ['keeps a statement that was written over lines, indented beyond a block', 'flow a -> b\n-> c over https\n\n  writes\nserver d', 'flow a -> b\n    -> c over https\n    writes\nserver d\n'],
  ['starts a new line after a statement over lines', 'flow a -> b\n-> c server d { ip 10.0.0.1\n } server e', 'flow a -> b\n    -> c\nserver d {\n  ip 10.0.0.1\n}\nserver e\n'],
  ['joins what belongs to one name', 'flow idc . data . db # 1 -> lb over tcp / 8000 - 8010 , udp / 53', 'flow idc.data.db#1 -> lb over tcp/8000-8010, udp/53\n'],
  ['joins jacks', 'link sw1 : g1 / 0 / 1 -- sw2 : 1/2', 'link sw1:g1/0/1 -- sw2:1/2\n'],
  ['keeps apart what would be read as a quantity', 'link sw1 : 0 / g1 -- b', 'link sw1:0 /g1 -- b\n'],
  ['keeps trailing comments on their line', 'zone a {// first\nserver b// second\n}   // third', 'zone a {  // first\n  server b  // second\n}  // third\n'],
  ['indents comments with the code that follows', '    // top\nzone a {\n// in\nserver b\n      // last\n}', '// top\nzone a {\n  // in\n  server b\n  // last\n}\n'],
  ['leaves a comment that points at columns below what it points at', 'zone a {\n  server b\n//       ^ this\n    server c\n      //   ^ that\n}', 'zone a {\n  server b\n//       ^ this\n  server c\n    //   ^ that\n}\n'],
  ['aligns the stars of a doc comment', 'zone a {\n/** One.\n* Two.\n      *   Three. */\nserver b\n}', 'zone a {\n  /** One.\n   * Two.\n   *   Three. */\n  server b\n}\n'],
  ['moves a block comment as a whole', '\t/* a\n\t   b\n\t c */\nserver b', '/* a\n   b\n c */\nserver b\n'],
  ['keeps a comment inside a statement', 'flow a -> b // why\n// and how\nover https', 'flow a -> b  // why\n    // and how\n    over https\n'],
  ['keeps carriage returns where most lines have them', 'zone a {\r\nserver b\r\n}\nserver c\r\n', 'zone a {\r\n  server b\r\n}\r\nserver c\r\n'],
  ['keeps a byte order mark', '\uFEFF  zone a', '\uFEFFzone a\n'],
  ['replaces tabs and wide spaces', 'zone a {\n\tserver\u3000b\n}', 'zone a {\n  server b\n}\n'],
  ['takes a long block apart', `zone lan { server web { software tomcat  ip 10.0.0.1  workers 200  owner "${'x'.repeat(90)}" }  server b }`,
    `zone lan {\n  server web {\n    software tomcat\n    ip 10.0.0.1\n    workers 200\n    owner "${'x'.repeat(90)}"\n  }\n  server b\n}\n`],
  ['does not count a trailing comment as length', `server web { ip 10.0.0.1 }  // ${'x'.repeat(130)}`, `server web { ip 10.0.0.1 }  // ${'x'.repeat(130)}\n`],
  ['measures Hangul as two columns', `server web { owner "${'가'.repeat(60)}" }`, `server web {\n  owner "${'가'.repeat(60)}"\n}\n`],
  ['leaves a long statement alone', `flow a -> b over https "${'x'.repeat(130)}"`, `flow a -> b over https "${'x'.repeat(130)}"\n`],
  ['returns a text with errors as it is', 'zone a {\n\n\n  server server server {\n', 'zone a {\n\n\n  server server server {\n'],
  ['does nothing to nothing', '', ''],
  ['empties a text of white space', ' \n\n ', ''],
];

describe('format', () => {
  for (const [what, before, after] of CASES) {
    it(what, () => {
      assert.equal(format(before), after);
      assert.equal(format(after), after, 'a formatted text stays as it is');
    });
  }

  it('makes the smallest edits', () => {
    assert.deepEqual(formatEdits('zone a {\n server b \n  server c\n}\n'), [
      { range: { start: { line: 0, character: 8 }, end: { line: 1, character: 1 } }, newText: '\n  ' },
      { range: { start: { line: 1, character: 9 }, end: { line: 2, character: 2 } }, newText: '\n  ' },
    ]);
    assert.deepEqual(formatEdits('zone a {\n'), []);
  });
});
