/** Edits from the picture: made where they are proven to change nothing else, refused with a reason otherwise. */
import assert from 'node:assert/strict';
import type { PictureEdit } from '#language/model/edit.js';
import { pictureEdits } from '#language/project/picture-edits.js';
import { Project } from '#language/project/project.js';
import type { View } from '#language/project/view.js';
import { applyEdits } from '#language/syntax/edits/text-edit.js';

const URI = 'file:///plan.arch';

/** The texts as they are after the edit. */
function after(given: string | Record<string, string>, edit: PictureEdit): Record<string, string> {
  const files = typeof given === 'string' ? { [URI]: given } : given;
  const project = new Project({ read: (uri) => files[uri], inWorkspace: (uri) => Object.hasOwn(files, uri) });
  const views = (project.variants(URI).length > 0 ? project.variants(URI).map(({ name }): string | undefined => name) : [undefined]).map((variant): View => {
    const { model, facts } = project.model(URI, variant)!;
    return { root: URI, ...(variant === undefined ? {} : { variant }), model, facts };
  });
  const edits = pictureEdits({ project, inWorkspace: () => true, own: views, all: () => views }, views[0]!, edit);
  return Object.fromEntries(Object.entries(files).map(([uri, text]) => {
    const { lines } = project.document(uri)!;
    return [uri, applyEdits(text, edits.filter((each) => each.uri === uri).map(({ range, newText }) => ({ start: lines.offset(range.start), end: lines.offset(range.end), text: newText })))];
  }));
}

const edited = (text: string, edit: PictureEdit): string => after(text, edit)[URI]!;
const refused = (text: string, edit: PictureEdit, reason: RegExp): void => assert.throws(() => edited(text, edit), (thrown: Error) => thrown.name === 'Refusal' && reason.test(thrown.message));

const SHOP = 'zone lan {\n  server web count 2\n  database db { software mysql }\n}\nserver 손님\nflow 손님 -> web over http as shop\nflow web -> db over mysql\n';

describe('edits from the picture', () => {
  it('rename everywhere, also from one instance of several', () => {
    assert.equal(edited(SHOP, { type: 'rename', id: 'lan.web#2', name: 'front' }), SHOP.replaceAll(/\bweb\b/g, 'front'));
    assert.equal(edited(SHOP, { type: 'rename', id: '손님', name: '고객' }), SHOP.replaceAll('손님', '고객'));
    assert.equal(edited(SHOP, { type: 'rename', id: 'shop', name: 'portal' }), SHOP.replace('as shop', 'as portal'));
    refused(SHOP, { type: 'rename', id: 'lan.db', name: 'web' }, /is taken/);
    refused(SHOP, { type: 'rename', id: 'lan.db', name: 'two words' }, /is not a name/);
    refused(SHOP, { type: 'rename', id: 'lan.web -> lan.db', name: 'x' }, /no name in the text/);
    refused(SHOP, { type: 'rename', id: 'gone', name: 'x' }, /no name in the text/);
  });

  it('add what was asked for', () => {
    assert.equal(edited(SHOP, { type: 'add-element', into: 'lan', kind: 'cache', name: 'session' }), SHOP.replace('mysql }\n', 'mysql }\n  cache session\n'));
    assert.equal(edited(SHOP, { type: 'add-flow', from: '손님', to: 'lan.db', over: 'mysql' }), `${SHOP}flow 손님 -> db over mysql\n`);
    assert.equal(edited(SHOP, { type: 'add-link', a: { element: '손님', jack: 'eth0' }, b: { element: 'lan' } }), `${SHOP}link 손님:eth0 -- lan\n`);
  });

  it('add in every variant', () => {
    const text = 'server a\nserver b\nvariant one { server c }\nvariant two { server d }\n';
    assert.equal(edited(text, { type: 'add-element', kind: 'server', name: 'e' }), text.replace('server b\n', 'server b\nserver e\n'));
    refused(text, { type: 'add-element', kind: 'server', name: 'd' }, /change what something else means/);
  });

  it('refuse what cannot be written', () => {
    refused(SHOP, { type: 'add-element', into: 'lan', kind: 'server', name: 'db' }, /“db” is taken here/);
    refused(SHOP, { type: 'add-element', into: 'lan', kind: 'starship', name: 'x' }, /no kind “starship”/);
    refused(SHOP, { type: 'add-element', into: 'lan', kind: 'server', name: 'x { }' }, /is not a name/);
    refused(SHOP, { type: 'add-flow', from: '손님', to: 'lan.db', over: 'http }\nserver evil' }, /is no port/);
    refused(SHOP, { type: 'add-flow', from: '손님', to: 'lan.db', over: 'http optional' }, /is no port/);
    refused(SHOP, { type: 'add-link', a: { element: '손님', jack: 'eth 0' }, b: { element: 'lan' } }, /is no jack/);
    refused(SHOP, { type: 'add-flow', from: '손님', to: 'gone' }, /change what|no place/);
    refused(`${SHOP}flow {{{\n`, { type: 'add-element', kind: 'server', name: 'x' }, /syntax error/);
  });

  it('refuse an element whose name would be meant where another was', () => {
    const text = 'server db\nzone lan {\n  server web\n  flow web -> db over http\n}\n';
    refused(text, { type: 'add-element', into: 'lan', kind: 'server', name: 'db' }, /change what something else means/);
  });

  it('delete what nothing speaks of, with its line', () => {
    assert.equal(edited(SHOP, { type: 'delete', id: 'lan.web -> lan.db' }), SHOP.replace('flow web -> db over mysql\n', ''));
    assert.equal(edited('server a\nserver b\nlink a -- b as cable\n', { type: 'delete', id: 'cable' }), 'server a\nserver b\n');
    assert.equal(edited('zone z {\n  server a\n  server b\n  flow a -> b over http\n}\nserver c\n', { type: 'delete', id: 'z' }), 'server c\n');
    refused(SHOP, { type: 'delete', id: 'lan.db' }, /speaks of it in line 7/);
    refused('server a\nserver b\nserver c\nflow a -> b over http -> c over http\n', { type: 'delete', id: 'a -> b' }, /one of several in a chain/);
  });

  it('write into the file that declares the place', () => {
    const files = { [URI]: 'import "net.arch"\nserver a\nflow a -> b over http\n', 'file:///net.arch': 'zone lan {\n  server b\n}\n' };
    assert.deepEqual(after(files, { type: 'add-element', into: 'lan', kind: 'server', name: 'c' }), { ...files, 'file:///net.arch': 'zone lan {\n  server b\n  server c\n}\n' });
  });
});
