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

  it('change a label, add one behind the name, take it away', () => {
    const label = (text: string, id: string, wanted: string): string => edited(text, { type: 'label', id, label: wanted });
    assert.equal(label(SHOP, 'lan.db', '고객 DB'), SHOP.replace('database db', 'database db "고객 DB"'));
    assert.equal(label('server web "Old one" count 2\n', 'web#2', 'New'), 'server web "New" count 2\n');
    assert.equal(label('server web count 2 "Old"\n', 'web', ''), 'server web count 2\n');
    assert.equal(label('zone z { vlan web 10 { server a } }\n', 'z.web', 'Web'), 'zone z { vlan web 10 "Web" { server a } }\n');
    assert.equal(label('server a\r\nserver b\r\nlink a:eth0 -- b:1 as up { bandwidth 1Gbps }\r\n', 'up', 'Uplink'), 'server a\r\nserver b\r\nlink a:eth0 -- b:1 as up "Uplink" { bandwidth 1Gbps }\r\n');
    assert.equal(label('l2switch a\nl2switch b\nlink a trunk 10, 20 native 10 -- b trunk 10\nvlan x 10\nvlan y 20\n', 'a -- b', 'Trunk').split('\n')[2], 'link a trunk 10, 20 native 10 -- b trunk 10 "Trunk"');
    assert.equal(label(SHOP, 'shop', 'Shop front'), SHOP.replace('as shop', 'as shop "Shop front"'));
    assert.equal(label(SHOP, 'lan.web -> lan.db', 'Lookup'), SHOP.replace('over mysql\n', 'over mysql "Lookup"\n'));
    assert.equal(label('server a\nserver b\nflow a -> b over http "x" timeout 2s\n', 'a -> b', ''), 'server a\nserver b\nflow a -> b over http timeout 2s\n');
    assert.equal(label('server a count 2\ngroup g "G" active-active { members a#1, a#2 }\n', 'g', 'Both'), 'server a count 2\ngroup g "Both" active-active { members a#1, a#2 }\n');
    assert.equal(label('server a "A"\n', 'a', ' A '), 'server a "A"\n');
  });

  it('write whatever a label says as one text', () => {
    assert.equal(edited('server a\n', { type: 'label', id: 'a', label: 'say "hi" \\ }\nserver evil' }), 'server a "say \\"hi\\" \\\\ } server evil"\n');
  });

  it('refuse a label where something is called by it, or would be', () => {
    const text = 'server a\nserver b "Portal"\nflow a -> b over http as shop "Shop"\nscenario "s" {\n  load "Shop" 10/s for 1m\n}\nexpect availability of "Portal" >= 1%\n';
    refused(text, { type: 'label', id: 'shop', label: 'Other' }, /change what something else means/);
    refused(text, { type: 'label', id: 'b', label: '' }, /change what something else means/);
    // The expectation would turn from the server to the flow.
    refused(text, { type: 'label', id: 'shop', label: 'Portal' }, /change what something else means/);
    assert.equal(edited(text, { type: 'label', id: 'a', label: 'Client' }), text.replace('server a\n', 'server a "Client"\n'));
  });

  it('refuse a label that comes from elsewhere, and one of what has none', () => {
    refused('server a "A"\nvariant one { refine a "B" { } }\nvariant two { server c }\n', { type: 'label', id: 'a', label: 'C' }, /comes from elsewhere/);
    assert.equal(edited('server a "A"\nvariant two { server c }\nvariant one { refine a "B" { } }\n', { type: 'label', id: 'a', label: 'C' }), 'server a "C"\nvariant two { server c }\nvariant one { refine a "B" { } }\n');
    refused('kind stack { server inner }\nstack one\nstack two\n', { type: 'label', id: 'one.inner', label: 'X' }, /change what|elsewhere/);
    refused('server a\nserver b\nserver c\nflow a -> b over http -> c over http as way\n', { type: 'label', id: 'b -> c', label: 'X' }, /only the first/);
    refused(SHOP, { type: 'label', id: 'gone', label: 'X' }, /can have no label/);
    refused(`${SHOP}flow {{{\n`, { type: 'label', id: 'lan.db', label: 'X' }, /syntax error/);
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
