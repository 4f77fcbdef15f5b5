/** What becomes of faults inside features. */
import assert from 'node:assert/strict';
import { CancellationToken, ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { CancelledError } from '#language/facts/query.js';
import { Guard } from '../../../server/lsp/guard.js';

describe('language server: the guard', () => {
  const failing = (thrown: unknown, lines: string[] = []): Promise<unknown> => {
    const guard = new Guard((line) => lines.push(line));
    return guard.request('hover', () => { throw thrown; })({}, CancellationToken.None).then(() => assert.fail('answered'), (error: unknown) => error);
  };

  it('answers a fault as an error of the protocol, with the feature and the reason', async () => {
    const error = await failing(new TypeError('x is undefined'));
    assert.ok(error instanceof ResponseError);
    assert.equal(error.code, ErrorCodes.InternalError);
    assert.match(error.message, /hover.*x is undefined/);
  });

  it('answers an abandoned evaluation as cancelled, and refusals as they are', async () => {
    const lines: string[] = [];
    assert.equal((await failing(new CancelledError(), lines) as ResponseError<void>).code, LSPErrorCodes.RequestCancelled);
    const refusal = new ResponseError(LSPErrorCodes.RequestFailed, 'no');
    assert.equal(await failing(refusal, lines), refusal);
    assert.deepEqual(lines, []);
  });

  it('does not begin what is not wanted any more', async () => {
    const guard = new Guard(() => assert.fail('logged'));
    await assert.rejects(guard.request('hover', () => assert.fail('ran'))({}, CancellationToken.Cancelled), { code: LSPErrorCodes.RequestCancelled });
  });

  it('logs the same fault once, of tasks and promises too', async () => {
    const lines: string[] = [];
    const guard = new Guard((line) => lines.push(line));
    const fault = new Error('same');
    for (let times = 0; times < 3; times++) guard.task('text', () => { throw fault; })();
    guard.task('text', () => Promise.reject(new Error('other')))();
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(lines.length, 2);
    assert.match(lines[0]!, /text failed: .*same/);
    assert.equal(guard.task('x', () => { throw 'words'; })(), undefined);
  });
});
