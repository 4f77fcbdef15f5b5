/** What the language server makes of a picture for the editor to save: a page with every view, or a word on why not. */
import assert from 'node:assert/strict';
import { exportPicture } from '../../../server/lsp/features/export.js';
import type { Session } from '../../../server/lsp/session.js';
import { Project } from '#language/project/project.js';
import type { FileMaker } from '#language/preview/export.js';
import type { Embedded } from '#language/protocol/embedded.js';

const SHOP = 'users u "손님"\nserver web\nflow u -> web over https\nvariant one { server a }\nvariant two { server b }\nview wires { show links }\n';
const uri = 'file:///plans/shop.arch';
const choice = { collapsed: [], expanded: [] };

function session(maker?: FileMaker): Session {
  const project = new Project({ read: () => SHOP, inWorkspace: () => false });
  const loop = { settled: () => Promise.resolve(project.check(uri)) };
  return { workspace: { project, rootsOf: () => [uri] }, loop, host: { ...(maker ? { maker } : {}) } } as unknown as Session;
}

describe('language server: a picture as a file', () => {
  const made: { embedded?: Embedded; svg?: string; title?: string } = {};
  const maker: FileMaker = {
    html: (embedded, title) => { Object.assign(made, { embedded, title }); return Promise.resolve({ content: 'aHRtbA==' }); },
    pdf: (svg, title) => { Object.assign(made, { svg, title }); return Promise.resolve({ content: 'cGRm', missing: '손' }); },
  };

  it('is a page with every view of every variant, the shown one first', async () => {
    assert.deepEqual(await exportPicture(session(maker), { uri, choice: { ...choice, view: 'wires', variant: 'two' }, format: 'html' }), { content: 'aHRtbA==' });
    const { embedded } = made;
    assert.deepEqual(embedded!.variants.map(({ name }) => name), ['one', 'two']);
    assert.equal(embedded!.states.length, 2);
    const [first] = embedded!.pictures;
    assert.deepEqual([first!.choice.view, first!.choice.variant], ['wires', 'two']);
    const drawn = (variant: string, view: string | undefined) => embedded!.pictures.some((each) => each.choice.variant === variant && each.choice.view === view);
    for (const variant of ['one', 'two']) for (const view of [undefined, 'wires']) assert.ok(drawn(variant, view), `${variant} ${view}`);
  });

  it('is a PDF of the variant that is shown, in resolved colours, with what the fonts lack', async () => {
    assert.deepEqual(await exportPicture(session(maker), { uri, choice: { ...choice, variant: 'two' }, format: 'pdf' }), { content: 'cGRm', missing: '손' });
    assert.ok(made.svg!.includes('data-id="b"') && !made.svg!.includes('data-id="a"'));
    assert.ok(!made.svg!.includes('var(--'));
  });

  it('says why there is none', async () => {
    const failing: FileMaker = { ...maker, pdf: () => Promise.reject(new Error('no font')) };
    assert.deepEqual(await exportPicture(session(failing), { uri, choice, format: 'pdf' }), { problem: 'no font' });
    assert.match((await exportPicture(session(), { uri, choice, format: 'pdf' })).problem!, /SVG, PNG and JSON only/);
    await assert.rejects(exportPicture(session(maker), { uri, choice, format: 'exe' }));
    await assert.rejects(exportPicture(session(maker), null));
  });
});
