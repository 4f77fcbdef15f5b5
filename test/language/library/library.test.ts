/** The standard library: it parses, everything that it names exists, and everything that the course names is in it. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { library } from '#language/library/library.generated.js';
import { libraryDocuments } from '#language/project/library.js';
import { icons } from '#language/scene/icons.generated.js';
import { parseDocument } from '#language/syntax/document.js';
import { docComment } from '#language/syntax/written.js';
import { lower } from '#language/syntax/lower/lower.js';
import { KINDS, PROTOCOLS, ROLES_OF_KINDS, SOFTWARE } from './named-by-the-course.js';

const folder = new URL('../../../language/library/', import.meta.url);
const nothing = parseDocument('file:///empty.arch', '');
const model = lower({ root: nothing, documents: [nothing], library: libraryDocuments(), problems: [] });
const declarations = libraryDocuments().flatMap((document) => document.ast.statements.map((node) => ({ document, node })));

/** Words that start a statement: a kind of such a name could not be written. */
function statementWords(): Set<string> {
  const words = new Set<string>();
  const grammar = new URL('../../../language/syntax/grammar/', import.meta.url);
  for (const file of readdirSync(grammar).filter((name) => name.endsWith('.langium') && name !== 'names.langium')) {
    const source = readFileSync(new URL(file, grammar), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
    for (const rule of source.split(/;\s*$/m)) {
      const start = /^\s*[\w ]+:\s*(?:\{infer \w+\}\s*)?'([a-z-]+)'/m.exec(rule);
      if (start) words.add(start[1]!);
    }
  }
  return words;
}

describe('the standard library', () => {
  it('is embedded as it stands in its files', () => {
    const names = readdirSync(folder).filter((name) => name.endsWith('.arch')).sort();
    assert.deepEqual(library.map((each) => each.uri), names.map((name) => `lintel-library:/${name}`));
    for (const { uri, text } of library) {
      const file = readFileSync(new URL(uri.slice('lintel-library:/'.length), folder), 'utf8').replace(/\r\n/g, '\n');
      assert.equal(text, file, `${uri}: run node scripts/build-library.mjs`);
    }
  });

  it('parses without an error', () => {
    for (const document of libraryDocuments()) assert.deepEqual(document.problems, [], document.uri);
  });

  it('names nothing that does not exist: bases, kinds, software, operating systems, ports, attributes', () => {
    assert.deepEqual(model.problems.map((each) => ({ ...each, origin: undefined, at: `${each.origin.uri}:${each.origin.range.start.line + 1}` })), []);
  });

  it('declares each name once', () => {
    for (const type of ['KindDeclaration', 'SoftwareDeclaration', 'ProtocolDeclaration'] as const) {
      const names = declarations.flatMap(({ node }) => node.$type === type ? [node.name] : []);
      assert.deepEqual(names.filter((name, index) => names.indexOf(name) !== index), [], type);
    }
  });

  it('uses icons that exist', () => {
    for (const { node, document } of declarations) {
      if (node.$type !== 'KindDeclaration' && node.$type !== 'SoftwareDeclaration') continue;
      for (const statement of node.body?.statements ?? []) {
        if (statement.$type === 'IconStatement') assert.ok(Object.hasOwn(icons, statement.icon), `${document.uri}: icon ${statement.icon} of ${node.name}`);
      }
    }
  });

  it('documents every declaration, for hover', () => {
    const silent = declarations.filter(({ node }) => !docComment(node)).map(({ node }) => 'name' in node ? node.name : node.$type);
    assert.deepEqual(silent, []);
  });

  it('calls nothing by a word that starts a statement', () => {
    const words = statementWords();
    // A job's queue stands in jobs alone, where neither kinds nor attributes of elements do.
    assert.ok(words.delete('queue'));
    assert.ok(words.has('link') && words.has('subnet') && words.has('group') && words.size > 50, 'the words are read from the grammar');
    const names = declarations.flatMap(({ node }) => 'name' in node ? [String(node.name)] : []);
    const attributes = Object.values(model.kinds).flatMap((kind) => Object.keys(kind.attributes));
    assert.deepEqual([...names, ...attributes].filter((name) => words.has(name)), []);
  });

  it('lets every kind and every attribute be written', () => {
    for (const kind of Object.values(model.kinds)) {
      const document = parseDocument('file:///kind.arch', `${kind.name} x { }`);
      assert.deepEqual(document.problems, [], kind.name);
      for (const name of Object.keys(kind.attributes)) {
        assert.deepEqual(parseDocument('file:///kind.arch', `${kind.name} x { ${name} "1" }`).problems, [], `${kind.name}: ${name}`);
      }
    }
  });

  it('has every kind that the course and the language name, in its role', () => {
    for (const [role, names] of Object.entries(ROLES_OF_KINDS)) {
      for (const name of names) assert.equal(model.kinds[name]?.role, role, `kind ${name}`);
    }
    for (const name of KINDS) assert.ok(model.kinds[name], `kind ${name}`);
  });

  it('has every product that the course and the language name', () => {
    for (const name of SOFTWARE) assert.ok(model.software[name], `software ${name}`);
  });

  it('knows where each protocol belongs', () => {
    for (const [name, [layer, ...ports]] of Object.entries(PROTOCOLS)) {
      const protocol = model.protocols[name];
      assert.ok(protocol, `protocol ${name}`);
      assert.equal(protocol.layer, layer, `layer of ${name}`);
      assert.deepEqual(protocol.ports.map((each) => each.text), ports, `ports of ${name}`);
    }
  });

  it('knows today\'s operating systems, ports and promises of the databases', () => {
    const facts = (name: string): unknown[] => {
      const { ports, os, provides } = model.software[name]!;
      return [ports?.map((port) => port.text).join(' '), (os ?? []).some((each) => each === 'linux'), (provides ?? []).includes('acid'), (provides ?? []).includes('scale-out')];
    };
    assert.deepEqual(facts('oracle'), ['tcp/1521', true, true, false]);
    assert.deepEqual(facts('sql-server'), ['tcp/1433', true, true, false]);
    assert.deepEqual(facts('access'), ['', false, false, false]);
    assert.deepEqual(facts('mysql'), ['tcp/3306', true, true, false]);
    assert.deepEqual(facts('mariadb'), ['tcp/3306', true, true, false]);
    assert.deepEqual(facts('postgresql'), ['tcp/5432', true, true, false]);
    assert.deepEqual(facts('db2'), ['tcp/50000', true, true, false]);
    assert.deepEqual(facts('sqlite'), ['', true, true, false]);
    assert.deepEqual(facts('mongodb'), ['tcp/27017', true, true, true]);
    assert.deepEqual(facts('cassandra'), ['tcp/9042', true, false, true]);
    assert.deepEqual(facts('redis'), ['tcp/6379', true, false, true]);
    assert.deepEqual(facts('neo4j').slice(1), [true, true, false]);
  });

  it('states figures of reliability in one table, and what a cloud promises in its own file, each with its source', () => {
    const FIGURES = new Set(['mtbf', 'mttr', 'availability']);
    const SOURCES: Record<string, RegExp> = { 'lintel-library:/reliability.arch': /\[\w+\]/, 'lintel-library:/software-cloud.arch': /\bSLA\b.*https:\/\/aws\.amazon\.com\// };
    const table = library.find((each) => each.uri === 'lintel-library:/reliability.arch')!.text;
    for (const { node, document } of declarations) {
      if (node.$type !== 'KindDeclaration' && node.$type !== 'SoftwareDeclaration') continue;
      const figures = (node.body?.statements ?? []).filter((each) => each.$type === 'AttributeStatement' && FIGURES.has(each.key));
      if (figures.length === 0) continue;
      const comment = docComment(node)!;
      assert.match(comment, SOURCES[document.uri] ?? /(?!)/, `${document.uri}: source of ${node.name}`);
      for (const [, source] of comment.matchAll(/\[(\w+)\]/g)) assert.ok(table.includes(`//   [${source}] `), `[${source}] of ${node.name} is no source of the table`);
    }
  });

  it('gives what a machine room consists of a default that is neither certain nor hopeless', () => {
    for (const name of ['server', 'vm', 'container', 'database', 'l2switch', 'l3switch', 'router', 'firewall', 'waf', 'loadbalancer', 'nas', 'san', 'das', 'web', 'app', 'feed']) {
      const { defaults } = model.kinds[name]!;
      const hours = (key: string): number => Number(defaults[key]?.value.value) / 3600;
      const availability = defaults['availability'] ? Number(defaults['availability'].value.value) : hours('mtbf') / (hours('mtbf') + hours('mttr'));
      assert.ok(availability > 0.995 && availability < 0.99999, `${name}: ${availability}`);
    }
  });
});
