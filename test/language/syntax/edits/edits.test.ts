import assert from 'node:assert/strict';
import fc from 'fast-check';
import { format } from '#language/syntax/format/format.js';
import { textEdits, type TextEdit } from '#language/syntax/edits/apply.js';
import { parseDocument } from '#language/syntax/document.js';
import { LineIndex } from '#language/syntax/lines.js';
import type { EditIntent, Statement } from '#language/model/edit.js';
import type { Model } from '#language/model/model.js';
import type { Origin } from '#language/model/origin.js';
import { lowered } from '../support/model.js';

type Intents = EditIntent[] | ((model: Model) => EditIntent[]);

function applied(text: string, edits: TextEdit[]): string {
  const lines = new LineIndex(text);
  const at = (edit: TextEdit): [number, number] => [lines.offset(edit.range.start), lines.offset(edit.range.end)];
  return [...edits].reverse().reduce((result, edit) => result.slice(0, at(edit)[0]) + edit.newText + result.slice(at(edit)[1]), text);
}

function edited(text: string, intents: Intents): string {
  const { model, documents } = lowered(text);
  return applied(text, textEdits(typeof intents === 'function' ? intents(model) : intents, model, documents));
}

function check(before: string, intents: Intents, after: string): void {
  const result = edited(before, intents);
  assert.equal(result, after);
  assert.ok(parseDocument('', result).healthy, 'the result parses');
  if (format(before) === before) assert.equal(format(result), result, 'the result is formatted');
}

const rule = (from: string, to: string, over = 'tcp/443'): Statement => ({ type: 'rule', action: 'allow', from: [from], to: [to], over: [over] });
const word = (text: string, value: string): Statement => ({ type: 'word', word: text, value });
/** Origin of the statement that these words are, found in the text. */
const statement = (text: string, words: string): Origin => {
  const lines = new LineIndex(text);
  const range = lines.range(text.indexOf(words), text.indexOf(words) + words.length);
  return { uri: 'file:///plan.arch', range, extent: range };
};

describe('edits', () => {
  describe('move', () => {
    const move = (text: string, at: string, before: string): EditIntent[] => [{ type: 'move', at: statement(text, at), before: statement(text, before) }];
    it('takes a line to the place before another one', () => {
      const text = 'router r {\n  allow r -> r\n  // none\n  deny r -> r over tcp/22  // no shell\n  ip 10.0.0.1\n}\n';
      check(text, move(text, 'deny r -> r over tcp/22', 'allow r -> r'), 'router r {\n  deny r -> r over tcp/22  // no shell\n  allow r -> r\n  // none\n  ip 10.0.0.1\n}\n');
    });
    it('takes the doc comment along', () => {
      const text = 'router 경로 {\n  allow any -> any\n  /** Nobody. */\n  deny any -> 경로\n}\n';
      check(text, move(text, 'deny any -> 경로', 'allow any -> any'), 'router 경로 {\n  /** Nobody. */\n  deny any -> 경로\n  allow any -> any\n}\n');
    });
    it('moves within a line', () => {
      const text = 'router r { allow any -> any  ip 10.0.0.1  deny any -> r }\n';
      check(text, move(text, 'deny any -> r', 'allow any -> any'), 'router r { deny any -> r  allow any -> any  ip 10.0.0.1 }\n');
    });
    it('does nothing across blocks', () => {
      const text = 'router r { allow any -> any }\nrouter s { deny any -> r }\n';
      check(text, move(text, 'deny any -> r', 'allow any -> any'), text);
    });
  });

  describe('add', () => {
    it('opens a block where there is none', () => {
      check('server web\n', [{ type: 'add', into: 'web', statements: [word('ip', '10.0.0.1')] }], 'server web {\n  ip 10.0.0.1\n}\n');
    });
    it('opens a block before a trailing comment', () => {
      check('server web "웹"  // front\n', [{ type: 'add', into: 'web', statements: [word('ip', '10.0.0.1')] }], 'server web "웹" {\n  ip 10.0.0.1\n}  // front\n');
    });
    it('opens a block on one line where the statement shares its line', () => {
      check('zone lan { server web  server app }\n', [{ type: 'add', into: 'lan.web', statements: [word('ip', '10.0.0.1'), word('workers', '4')] }],
        'zone lan { server web { ip 10.0.0.1  workers 4 }  server app }\n');
    });
    it('adds below the last statement of a block', () => {
      check('firewall fw {\n  default deny  // all else\n  // end\n}\nserver a\n', [{ type: 'add', into: 'fw', statements: [rule('a', 'a')] }],
        'firewall fw {\n  default deny  // all else\n  // end\n  allow a -> a over tcp/443\n}\nserver a\n');
    });
    it('adds to a block on one line', () => {
      check('firewall fw { default deny }\n', [{ type: 'add', into: 'fw', statements: [{ type: 'rule', action: 'allow', to: ['fw'] }] }], 'firewall fw { default deny  allow -> fw }\n');
    });
    it('fills an empty block', () => {
      check('firewall fw {}\n', [{ type: 'add', into: 'fw', statements: [word('interface', 'dmz')] }], 'firewall fw {\n  interface dmz\n}\n');
    });
    it('takes a line apart that becomes too long', () => {
      const label = 'x'.repeat(60);
      check(`zone lan { server web { owner "${label}" } }\nserver b\n`, [{ type: 'add', into: 'lan.web', statements: [word('workers', '200'), word('ip', '10.0.0.1')] }],
        `zone lan {\n  server web { owner "${label}"  workers 200  ip 10.0.0.1 }\n}\nserver b\n`);
    });
    it('inserts before a statement', () => {
      check('firewall fw {\n  allow a -> a\n  deny any -> a\n}\nserver a\n', (model) => [{
        type: 'add', into: 'fw', statements: [rule('fw', 'a', 'tcp/80')], before: model.elements['fw']!.network.rules[1]!.origin,
      }], 'firewall fw {\n  allow a -> a\n  allow fw -> a over tcp/80\n  deny any -> a\n}\nserver a\n');
      check('firewall fw { deny any -> a }\nserver a\n', (model) => [{
        type: 'add', into: 'fw', statements: [rule('fw', 'a', 'tcp/80')], before: model.elements['fw']!.network.rules[0]!.origin,
      }], 'firewall fw { allow fw -> a over tcp/80  deny any -> a }\nserver a\n');
    });
    it('inserts above the doc comment of the statement that follows', () => {
      check('zone a {\n  /** The shop. */\n  server web\n}\n', (model) => [{ type: 'add', into: 'a', statements: [word('subnet', '10.0.0.0/24')], before: model.elements['a.web']!.origin }],
        'zone a {\n  subnet 10.0.0.0/24\n  /** The shop. */\n  server web\n}\n');
    });
    it('opens an inbound block, and uses one that is there', () => {
      check('server web\n', [{ type: 'add', into: 'web', block: 'inbound', statements: [{ type: 'rule', action: 'allow', over: ['tcp/22'] }] }],
        'server web {\n  inbound {\n    allow over tcp/22\n  }\n}\n');
      check('server web {\n  inbound { allow over tcp/80 }\n}\n', [{ type: 'add', into: 'web', block: 'inbound', statements: [{ type: 'rule', action: 'allow', over: ['tcp/22'] }] }],
        'server web {\n  inbound { allow over tcp/80  allow over tcp/22 }\n}\n');
      check('server web { inbound {} }\n', [{ type: 'add', into: 'web', block: 'inbound', statements: [{ type: 'rule', action: 'allow', over: ['tcp/22'] }] }],
        'server web { inbound { allow over tcp/22 } }\n');
    });
    it('writes the statements of several intents into one new block', () => {
      check('server web\n', [
        { type: 'add', into: 'web', statements: [word('ip', '10.0.0.1')] }, { type: 'set', on: 'web', word: 'gateway', value: '10.0.0.254' },
        { type: 'add', into: 'web', block: 'inbound', statements: [{ type: 'rule', action: 'allow', over: ['tcp/22'] }] },
      ], 'server web {\n  ip 10.0.0.1\n  gateway 10.0.0.254\n  inbound {\n    allow over tcp/22\n  }\n}\n');
    });
    it('appends to the file', () => {
      check('server a\nserver b', [{ type: 'add', statements: [{ type: 'link', a: 'a', b: 'b', settings: 'access 10' }, { type: 'flow', from: 'a', to: 'b', over: 'tcp/80' }] }],
        'server a\nserver b\nlink a -- b access 10\nflow a -> b over tcp/80\n');
      check('', [{ type: 'add', statements: [{ type: 'element', kind: 'zone', name: 'a', statements: [{ type: 'element', kind: 'server', name: 'b', statements: [] }] }] }], 'zone a {\n  server b\n}\n');
    });
    it('shortens ids to what means them there', () => {
      const text = 'site idc {\n  zone app { server was }\n  zone data { database db }\n  firewall fw\n}\nsite dr {\n  zone data { database db }\n}\nserver was2\n';
      check(text, [{ type: 'add', into: 'idc.fw', statements: [rule('idc.app.was', 'idc.data.db'), rule('was2', 'dr.data.db')] }],
        text.replace('firewall fw', 'firewall fw {\n    allow was -> data.db over tcp/443\n    allow was2 -> dr.data.db over tcp/443\n  }'));
    });
    it('names what an inner name hides in full', () => {
      check('zone a {\n  server x\n  firewall fw\n}\nserver x\n', [{ type: 'add', into: 'a.fw', statements: [{ type: 'rule', action: 'deny', from: ['a.x'], to: [{ literal: 'any' }] }] }],
        'zone a {\n  server x\n  firewall fw {\n    deny x -> any\n  }\n}\nserver x\n');
    });
    it('keeps the file\'s line ending and indentation', () => {
      check('zone a {\r\n\tserver web\r\n}\r\n', [{ type: 'add', into: 'a.web', statements: [word('ip', '10.0.0.1')] }],
        'zone a {\r\n\tserver web {\r\n\t\tip 10.0.0.1\r\n\t}\r\n}\r\n');
      check('zone a {\r\n    server web {\r\n        workers 2\r\n    }\r\n}\r\n', [{ type: 'add', into: 'a.web', statements: [{ type: 'element', kind: 'vm', name: 'v', statements: [word('os', 'linux')] }] }],
        'zone a {\r\n    server web {\r\n        workers 2\r\n        vm v {\r\n            os linux\r\n        }\r\n    }\r\n}\r\n');
    });
    it('gives a brace that stands behind statements its own line', () => {
      assert.equal(edited('server web {\n  workers 2 }\n', [{ type: 'add', into: 'web', statements: [word('ip', '10.0.0.1')] }]), 'server web {\n  workers 2\n  ip 10.0.0.1\n}\n');
    });
    it('adds to links, flows and security groups', () => {
      check('server a\nserver b\nlink a -- b\nflow a -> b as f\nsecuritygroup sg\n', [
        { type: 'add', into: 'a -- b', statements: [word('bandwidth', '1Gbps')] },
        { type: 'add', into: 'sg', statements: [{ type: 'rule', action: 'allow', from: ['a'] }] },
      ], 'server a\nserver b\nlink a -- b {\n  bandwidth 1Gbps\n}\nflow a -> b as f\nsecuritygroup sg {\n  allow a\n}\n');
    });
  });

  describe('replace and remove', () => {
    it('replaces at the origin, in a file with errors too', () => {
      const text = 'server web\nflow web -> wbe\nserver server {{\n';
      const at = statement(text, 'wbe');
      assert.equal(edited(text, [{ type: 'replace', at, by: 'web' }]), text.replace('wbe', 'web'));
    });
    it('removes a statement with its line, comment and doc comment', () => {
      check('server a\n/** Gone. */\nserver b {\n  ip 10.0.0.1\n}  // too\nserver c\n', (model) => [{ type: 'remove', at: model.elements['b']!.origin }], 'server a\nserver c\n');
    });
    it('leaves one blank line of two', () => {
      check('server a\n\nserver b\n\nserver c\n', (model) => [{ type: 'remove', at: model.elements['b']!.origin }], 'server a\n\nserver c\n');
      check('server a\n\nserver b\n', (model) => [{ type: 'remove', at: model.elements['b']!.origin }], 'server a\n');
      check('server a\n\nserver b\n', (model) => [{ type: 'remove', at: model.elements['a']!.origin }], 'server b\n');
      check('zone z {\n  server a\n\n  server b\n}\n', (model) => [{ type: 'remove', at: model.elements['z.b']!.origin }], 'zone z {\n  server a\n}\n');
    });
    it('takes a pair of CR and LF for one line break', () => {
      const text = 'zone z {\r\n  server a\r\n  server b\r\n}\r\nserver c\r\n\r\nserver d\r\n';
      check(text, (model) => [{ type: 'remove', at: model.elements['z.b']!.origin }], text.replace('  server b\r\n', ''));
      check(text, (model) => [{ type: 'remove', at: model.elements['d']!.origin }], text.replace('\r\nserver d\r\n', ''));
    });
    it('removes one of several statements of a line', () => {
      const text = 'zone z { server a  server b  server c }\n';
      check(text, (model) => [{ type: 'remove', at: model.elements['z.a']!.origin }], 'zone z { server b  server c }\n');
      check(text, (model) => [{ type: 'remove', at: model.elements['z.b']!.origin }], 'zone z { server a  server c }\n');
      check(text, (model) => [{ type: 'remove', at: model.elements['z.c']!.origin }], 'zone z { server a  server b }\n');
    });
    it('closes a block that becomes empty', () => {
      check('zone z { server a }\n', (model) => [{ type: 'remove', at: model.elements['z.a']!.origin }], 'zone z {}\n');
      check('zone z {\r\n  server a\r\n}\r\n', (model) => [{ type: 'remove', at: model.elements['z.a']!.origin }], 'zone z {}\r\n');
    });
    it('removes an item of a list with its comma', () => {
      const text = 'server a\nserver b\ngroup g active-active { members a, b, a }\n';
      const last = text.lastIndexOf('a }');
      const range = new LineIndex(text).range(last, last + 1);
      check(text, [{ type: 'remove', at: { uri: 'file:///plan.arch', range, extent: range } }], text.replace(', a }', ' }'));
      const middle = { uri: 'file:///plan.arch', ...both(text, text.indexOf('b,')) };
      check(text, [{ type: 'remove', at: middle }], text.replace('a, b, a', 'a, a'));
    });
    it('removes from a file without a last line break', () => {
      assert.equal(edited('server a\nserver b', (model) => [{ type: 'remove', at: model.elements['b']!.origin }]), 'server a');
    });
    it('inserts after a statement', () => {
      const text = 'server a {\n  ip 10.0.0.1  // first\n  workers 2\n}\n';
      check(text, (model) => [{ type: 'insert-after', at: model.elements['a']!.network.addresses[0]!.origin, text: 'ip 10.0.0.2' }], text.replace('// first', '// first\n  ip 10.0.0.2'));
    });
  });

  it('inserts behind a part of a statement', () => {
    check('server a\nserver b\nlink a -- b\n', (model) => [
      { type: 'insert-after', at: model.links['a -- b']!.a.origin, text: ' -- fw' }, { type: 'add', statements: [{ type: 'element', kind: 'firewall', name: 'fw', statements: [] }] },
    ], 'server a\nserver b\nlink a -- fw -- b\nfirewall fw\n');
  });

  describe('set and count', () => {
    it('replaces a value that is stated', () => {
      check('server a {\n  gateway 10.0.0.1  // old\n}\n', [{ type: 'set', on: 'a', word: 'gateway', value: '10.0.0.254' }], 'server a {\n  gateway 10.0.0.254  // old\n}\n');
      check('database d { mtbf 8760h  mttr 4h }\n', [{ type: 'set', on: 'd', word: 'mtbf', value: '100h' }], 'database d { mtbf 100h  mttr 4h }\n');
    });
    it('adds one that is not', () => {
      check('database d { mtbf 8760h }\n', [{ type: 'set', on: 'd', word: 'mttr', value: '4h' }], 'database d { mtbf 8760h  mttr 4h }\n');
    });
    it('counts', () => {
      check('loadbalancer lb\n', [{ type: 'count', on: 'lb', count: 2, mode: 'active-standby' }], 'loadbalancer lb count 2 active-standby\n');
      check('server was "WAS" on vm1 { workers 2 }\nvm vm1\n', [{ type: 'count', on: 'was', count: 2 }], 'server was "WAS" count 2 on vm1 { workers 2 }\nvm vm1\n');
      check('server was count 2 quorum 2\n', [{ type: 'count', on: 'was', count: 3 }], 'server was count 3 quorum 2\n');
      check('server was {\n  count 2\n}\n', [{ type: 'count', on: 'was', count: 3, mode: 'active-active' }], 'server was {\n  count 3 active-active\n}\n');
    });
  });

  it('does all of a repair or nothing', () => {
    const text = 'server a\n';
    const { model, documents } = lowered(text);
    assert.deepEqual(textEdits([{ type: 'count', on: 'a', count: 2 }, { type: 'count', on: 'nobody', count: 2 }], model, documents), []);
    const kind = model.kinds['server']!.origin;
    assert.deepEqual(textEdits([{ type: 'replace', at: kind, by: 'x' }], model, documents), []);
    const broken = lowered('server a\nserver server {{\n');
    assert.deepEqual(textEdits([{ type: 'count', on: 'a', count: 2 }], broken.model, broken.documents), []);
  });

  it('keeps any formatted file formatted, whatever is added, set or removed', () => {
    const shapes = fc.constantFrom('server $', 'server $ { workers 2 }', 'server $ {}', 'server $ {\n  workers 2\n}', 'server $ "라벨"  // note', 'zone $ { server in$  server on$ }',
      'server $ count 2', `server $ { owner "${'긴'.repeat(40)}" }`);
    const action = fc.constantFrom<(id: string, model: Model) => EditIntent>(
      (id) => ({ type: 'add', into: id, statements: [word('ip', '10.0.0.1')] }),
      (id) => ({ type: 'add', into: id, block: 'inbound', statements: [{ type: 'rule', action: 'allow', over: ['tcp/22'] }] }),
      (id) => ({ type: 'add', into: id, statements: [{ type: 'element', kind: 'vm', name: 'inner', statements: [word('os', 'linux')] }] }),
      (id) => ({ type: 'set', on: id, word: 'workers', value: '4' }),
      (id, model) => ({ type: 'remove', at: (model.groups[id] ?? model.elements[id])!.origin }),
      (id) => ({ type: 'count', on: id, count: 3, mode: 'active-active' }),
    );
    const file = fc.tuple(fc.array(shapes, { minLength: 1, maxLength: 6 }), fc.boolean(), fc.boolean()).map(([parts, nested, blank]) => {
      const body = parts.map((part, index) => part.replaceAll('$', `n${index}`)).join(blank ? '\n\n' : '\n');
      return format(nested ? `site s {\n${body}\n}\n` : body);
    });
    fc.assert(fc.property(file, fc.array(fc.tuple(fc.nat(), action), { minLength: 1, maxLength: 3 }), (text, actions) => {
      const { model, documents } = lowered(text);
      const ids = [...Object.keys(model.elements), ...Object.keys(model.groups)];
      const edits = textEdits(actions.map(([pick, make]) => make(ids[pick % ids.length]!, model)), model, documents);
      const result = applied(text, edits);
      assert.ok(parseDocument('', result).healthy, result);
      assert.equal(format(result), result);
    }), { numRuns: 200 });
  });
});

function both(text: string, offset: number): { range: Origin['range']; extent: Origin['extent'] } {
  const range = new LineIndex(text).range(offset, offset + 1);
  return { range, extent: range };
}
