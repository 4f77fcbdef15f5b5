/** Texts that would grow without end: what is too much is said, at its place, and the rest is read. */
import assert from 'node:assert/strict';
import { Project } from '#language/project/project.js';
import { parseDocument } from '#language/syntax/document.js';

function modelOf(text: string) {
  const project = new Project({ read: () => undefined, inWorkspace: () => true });
  project.setText('file:///limits.arch', text);
  return project.model('file:///limits.arch')!.model;
}

describe('limits of a text', () => {
  it('reads blocks of any depth, and says where they go too deep', () => {
    const depth = 20_000;
    const document = parseDocument('file:///deep.arch', `server first\n${'zone z {\n'.repeat(depth)}${'}\n'.repeat(depth)}server last\n`);
    assert.deepEqual(document.ast.statements.map((node) => node.$type), ['Element', 'Element', 'Element']);
    assert.equal(document.healthy, false);
    const [problem] = document.problems;
    assert.equal(problem!.type, 'syntax');
    assert.equal(problem!.origin.range.start.line, 65);
    assert.equal(parseDocument('file:///open.arch', 'zone z { '.repeat(depth)).healthy, false);
  });

  it('takes sixty-four blocks within each other', () => {
    assert.equal(parseDocument('file:///fine.arch', `${'zone z { '.repeat(64)}${'}'.repeat(64)}`).healthy, true);
  });

  it('draws out counts within counts to a bound, and says where it ends', () => {
    const model = modelOf('server a count 9999 { server b count 9999 }\nserver last\n');
    assert.ok(Object.keys(model.elements).length < 70_000);
    assert.deepEqual([...new Set(model.problems.map((problem) => `${problem.type} ${problem.origin.range.start.line}`))], ['bad-quantity 0', 'bad-quantity 1']);
  });

  it('ends patterns that double at every step', () => {
    const kinds = Array.from({ length: 40 }, (_, index) => `kind k${index} extends server { k${index + 1} x  k${index + 1} y }`).join('\n');
    const model = modelOf(`${kinds}\nkind k40 extends server { }\nk0 root\n`);
    assert.ok(Object.keys(model.elements).length <= 50_000);
    assert.ok(model.problems.some((problem) => problem.type === 'bad-quantity'));
  });

  it('leaves out a flow that stands for more connections than can be checked, and says so', () => {
    const model = modelOf('server a count 600\nserver b count 600\nserver c\nflow a -> b over http\nflow a -> c over http\n');
    assert.deepEqual(Object.keys(model.flows), ['a -> c']);
    assert.deepEqual(model.problems.map((problem) => `${problem.type} ${problem.origin.range.start.line}`), ['bad-quantity 3']);
  });
});
