/** After an edit of the text, lines follow their boxes from where they were. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPreview, type OpenPreview } from './support.js';

const SHOP = 'zone lan {\n  server web\n  database db\n}\nflow web -> db over mysql as lookup\n';
const GROWN = 'zone lan {\n  server web\n  server more\n  database db\n}\nflow web -> db over mysql as lookup\nflow web -> more over http\nflow more -> db over mysql\n';

/** What the page is told to lead from one course to another, and where each is halfway. */
interface Led { classes: string; from: string; to: string; halfway: string }

describe('lines after an edit', function () {
  this.timeout(120_000);
  let folder: string;
  let preview: OpenPreview;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lintel-glide-'));
    writeFileSync(join(folder, 'shop.arch'), SHOP);
    preview = await openPreview(join(folder, 'shop.arch'), 'lan.db', { look: { reducedMotion: 'no-preference' } });
  });

  after(async () => {
    await preview?.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  it('are led from their course before to the new one, head and text with them', async () => {
    const { page } = preview;
    const line = page.locator('g.edge[data-parts*="lookup"] > path.line');
    const before = await line.getAttribute('d');
    await page.evaluate(() => {
      const led: unknown[] = [];
      Object.assign(window, { led });
      const animate = Element.prototype.animate;
      Element.prototype.animate = function (this: Element, keyframes, options) {
        const animation = animate.call(this, keyframes, options);
        const [from, to] = keyframes as unknown as [{ d?: string }, { d?: string }];
        if (this.parentElement?.dataset['parts']?.includes('lookup') && from.d !== undefined) {
          animation.pause();
          animation.currentTime = 120;
          led.push({ classes: this.getAttribute('class'), from: from.d, to: to.d, halfway: getComputedStyle(this).getPropertyValue('d') });
          animation.play();
        } else if (this.closest('[data-parts*="lookup"]')) led.push({ classes: this.getAttribute('class') });
        return animation;
      };
    });
    writeFileSync(join(folder, 'shop.arch'), GROWN);
    await page.locator('g.node[data-id="lan.more"]').waitFor();
    const led = await page.evaluate(() => (window as unknown as { led: Led[] }).led);
    const stroke = led.find(({ classes }) => classes === 'line')!;
    assert.equal(stroke.to, `path("${await line.getAttribute('d')}")`);
    const numbers = (path: string): number[] => path.match(/-?[\d.]+/gu)!.map(Number);
    // What was seen stays on the screen: the course before may be moved as a whole, and bends are added to it.
    assert.equal(numbers(stroke.from).length, numbers(stroke.to).length);
    const height = (path: string): number => Math.abs(numbers(path).at(-1)! - numbers(path)[1]!);
    assert.ok(Math.abs(height(stroke.from) - height(before!)) < 1, `${stroke.from} and ${before}`);
    assert.ok(stroke.halfway.startsWith('path("') && ![stroke.from, stroke.to].includes(stroke.halfway), stroke.halfway);
    for (const classes of ['reach', 'head']) assert.ok(led.some((each) => each.classes === classes && each.halfway.startsWith('path("')), classes);
    assert.ok(led.some(({ classes }) => classes === 'pill'), 'the text goes along');
    assert.ok(!led.some(({ classes }) => classes?.split(' ').includes('edge')), 'nothing fades');
  });
});
