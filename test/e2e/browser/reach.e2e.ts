/**
 * Reachability and editing in the preview of the command line, by mouse and by keyboard: a way hop by hop, what reaches
 * what, what falls, cut sets one by one; then rename, add and connect, written to the file.
 */
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { openPage } from '../../../scripts/vscode/workbench.mjs';
import { theBrowser } from './shared.js';
import { eachRestsOnTheOneBefore } from './stations.js';
import { copyWorkspace, photograph, project, startPreview } from './support.js';

describe('reachability and editing in the preview', function () {
  this.timeout(90_000);
  eachRestsOnTheOneBefore();
  let context: BrowserContext;
  let page: Page;
  let preview: { child: ChildProcess; url: string };
  let folder: string;
  const complaints: string[] = [];
  const node = (id: string): Locator => page.locator(`g.node[data-id="${id}"]`);
  const inquiry = (): Locator => page.locator('.inquiry');

  /** From the keyboard, so that nothing depends on what lies over what. */
  async function choose(id: string, name: RegExp): Promise<void> {
    await node(id).focus();
    await page.keyboard.press('m');
    await page.locator('.act-menu:not([hidden])').getByText(name).click();
  }

  async function open(file: string, ...options: string[]): Promise<void> {
    preview?.child.kill();
    preview = await startPreview(file, options);
    await page.goto(preview.url);
    await page.locator('.stage svg').first().waitFor();
  }

  before(async () => {
    folder = copyWorkspace();
    ({ page, context } = await openPage(await theBrowser(), { colorScheme: 'light' }));
    page.on('console', (message) => { if (['error', 'warning'].includes(message.type()) && !/WebSocket|ERR_CONNECTION/.test(message.text())) complaints.push(message.text()); });
    page.on('pageerror', (error) => complaints.push(String(error)));
  });

  after(async () => {
    await context?.close();
    preview?.child.kill();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  describe('of two sites with a tunnel', () => {
    before(() => open(join(project, 'examples/s12-wan-to-lan/wan-to-lan.arch#static')));

    it('shows the way between two clicks, hop by hop, along its cables', async () => {
      await node('us.us-office.us-pc').click({ position: { x: 30, y: 20 } });
      await node('korea.kr-servers.erp').click({ position: { x: 30, y: 20 }, modifiers: ['Shift'] });
      await inquiry().locator('.verdict.yes').waitFor();
      await page.locator('.hop-trail .way').first().waitFor({ state: 'attached' });
      await page.locator('g.edge.link.is-lit').first().waitFor({ state: 'attached' });
      assert.equal(await page.locator('.toolbar select').nth(1).inputValue(), 'links');
      const numbers = await page.locator('.hop-trail .stop text').allTextContents();
      assert.ok(numbers.includes('1–2') && numbers.includes('12'), numbers.join());
      const hops = inquiry().locator('ol.hops.shown li');
      assert.equal(await hops.count(), 12);
      assert.match(await hops.nth(5).innerText(), /us-firewall[\s\S]*L4[\s\S]*allow us-office -> erp over https[\s\S]*wan-to-lan\.arch:43/);
      await photograph(page, 'reach-1-path');
    });

    it('shows the reply, and the hop that one looks at', async () => {
      await inquiry().getByRole('button', { name: 'Reply', exact: true }).click();
      const first = inquiry().locator('ol.hops.shown li button').first();
      await first.focus();
      assert.match(await first.innerText(), /erp/);
      assert.equal(await page.locator('.hop-trail .stop.current text').textContent(), '1–2');
    });

    it('says where a way ends, why, and what to do', async () => {
      await inquiry().locator('select').selectOption('icmp');
      await inquiry().locator('.verdict.no').waitFor();
      assert.match(await inquiry().locator('.end').innerText(), /It ends at us-firewall[\s\S]*allows nothing that fits[\s\S]*give it a rule/);
      await page.locator('.hop-trail .stop.ends').waitFor({ state: 'attached' });
      await photograph(page, 'reach-2-denied');
    });

    it('gives the picture back on Escape', async () => {
      await page.keyboard.press('Escape');
      await page.locator('.hop-trail').first().waitFor({ state: 'detached' });
      await page.locator('g.edge.flow').first().waitFor({ state: 'attached' });
      assert.equal(await page.locator('.is-dimmed').count(), 0);
      assert.equal(await inquiry().innerText(), '');
    });

    it('asks by the keyboard alone', async () => {
      await node('us.us-office.us-pc').focus();
      await page.keyboard.press('p');
      await page.locator('.banner.asking').waitFor();
      await node('korea.kr-servers.erp').focus();
      await page.keyboard.press('Enter');
      await inquiry().locator('.verdict.yes').waitFor();
      assert.equal(await page.locator('.banner.asking').isVisible(), false);
      await page.keyboard.press('Escape');
      await page.locator('g.edge.flow').first().waitFor({ state: 'attached' });
    });

    it('gives the picture back also where it is left before its cables are drawn', async () => {
      const ask = async (): Promise<void> => {
        await node('us.us-office.us-pc').focus();
        await page.keyboard.press('p');
        await node('korea.kr-servers.erp').focus();
        await page.keyboard.press('Enter');
      };
      await ask();
      await page.keyboard.press('Escape');
      await ask();
      await inquiry().locator('.verdict.yes').waitFor();
      await page.locator('g.edge.link').first().waitFor({ state: 'attached' });
      await page.keyboard.press('Escape');
      await page.locator('g.edge.flow').first().waitFor({ state: 'attached' });
    });

    it('lights up what is reached, and counts it', async () => {
      await choose('us.us-office.us-pc', /what it reaches/);
      await inquiry().getByText(/It opens connections to/).waitFor();
      assert.match(await inquiry().innerText(), /erp/);
      await page.locator('g.node.is-lit[data-id="korea.kr-servers.erp"]').waitFor({ state: 'attached' });
      await page.locator('g.node.is-dimmed[data-id="korea.kr-office.kr-pc"]').waitFor({ state: 'attached' });
      await photograph(page, 'reach-3-reaches');
    });
  });

  describe('of a survey', () => {
    before(() => open(join(project, 'examples/s29-survey/survey.arch')));

    it('lights up by the toggles of what is selected, and out again', async () => {
      await node('seoul.private.app').click({ position: { x: 40, y: 30 } });
      const toggle = page.locator('.lights').getByRole('button', { name: 'what reaches it' });
      await toggle.click();
      await inquiry().getByText(/elements open connections to it/).waitFor();
      assert.equal(await toggle.getAttribute('aria-pressed'), 'true');
      await photograph(page, 'reach-7-toggles');
      await toggle.click();
      await page.locator('.is-dimmed').first().waitFor({ state: 'detached' });
      assert.equal(await toggle.getAttribute('aria-pressed'), 'false');
    });

    it('lights up what falls, and what holds steps back', async () => {
      await choose('seoul.firewall', /what falls with it/);
      await inquiry().getByText(/parts fall with it/).waitFor();
      await page.locator('g.node.is-cut[data-id="seoul.firewall"]').waitFor({ state: 'attached' });
      await page.locator('g.edge.is-lost').first().waitFor({ state: 'attached' });
      await photograph(page, 'reach-4-falls');
      await page.keyboard.press('Escape');
      await page.locator('.is-cut').first().waitFor({ state: 'detached' });
    });

    it('walks the cut sets of a service with two keys', async () => {
      await choose('world.ios-users', /cut sets of survey/);
      const at = inquiry().getByText(/Cut set \d+ of/);
      await at.waitFor();
      const first = await inquiry().innerText();
      assert.match(first, /Cut set 1 of \d+, order 1[\s\S]*a year: about \d/);
      await page.keyboard.press(']');
      await inquiry().getByText(/Cut set 2 of/).waitFor();
      assert.notEqual(await inquiry().locator('.members').innerText(), first);
      await page.keyboard.press('[');
      await inquiry().getByText(/Cut set 1 of/).waitFor();
      await photograph(page, 'reach-5-cut-sets');
    });
  });

  describe('without leave to edit', () => {
    before(() => open(join(folder, 'shop.arch')));

    it('offers nothing that would change the file', async () => {
      await node('lan.db').focus();
      await page.keyboard.press('m');
      await page.locator('.act-menu:not([hidden])').waitFor();
      assert.doesNotMatch(await page.locator('.act-menu:not([hidden])').innerText(), /Rename|Add|Connect|Delete/);
      await page.keyboard.press('Escape');
      await page.keyboard.press('F2');
      assert.equal(await page.locator('.edit-form').isVisible(), false);
    });
  });

  describe('with leave to edit', () => {
    const text = (): string => readFileSync(join(folder, 'shop.arch'), 'utf8');
    const form = (): Locator => page.locator('.edit-form');
    before(() => open(join(folder, 'shop.arch'), '--edit'));

    it('renames with F2, and says why not', async () => {
      const before = text();
      await node('lan.db').focus();
      await page.keyboard.press('F2');
      await form().locator('input').fill('web');
      await page.keyboard.press('Enter');
      await form().locator('.problem', { hasText: 'is taken' }).waitFor();
      assert.equal(text(), before);
      await form().locator('input').fill('장부');
      await page.keyboard.press('Enter');
      await node('lan.장부').waitFor();
      assert.equal(text(), before.replaceAll(/\bdb\b/g, '장부'));
      await page.locator('g.node.is-selected[data-id="lan.장부"]').waitFor({ state: 'attached' });
    });

    it('adds an element where it belongs', async () => {
      await choose('lan', /^Add inside/);
      await form().locator('input[name="kind"]').fill('cache');
      assert.equal(await form().locator('input[name="name"]').inputValue(), 'cache');
      await photograph(page, 'reach-6-add');
      await form().getByRole('button', { name: 'Add' }).click();
      await node('lan.cache').waitFor();
      assert.match(text(), /\n {2}database 장부 \{ software mysql \}\n {2}cache cache\n\}/);
    });

    it('connects two boxes by a drag with Alt, and by the keyboard', async () => {
      const [from, to] = [await node('lan.장부').boundingBox(), await node('lan.cache').boundingBox()];
      await page.keyboard.down('Alt');
      await page.mouse.move(from!.x + 30, from!.y + 25);
      await page.mouse.down();
      await page.mouse.move(to!.x + 30, to!.y + 25, { steps: 4 });
      await page.locator('.rubber-band').waitFor({ state: 'attached' });
      await page.mouse.up();
      await page.keyboard.up('Alt');
      await form().locator('input[name="over"]').fill('redis');
      await page.keyboard.press('Enter');
      await page.locator('g.edge[data-parts*="lan.장부 -> lan.cache"]').waitFor({ state: 'attached' });
      assert.match(text(), /\nflow 장부 -> cache over redis\n/);
      await choose('lan.cache', /^Connect from here/);
      await node('lan.장부').focus();
      await page.keyboard.press('Enter');
      await form().locator('select').selectOption('link');
      await form().locator('input[name="a"]').fill('eth0');
      await form().getByRole('button', { name: 'Connect' }).click();
      await form().waitFor({ state: 'hidden' });
      assert.match(text(), /\nlink cache:eth0 -- 장부\n/);
      await page.locator('.toolbar select').nth(1).selectOption('links');
      await page.locator('g.edge[data-parts*="lan.cache -- lan.장부"]').waitFor({ state: 'attached' });
    });

    it('deletes only what nothing speaks of', async () => {
      await node('lan.cache').focus();
      await page.keyboard.press('Delete');
      await form().getByRole('button', { name: 'Delete' }).click();
      await form().locator('.problem', { hasText: 'The text speaks of it' }).waitFor();
      await page.keyboard.press('Escape');
      await form().waitFor({ state: 'hidden' });
      assert.match(text(), /cache cache/);
    });
  });

  describe('after all of that', () => {
    it('the page has complained of nothing', () => assert.deepEqual(complaints, []));
  });
});
