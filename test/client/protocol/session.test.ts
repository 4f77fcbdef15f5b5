/** The host's side of a preview: revisions, stale answers, and the last good picture. */
import assert from 'node:assert/strict';
import { partAt } from '../../../language/preview/locate.js';
import { PreviewSession } from '../../../language/preview/session.js';
import type { ToPreview } from '../../../language/protocol/preview.js';
import { isToHost, isToPreview } from '../../../language/protocol/check-messages.js';
import type { PlaceRequest, SceneAnswer, SceneRequest } from '../../../language/protocol/server.js';
import { originAt, samplePicture } from '../../support/sample-picture.js';

/** A host whose answers come when the test says so. */
function stage() {
  const posted: ToPreview[] = [];
  const asked: { request: SceneRequest; answer: (answer: Partial<SceneAnswer> | undefined) => Promise<void> }[] = [];
  const seen: string[] = [];
  const session = new PreviewSession('file:///shop.arch', {
    settings: { canReveal: true, canExport: true },
    ask: (request) => new Promise((resolve) => {
      asked.push({ request, answer: async (answer) => { resolve(answer && { revision: request.revision, broken: false, ...answer }); await new Promise(setImmediate); } });
    }),
    post: (message) => posted.push(message),
    reveal: (origin, id) => seen.push(`reveal ${id} ${origin.range.start.line}`),
    selected: (id) => seen.push(`selected ${id}`),
    export: (picture, format, content) => seen.push(`export ${picture.version} ${format} ${content}`),
    open: (href) => seen.push(`open ${href}`),
    edit: async (edit) => { seen.push(`edit ${edit.type}`); if (edit.type === 'delete') throw new Error('disk full'); return edit.type === 'rename' ? 'taken' : undefined; },
  });
  const scenes = (): Extract<ToPreview, { type: 'scene' }>[] => posted.filter((message) => message.type === 'scene');
  return { session, posted, asked, seen, scenes };
}

async function shown(picture = samplePicture()) {
  const made = stage();
  made.session.receive({ type: 'ready', revision: 0 });
  await made.asked[0]!.answer({ picture });
  return made;
}

describe('a preview session', () => {
  it('waits for the page, then sends its settings and a picture', async () => {
    const { session, posted, asked } = stage();
    await session.refresh();
    assert.equal(asked.length, 0);
    session.receive({ type: 'ready', revision: 0, choice: { view: 'wiring', collapsed: [], expanded: [] } });
    assert.equal(asked[0]!.request.choice.view, 'wiring');
    await asked[0]!.answer({ picture: samplePicture() });
    assert.deepEqual(posted.map((message) => [message.type, message.revision]), [['settings', 0], ['scene', 1]]);
  });

  it('asks for nothing while nobody sees the page, and once for all that was missed', async () => {
    const { session, asked, scenes } = await shown();
    session.receive({ type: 'seen', revision: 0, seen: false });
    void session.refresh();
    void session.refresh();
    assert.equal(asked.length, 1);
    session.receive({ type: 'seen', revision: 1, seen: true });
    assert.equal(asked.length, 2);
    await asked[1]!.answer({ picture: samplePicture(3) });
    assert.deepEqual(scenes().map(({ picture }) => picture.version), [1, 3]);
    // Nothing was missed: nothing is asked.
    session.setSeen(false);
    session.setSeen(true);
    assert.equal(asked.length, 2);
    // Hidden while the answer is on its way: what was changed since waits.
    void session.refresh();
    session.setSeen(false);
    void session.refresh();
    await asked[2]!.answer({ picture: samplePicture(4) });
    assert.equal(asked.length, 3);
    session.setSeen(true);
    assert.equal(asked.length, 4);
  });

  it('plays a scenario as soon as the page has the picture, and once', async () => {
    const { session, posted, asked } = stage();
    session.play('db dies');
    session.receive({ type: 'ready', revision: 0 });
    assert.deepEqual(posted.filter(({ type }) => type === 'scenario'), []);
    await asked[0]!.answer({ picture: samplePicture() });
    assert.deepEqual(posted.slice(-2).map((message) => [message.type, message.revision]), [['scene', 1], ['scenario', 1]]);
    session.play('db comes back');
    assert.deepEqual(posted.at(-1), { type: 'scenario', revision: 1, name: 'db comes back' });
    void session.refresh();
    await asked[1]!.answer({ picture: samplePicture(2) });
    assert.equal(posted.at(-1)!.type, 'scene');
  });

  it('asks one question at a time, however fast changes come, and the last one for the last change', async () => {
    const { session, asked, scenes } = await shown();
    for (let change = 0; change < 20; change++) void session.refresh();
    assert.equal(asked.length, 2);
    await asked[1]!.answer({ picture: samplePicture(2) });
    assert.equal(asked.length, 3);
    await asked[2]!.answer({ picture: samplePicture(3) });
    assert.equal(asked.length, 3);
    assert.deepEqual(scenes().map((scene) => [scene.revision, scene.picture.version]), [[1, 1], [2, 2], [3, 3]]);
  });

  it('drops the answer to a question that the reader overtook, and one that belongs to another question', async () => {
    const { session, asked, scenes } = await shown();
    void session.refresh();
    session.receive({ type: 'requestScene', revision: 1, choice: { view: 'wiring', collapsed: [], expanded: [] } });
    await asked[1]!.answer({ picture: samplePicture(2) });
    assert.equal(asked[2]!.request.choice.view, 'wiring');
    await asked[2]!.answer({ revision: 1, picture: samplePicture(3) });
    assert.deepEqual(scenes().map((scene) => scene.picture.version), [1]);
    void session.refresh();
    await asked[3]!.answer({ picture: samplePicture(4) });
    assert.deepEqual(scenes().map((scene) => scene.picture.version), [1, 4]);
  });

  it('asks again after a question that failed', async () => {
    const { session, asked, scenes } = await shown();
    void session.refresh();
    await asked[1]!.answer(undefined);
    void session.refresh();
    await asked[2]!.answer({ picture: samplePicture(2) });
    assert.equal(scenes().length, 2);
  });

  it('heeds what the page says about an earlier picture of the same text: with other lines, or with what was found meanwhile', async () => {
    const { session, asked, seen } = await shown();
    void session.refresh();
    await asked[1]!.answer({ picture: samplePicture(1) });
    session.receive({ type: 'reveal', revision: 1, id: 'lb' });
    assert.deepEqual(seen, ['reveal lb 3']);
    void session.refresh();
    await asked[2]!.answer({ picture: samplePicture(2) });
    for (const revision of [1, 2, 4]) session.receive({ type: 'reveal', revision, id: 'lb' });
    assert.deepEqual(seen, ['reveal lb 3'], 'that was another text');
    session.receive({ type: 'reveal', revision: 3, id: 'lb' });
    assert.equal(seen.length, 2);
  });

  it('drops what the page says about an earlier picture, but for what it wants to see', async () => {
    const { session, asked, seen } = await shown();
    session.receive({ type: 'reveal', revision: 0, id: 'lb' });
    session.receive({ type: 'reveal', revision: 2, id: 'lb' });
    assert.deepEqual(seen, []);
    session.receive({ type: 'reveal', revision: 1, id: 'lb' });
    session.receive({ type: 'select', revision: 1, id: 'lb' });
    session.receive({ type: 'export', revision: 1, format: 'svg', content: '<svg/>' });
    session.receive({ type: 'open', revision: 1, href: 'https://example.org' });
    assert.deepEqual(seen, ['reveal lb 3', 'selected lb', 'export 1 svg <svg/>', 'open https://example.org']);
    session.receive({ type: 'requestScene', revision: 0, choice: { show: 'links', collapsed: [], expanded: [] } });
    assert.equal(asked.at(-1)!.request.choice.show, 'links');
  });

  it('reveals nothing that is not in the picture', async () => {
    const { session, seen } = await shown();
    for (const id of ['nobody', '__proto__', 'constructor', 'toString']) session.receive({ type: 'reveal', revision: 1, id });
    assert.deepEqual(seen, []);
  });

  it('reveals a line without an id, of the files of the picture only', async () => {
    const { session, seen } = await shown();
    session.receive({ type: 'revealAt', revision: 1, origin: originAt(5) });
    session.receive({ type: 'revealAt', revision: 0, origin: originAt(6) });
    session.receive({ type: 'revealAt', revision: 1, origin: { ...originAt(7), uri: 'file:///etc/passwd' } });
    assert.deepEqual(seen, ['reveal undefined 5']);
  });

  it('answers every edit: made, refused, failed, or of a picture that is gone', async () => {
    const { session, posted, seen } = await shown();
    const edits = [{ type: 'add-element', kind: 'server', name: '새것' }, { type: 'rename', id: 'lb', name: 'web' }, { type: 'delete', id: 'lb' }];
    for (const [number, edit] of edits.entries()) session.receive({ type: 'edit', revision: 1, number, edit });
    session.receive({ type: 'edit', revision: 0, number: 3, edit: edits[0] });
    await new Promise((resolve) => { setTimeout(resolve, 0); });
    const answers = posted.filter((message) => message.type === 'edited').sort((a, b) => a.number - b.number);
    assert.deepEqual(answers.map(({ number, problem }) => [number, problem]).slice(0, 2), [[0, undefined], [1, 'taken']]);
    assert.match(answers[2]!.problem!, /disk full/);
    assert.match(answers[3]!.problem!, /changed meanwhile/);
    assert.deepEqual(seen, ['edit add-element', 'edit rename', 'edit delete']);
  });

  it('takes no edit that is none', async () => {
    const { session, seen, posted } = await shown();
    const before = posted.length;
    for (const edit of [null, {}, { type: 'rename', id: 'lb' }, { type: 'rename', id: 'lb', name: 'x'.repeat(201) }, { type: 'run', command: 'rm' }, { type: 'add-link', a: 'x', b: 'y' }, { type: 'add-element', kind: 'server', name: 7 }]) {
      session.receive({ type: 'edit', revision: 1, number: 1, edit });
    }
    assert.deepEqual([seen, posted.length], [[], before]);
  });

  it('keeps the last good picture while the text is broken, and says so once', async () => {
    const { session, asked, posted, scenes } = await shown();
    for (const version of [2, 3]) {
      void session.refresh();
      await asked.at(-1)!.answer({ broken: true, picture: samplePicture(version) });
    }
    assert.equal(scenes().length, 1);
    assert.equal(session.shown?.version, 1);
    assert.deepEqual(posted.slice(2), [{ type: 'broken', revision: 1, broken: true }]);
    void session.refresh();
    await asked.at(-1)!.answer({ picture: samplePicture(4) });
    assert.deepEqual(scenes().map((scene) => [scene.picture.version, scene.broken]), [[1, false], [4, false]]);
  });

  it('shows what can be drawn of a text that was never whole', async () => {
    const { session, asked, scenes } = stage();
    session.receive({ type: 'ready', revision: 0 });
    await asked[0]!.answer({ broken: true, picture: samplePicture() });
    assert.equal(scenes()[0]?.broken, true);
  });

  it('draws another view even of a broken text: it was asked for', async () => {
    const { session, asked, scenes } = await shown();
    session.receive({ type: 'requestScene', revision: 1, choice: { view: 'wiring', collapsed: [], expanded: [] } });
    await asked.at(-1)!.answer({ broken: true, picture: samplePicture(2) });
    assert.deepEqual(scenes().map((scene) => scene.picture.version), [1, 2]);
  });

  it('says why there is no picture, and survives an answer that is none', async () => {
    const { session, asked, posted } = stage();
    session.receive({ type: 'ready', revision: 0 });
    await asked[0]!.answer({ problem: 'the file is gone' });
    assert.deepEqual(posted.at(-1), { type: 'error', revision: 0, text: 'the file is gone' });
    void session.refresh();
    await asked[1]!.answer({ picture: {} as never });
    void session.refresh();
    await asked[2]!.answer(undefined);
    assert.equal(posted.length, 2);
  });

  it('does nothing on what is no message', async () => {
    const { session, asked, seen } = await shown();
    for (const raw of [null, 'ready', { type: 'reveal', revision: 1, id: 7 }, { type: 'open', revision: 1, href: 'command:x' }]) session.receive(raw);
    assert.deepEqual([seen, asked.length], [[], 1]);
  });

  it('gives a second picture beside the first for as long as it is wanted, and follows the text with both', async () => {
    const { session, asked, posted } = await shown();
    session.receive({ type: 'requestBeside', revision: 0, choice: { variant: 'other', collapsed: [], expanded: [] } });
    assert.equal(asked[1]!.request.choice.variant, 'other');
    await asked[1]!.answer({ picture: samplePicture(5) });
    const besides = (): number[] => posted.flatMap((message) => (message.type === 'beside' ? [message.picture.version] : []));
    assert.deepEqual(besides(), [5]);
    void session.refresh();
    await asked[2]!.answer({ picture: samplePicture(6) });
    assert.equal(asked[3]!.request.choice.variant, 'other');
    await asked[3]!.answer({ picture: samplePicture(6), broken: true });
    assert.deepEqual(besides(), [5], 'a broken text leaves the last good one');
    void session.refresh();
    await asked[4]!.answer({ picture: samplePicture(7) });
    session.receive({ type: 'requestBeside', revision: 0 });
    await asked[5]!.answer({ picture: samplePicture(7) });
    assert.deepEqual(besides(), [5], 'nobody wants it any more');
    void session.refresh();
    await asked[6]!.answer({ picture: samplePicture(8) });
    assert.equal(asked.length, 7);
  });
});

describe('taking back what was changed from the picture', () => {
  async function session(undo: (again: boolean) => Promise<string | undefined>) {
    const posted: ToPreview[] = [];
    const names: { undo?: string } = { undo: 'rename lb' };
    const made = new PreviewSession('file:///shop.arch', {
      settings: { canReveal: false, canExport: false, canUndo: true }, post: (message) => posted.push(message), undo, history: () => names,
      ask: ({ revision }) => Promise.resolve({ revision, broken: false, picture: samplePicture() }),
    });
    made.receive({ type: 'ready', revision: 0 });
    await new Promise(setImmediate);
    return { made, posted, names };
  }

  it('holds whichever picture came meanwhile, and what became of it is told with what is left', async () => {
    const { made, posted, names } = await session((again) => {
      delete names.undo;
      return Promise.resolve(again ? 'done again' : 'taken back');
    });
    assert.deepEqual(posted.filter(({ type }) => type === 'history'), [{ type: 'history', revision: 0, undo: 'rename lb' }]);
    for (const again of [false, true]) made.receive({ type: 'undo', revision: 0, again });
    await new Promise(setImmediate);
    assert.deepEqual(posted.slice(3), [
      { type: 'note', revision: 1, text: 'taken back' }, { type: 'history', revision: 1 }, { type: 'note', revision: 1, text: 'done again' }, { type: 'history', revision: 1 },
    ]);
    assert.ok(posted.every((message) => isToPreview(message)));
  });

  it('says why it failed', async () => {
    const { made, posted } = await session(() => Promise.reject(new Error('disk full')));
    made.receive({ type: 'undo', revision: 1, again: false });
    await new Promise(setImmediate);
    assert.ok(posted.some((message) => message.type === 'note' && message.text.includes('disk full')));
  });

  it('is refused where it does not say which way', () => {
    for (const again of [undefined, 1, 'true']) assert.ok(!isToHost({ type: 'undo', revision: 0, again }));
  });
});

describe('from text to picture', () => {
  const origins = samplePicture().origins;
  const at = (line: number, character = 2): string | undefined => partAt(origins, 'file:///shop.arch', { line, character });

  it('finds the innermost statement at the cursor', () => {
    assert.equal(at(0), 'users');
    assert.equal(at(3), 'lb', 'inside lan');
    assert.equal(at(4), 'lan');
    assert.equal(at(6), undefined);
  });

  it('looks in the file of the cursor only', () => {
    assert.equal(partAt({ ...origins, other: { ...originAt(3), uri: 'file:///other.arch' } }, 'file:///other.arch', { line: 3, character: 0 }), 'other');
    assert.equal(partAt(origins, 'file:///third.arch', { line: 3, character: 0 }), undefined);
  });

  describe('boxes set by hand', () => {
    async function placing(problem: string | undefined, canPlace = true) {
      const posted: ToPreview[] = [];
      const kept: PlaceRequest[] = [];
      const session = new PreviewSession('file:///shop.arch', {
        settings: { canReveal: false, canExport: false, canPlace }, post: (message) => posted.push(message),
        ask: ({ revision }) => Promise.resolve({ revision, broken: false, picture: samplePicture() }), place: (request) => { kept.push(request); return Promise.resolve(problem); },
      });
      session.receive({ type: 'ready', revision: 0 });
      await new Promise(setImmediate);
      session.receive({ type: 'place', revision: 0, choice: { view: 'wiring', show: 'links', collapsed: [], expanded: [] }, boxes: [{ id: 'lan', at: { x: 8, y: 16 } }] });
      await new Promise(setImmediate);
      return { posted, kept };
    }

    it('are kept for the view that they were set in, whichever picture came meanwhile', async () => {
      const { kept, posted } = await placing(undefined);
      assert.deepEqual(kept, [{ root: samplePicture().model.root, key: 'wiring/links', boxes: [{ id: 'lan', at: { x: 8, y: 16 } }] }]);
      assert.deepEqual(posted.map(({ type }) => type), ['settings', 'scene']);
    });

    it('stand where they stood when they cannot be kept, and the reader is told why', async () => {
      const { posted } = await placing('disk full');
      assert.deepEqual(posted.slice(1).map((message) => [message.type, message.revision, message.type === 'note' ? message.text : undefined]), [['scene', 1, undefined], ['scene', 2, undefined], ['note', 2, 'disk full']]);
    });

    it('are not heeded by a host that does not keep them', async () => {
      assert.deepEqual((await placing(undefined, false)).kept, []);
    });

    it('are refused where they are no boxes', () => {
      const choice = { collapsed: [], expanded: [] };
      for (const boxes of [undefined, {}, [{ id: 7 }], [{ id: 'a', at: { x: 'left', y: 0 } }], [{ id: 'a', at: { x: Infinity, y: 0 } }], [{ id: 'x'.repeat(5000) }]]) assert.ok(!isToHost({ type: 'place', revision: 0, choice, boxes }), JSON.stringify(boxes));
      assert.ok(isToHost({ type: 'place', revision: 0, choice, boxes: [{ id: 'a' }, {}] }));
    });
  });
});
