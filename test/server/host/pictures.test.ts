/** Pictures for whoever shows them: what comes first, what follows, and what is shown where nothing can be found out. */
import assert from 'node:assert/strict';
import { Project, type Checked } from '#language/project/project.js';
import type { SceneRequest } from '#language/protocol/server.js';
import { AnalysisLoop } from '../../../server/host/analysis-loop.js';
import { nodeScheduler } from '../../../server/host/node-scheduler.js';
import { Pictures } from '../../../server/host/pictures.js';

const ROOT = 'file:///plans/a.arch';
const REQUEST: SceneRequest = { revision: 1, uri: ROOT, choice: { collapsed: [], expanded: [] }, theme: 'light' };

/** @param fault of the search for findings. */
function world(fault?: Error): { pictures: Pictures; ended: Promise<void>; told: () => number; type(text: string): void } {
  const project = new Project({ read: () => undefined, inWorkspace: () => true });
  project.setText(ROOT, 'internet world\nserver web\nlink world -- web\nflow world -> web over https as shop\n');
  let last: Checked | undefined;
  let told = 0;
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => { end = resolve; });
  const loop = new AnalysisLoop<Checked>(nodeScheduler, {
    affected: () => [ROOT], progress: () => project.answered(ROOT), prepare: (root, cancelled) => pictures.prepare(root, cancelled),
    analyse: (root, cancelled) => {
      if (fault) throw fault;
      return project.check(root, cancelled);
    },
    done: (root, checked) => {
      last = checked;
      if (pictures.isShort(root, checked)) told += 1;
      end();
    },
    failed: (root) => {
      if (pictures.failed(root)) told += 1;
      end();
    },
  });
  const pictures: Pictures = new Pictures({ project, loop, last: () => last });
  return { pictures, ended, told: () => told, type: (text) => { project.setText(ROOT, text); loop.touch(ROOT); } };
}

describe('pictures', () => {
  it('come before their findings, which follow in a second one of the same version', async () => {
    const { pictures, ended, told } = world();
    const first = (await pictures.scene(ROOT, REQUEST))!.picture!;
    assert.deepEqual([first.checking, first.findings], [true, []]);
    await ended;
    assert.equal(told(), 1);
    const second = (await pictures.scene(ROOT, REQUEST))!.picture!;
    assert.ok(second.findings.length > 0);
    assert.deepEqual([second.checking, second.version], [undefined, first.version]);
  });

  it('show what was found before, while what is found in the new text is looked for', async () => {
    const { pictures, ended, type } = world();
    await pictures.scene(ROOT, REQUEST);
    await ended;
    const { findings, version } = (await pictures.scene(ROOT, REQUEST))!.picture!;
    type('internet world\nserver web\nlink world -- web\nflow world -> web over https as shop\nserver more\n');
    const now = (await pictures.scene(ROOT, REQUEST))!.picture!;
    assert.deepEqual([now.checking, now.findings, now.version > version], [true, findings, true]);
  });

  it('are drawn without findings where looking for them fails, and nobody waits for any', async () => {
    const { pictures, ended, told } = world(new Error('a rule that falls over'));
    assert.equal((await pictures.scene(ROOT, REQUEST))!.picture!.checking, true);
    await ended;
    assert.equal(told(), 1);
    for (let time = 0; time < 2; time += 1) {
      const { picture } = (await pictures.scene(ROOT, REQUEST))!;
      assert.deepEqual([picture!.checking, picture!.findings, picture!.scene.nodes.length > 1], [undefined, [], true]);
    }
    assert.equal(pictures.failed(ROOT), false);
    assert.equal(told(), 1);
  });
});
