/** Scenarios run when a file is saved: what they do not bear out is shown where it is expected. */
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { said, startServer, type Client } from './support/client.js';

const TEXT = `client users
database db count 2 active-standby { replicate db#1 -> db#2 sync  failover automatic within 30s }
flow users -> db over mysql writes timeout 1s as asks
scenario "운영 DB가 죽는다" {
  load asks 20/s for 5m
  at 1m fail db#1
  expect availability of asks >= 99%
  expect failover of db <= 30s
}
`;

describe('language server: scenarios', () => {
  let client: Client;
  before(async () => {
    client = startServer();
    await client.initialize();
  });
  let over = false;
  after(() => {
    over = true;
    return client.stop();
  });

  const failed = (found: readonly Diagnostic[]): Diagnostic[] => found.filter(({ code }) => code === 'intent/expectation-failed');

  /** Waits for as long as the machine needs. */
  async function until(uri: string, holds: (found: readonly Diagnostic[]) => boolean): Promise<Diagnostic[]> {
    // Where it never comes, the test runs into its limit: nothing may then wait on.
    while (!over) {
      const found = client.published.get(uri)?.diagnostics ?? [];
      if (holds(found)) return failed(found);
      await pause(20);
    }
    throw new Error('never came');
  }

  it('are run when the text is saved, not while it is typed', async () => {
    const uri = 'file:///scenarios/1.arch';
    await client.open(uri, TEXT);
    assert.deepEqual(failed(await client.diagnostics(uri)), []);
    await client.save(uri);
    const [found, ...more] = await until(uri, (all) => failed(all).length > 0);
    assert.deepEqual(more, []);
    assert.equal(found!.range.start.line, 6);
    assert.match(said(found!), /availability of asks >= 99%[^]*\d+\.\d+%[^]*below 99%/);
  });

  it('what they showed goes with the text that they ran, and comes again with the next save', async () => {
    const uri = 'file:///scenarios/2.arch';
    await client.open(uri, TEXT);
    await client.save(uri);
    await until(uri, (all) => failed(all).length === 1);
    await client.replace(uri, 'within 30s', 'within 2s');
    await until(uri, (all) => failed(all).length === 0);
    await client.replace(uri, 'failover of db <= 30s', 'failover of db <= 1s');
    await client.save(uri);
    const [found] = await until(uri, (all) => failed(all).length === 1);
    assert.equal(found!.range.start.line, 7);
  });
});
