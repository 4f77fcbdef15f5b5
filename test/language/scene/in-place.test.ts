/** Pictures in place: drawn between two lines of a page, without anything to wait for. ELK is spoken to as the worker it is packed as. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import type { ElkNode } from 'elkjs/lib/elk-api.js';
import { build } from 'esbuild';
import { Project } from '#language/project/project.js';
import { drawing, drawingNow } from '#language/scene/index.js';
import { runElk } from '#language/scene/layout/run-elk.js';

const modelOf = (text: string) => new Project({ read: () => text, inWorkspace: () => false }).model('file:///a.arch')!.model;

describe('a picture drawn in place', () => {
  it('is there when the call returns, and the same as the one that is waited for', async () => {
    const model = modelOf(readFileSync(new URL('../../../examples/s23-haproxy-keepalived/haproxy-keepalived.arch', import.meta.url), 'utf8'));
    const now = drawingNow(model);
    assert.ok(now.nodes.length > 5 && now.width > 100);
    assert.deepEqual(now, await drawing(model));
  });

  it('is laid out by ELK, which answers at once, and again after it failed', () => {
    const child = (id: string) => ({ id, width: 40, height: 20 });
    const graph = (target: string) => ({ id: 'root', children: [child('a'), child('b')], edges: [{ id: 'e', sources: ['a'], targets: [target] }] });
    const places = (node: ElkNode | undefined) => node?.children?.map(({ id, x, y }) => ({ id, x, y }));
    const laid = runElk(graph('b'));
    assert.ok(laid?.children?.every(({ x, y }) => typeof x === 'number' && typeof y === 'number'));
    assert.ok(laid?.edges?.[0]?.sections?.[0]?.startPoint);
    assert.equal(runElk(graph('nobody')), undefined);
    assert.deepEqual(places(runElk(graph('b'))), places(laid));
  });

  it('leaves the messages of a worker to whoever listens there', async () => {
    const { outputFiles } = await build({ absWorkingDir: fileURLToPath(new URL('../../..', import.meta.url)), entryPoints: ['language/scene/layout/run-elk.ts'], bundle: true, write: false, platform: 'browser', format: 'iife', logLevel: 'silent' });
    const listener = (): void => undefined;
    const scope: Record<string, unknown> = { onmessage: listener, setTimeout };
    scope['self'] = scope;
    runInContext(outputFiles[0]!.text, createContext(scope));
    assert.equal(scope['onmessage'], listener);
  });
});
