/** Layouts that are kept: the same as made anew, and made no more often than they must be. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { check } from '#language/check/check.js';
import type { Finding } from '#language/model/finding.js';
import type { Model } from '#language/model/model.js';
import { Project } from '#language/project/project.js';
import { placesIn } from '#language/scene/arrange/steady.js';
import { checkLayout } from '#language/scene/check-layout.js';
import { KeptLayouts, layoutNow, toScene } from '#language/scene/index.js';
import type { LaidOutScene } from '#language/scene/laid-out.js';

const EXAMPLES = fileURLToPath(new URL('../../../examples/', import.meta.url));

function read(text: string): { model: Model; findings: Finding[] } {
  const project = new Project({ read: () => text, inWorkspace: () => false });
  const { model, facts } = project.model('file:///a.arch', project.variants('file:///a.arch')[0]?.name)!;
  return { model, findings: check(facts) };
}

/** Counts the layouts that were made. */
function counting(): { layouts: KeptLayouts; made: () => number } {
  const layouts = new KeptLayouts();
  const kept = (layouts as unknown as { kept: Map<string, { placed: unknown }> }).kept;
  const seen = new Set<unknown>();
  return { layouts, made: () => { for (const { placed } of kept.values()) seen.add(placed); return seen.size; } };
}

const boxes = ({ nodes }: LaidOutScene): unknown[] => nodes.map(({ id, x, y, width, height }) => ({ id, x, y, width, height }));

describe('kept layouts', () => {
  const texts = ['s01-traditional-and-improved', 's12-wan-to-lan', 's23-haproxy-keepalived', 's28-clinical-study'].flatMap((folder) => readdirSync(EXAMPLES + folder).filter((name) => name.endsWith('.arch')).map((name) => readFileSync(`${EXAMPLES}${folder}/${name}`, 'utf8')));

  it('are those of a layout made anew, whatever was found', () => {
    assert.ok(texts.length >= 3);
    for (const text of texts) {
      const { model, findings } = read(text);
      const { layouts } = counting();
      for (const list of [[], findings, findings.slice(1), []]) assert.deepEqual(layouts.layOut(toScene(model, { findings: list })), layoutNow(toScene(model, { findings: list })));
    }
  });

  it('stand still when the findings come, and show them', () => {
    for (const text of texts) {
      const { model, findings } = read(text);
      const { layouts } = counting();
      const first = layouts.layOut(toScene(model));
      const second = layouts.layOut(toScene(model, { findings, hold: placesIn(first) }));
      assert.deepEqual(checkLayout(second), []);
      assert.deepEqual(boxes(second).length, boxes(first).length);
    }
  });

  it('cost nothing again for findings on boxes, lines of the text that moved, and what is chosen again', () => {
    const text = 'server a\nserver b\nflow a -> b over http as shop\nexpect b cannot reach a\n';
    const { layouts, made } = counting();
    const before = read(text);
    const first = layouts.layOut(toScene(before.model));
    const moved = read(`// a line more\n\n${text}`);
    const found = moved.findings.length > 0 ? moved.findings : [];
    const onBox = found.map((finding) => ({ ...finding, subjects: ['a'] }));
    const second = layouts.layOut(toScene(moved.model, { findings: onBox, hold: placesIn(first) }));
    assert.equal(made(), 1);
    assert.deepEqual(boxes(second), boxes(first));
    const a = second.nodes.find(({ id }) => id === 'a')!;
    assert.equal(a.origin.range.start.line, 2);
    assert.ok(onBox.length > 0 && a.findings.length > 0 && a.badgesAt.length > 0);
    layouts.layOut(toScene(read('server c\n').model));
    layouts.layOut(toScene(before.model));
    assert.equal(made(), 2);
  });

  it('are not those that were held before an edit, where the reader asks anew', () => {
    const { layouts } = counting();
    const star = (...names: string[]): Model => read(`users u\n${names.map((name) => `server ${name}\nflow u -> ${name} over https\n`).join('')}`).model;
    const first = layouts.layOut(toScene(star('b', 'c', 'd')));
    const held = layouts.layOut(toScene(star('b', 'c', 'd', 'a'), { hold: placesIn(first) }));
    const anew = layouts.layOut(toScene(star('b', 'c', 'd', 'a')));
    assert.deepEqual(anew, layoutNow(toScene(star('b', 'c', 'd', 'a'))));
    assert.deepEqual(layouts.layOut(toScene(star('b', 'c', 'd', 'a'), { hold: placesIn(anew) })), anew);
    assert.ok(held.nodes.length === anew.nodes.length);
  });
});
