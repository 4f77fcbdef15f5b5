/** What a page remembers comes back as data of unknown shape: all of it is taken, or nothing. */
import assert from 'node:assert/strict';
import { recall, type Memory } from '../../../client/webview/memory.js';

const KEPT: Memory = {
  uri: 'file:///a/shop.arch', choice: { collapsed: ['lan'], expanded: [] }, scenario: '서버가 죽는다', time: 61.5, acts: [{ at: 60, id: 'lan.web#1', action: 'slow', factor: 3 }],
  beside: { scenario: '서버가 죽는다', variant: 'standby', acts: [{ at: 61, id: 'lan.db', action: 'kill' }] },
};

describe('the memory of a preview', () => {
  it('takes back what was written, as JSON', () => {
    assert.deepEqual(recall(JSON.parse(JSON.stringify(KEPT))), KEPT);
  });

  it('takes back what an earlier version wrote, which knew less', () => {
    assert.deepEqual(recall({ uri: 'file:///a.arch', scenario: 'x', time: 3 }), { uri: 'file:///a.arch', scenario: 'x', time: 3 });
  });

  for (const [title, strange] of Object.entries<unknown>({
    'nothing': undefined, 'a text': 'state', 'an action that there is not': { ...KEPT, acts: [{ at: 1, id: 'db', action: 'explode' }] },
    'an act at no time': { ...KEPT, acts: [{ at: null, id: 'db', action: 'fail' }] }, 'a second picture of nothing': { ...KEPT, beside: { acts: [] } },
    'what was done as one thing': { ...KEPT, acts: { at: 1, id: 'db', action: 'fail' } },
  })) it(`begins anew with ${title}`, () => { assert.deepEqual(recall(strange), {}); });
});
