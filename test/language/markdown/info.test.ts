/** What stands behind the fence of a block. */
import assert from 'node:assert/strict';
import { readInfo } from '#language/markdown/info.js';

describe('the words behind a fence', () => {
  it('are read with their quotes, in any order', () => {
    assert.deepEqual(readInfo('arch view=front scenario="The master dies" at=90s theme=dark title=\'가게 Shop\' show=links variant=after file=a/b.arch'), {
      info: { view: 'front', scenario: 'The master dies', at: 90, theme: 'dark', title: '가게 Shop', show: 'links', variant: 'after', file: 'a/b.arch' }, unknown: [],
    });
    assert.deepEqual(readInfo('arch'), { info: {}, unknown: [] });
    assert.deepEqual(readInfo('  arch   title="a = b"  '), { info: { title: 'a = b' }, unknown: [] });
    assert.deepEqual(readInfo('arch view=@network'), { info: { view: '@network' }, unknown: [] });
    assert.deepEqual(readInfo('arch view="@inside idc.front"'), { info: { view: '@inside idc.front' }, unknown: [] });
  });

  it('give times as people write them', () => {
    const at = (written: string): number | undefined => readInfo(`arch at=${written}`)!.info.at;
    assert.deepEqual(['90', '90s', '1.5m', '2min', '2h', '1d', '500ms', '0s'].map(at), [90, 90, 90, 120, 7200, 86_400, 0.5, 0]);
    for (const wrong of ['-1s', 'soon', '1e3', '']) assert.deepEqual(readInfo(`arch at=${wrong}`), { info: {}, unknown: [`at=${wrong}`] });
  });

  it('tell what they do not mean', () => {
    assert.deepEqual(readInfo('arch veiw=front theme=pink loud')!.unknown, ['veiw=front', 'theme=pink', 'loud']);
    assert.deepEqual(readInfo('arch {.numberLines} view=a')!.unknown, []);
  });

  it('leave blocks of other languages, and text that is to be read', () => {
    for (const info of ['', 'archive', 'js arch', 'arch fragment', 'arch source title="x"', 'Arch']) assert.equal(readInfo(info), undefined, info);
  });
});
