/** What sentences call things: the shortest name that means one thing, everywhere (docs/decisions/0005). */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { Facts } from '#language/facts/query.js';
import { shortName } from '#language/facts/network/index.js';
import { word } from '#language/messages/word.js';
import type { Finding } from '#language/model/finding.js';
import { filesOf, projectOf } from '../../../support/fixture.js';
import { readModel } from '../../../support/read-model.js';

function names(text: string): (id: string) => string {
  const model = readModel(text);
  assert.deepEqual(model.problems, []);
  const facts = new Facts(model);
  return (id) => shortName(facts, id);
}

describe('names in sentences', () => {
  it('are plain where nothing else has them, and have as many containers before them as it takes', () => {
    const name = names(`site 서울 { zone data { database db  database 원장 } }
site 부산 { zone data { database db }  zone app { server web } }
site far { zone dmz { server web } }`);
    assert.deepEqual(['서울.data.원장', '부산.data.db', '부산.app.web', 'far.dmz.web', '서울.data', '부산.app', '서울'].map(name),
      ['원장', '부산.data.db', 'app.web', 'dmz.web', '서울.data', 'app', '서울']);
  });

  it('are the plain one of two at the top, and the other with its container', () => {
    const name = names('database db\nzone lan { database db }');
    assert.deepEqual(['db', 'lan.db'].map(name), ['db', 'lan.db']);
  });

  it('tell instances, what stands in them, and the cables between the same ends apart', () => {
    const name = names(`zone lan { server web count 2 { container app }  l2switch sw }
zone far { server web }
link lan.web -- sw
link lan.sw -- far { bandwidth 1Gbps }
link lan.sw -- far
link lan.sw -- lan.web as uplink
flow lan.web -> far.web over http
flow far.web -> lan.sw over http as ops`);
    assert.deepEqual(['lan.web', 'lan.web#2', 'lan.web#2.app', 'lan.web#1 -- lan.sw', 'lan.sw -- far (2)', 'uplink', 'uplink (2)', 'lan.web -> far.web', 'ops', '10.0.0.1'].map(name),
      ['lan.web', 'lan.web#2', 'lan.web#2.app', 'lan.web#1 -- sw', 'sw -- far (2)', 'uplink', 'uplink (2)', 'lan.web -> far.web', 'ops', '10.0.0.1']);
  });

  it('can be typed: a name that was made longer leads to the same thing from anywhere', () => {
    const text = 'site a { zone dmz { server web }  zone data { database db } }\nsite b { zone app { server web }  zone data { database db } }';
    const name = names(text);
    for (const id of ['a.dmz.web', 'b.app.web', 'a.data.db', 'b.data.db']) {
      const model = readModel(`${text}\nsite c { server asker  flow asker -> ${name(id)} over http }`);
      assert.deepEqual(model.problems, []);
      assert.deepEqual(Object.values(model.flows)[0]!.to.flatMap((end) => (end.type === 'ids' ? end.ids : [])), [id]);
    }
  });

  describe('in every text of every finding of the examples', () => {
    const examples = new URL('../../../../examples/', import.meta.url);
    const sentences = (finding: Finding): string[] => [
      finding.what, finding.why, finding.todo, ...finding.related.map((each) => each.text), ...(finding.path ?? []).map((each) => each.text), ...finding.fixes.map((each) => each.title),
    ].map((each) => word(each));
    for (const folder of readdirSync(examples, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name)) {
      it(folder, () => {
        for (const file of readdirSync(new URL(`${folder}/`, examples)).filter((each) => each.endsWith('.arch'))) {
          const text = readFileSync(new URL(`${folder}/${file}`, examples), 'utf8');
          const project = projectOf(filesOf(text));
          const root = 'file:///main.arch';
          const variants = project.variants(root);
          const [longer, needed] = [new Set<string>(), new Set<string>()];
          for (const variant of variants.length > 0 ? variants.map((each) => each.name) : [undefined]) {
            const { model, facts } = project.analyse(root, variant)!;
            for (const id of [...Object.keys(model.elements), ...Object.keys(model.groups)]) (shortName(facts, id) === id ? needed : longer).add(id);
          }
          // What was written in full is quoted in full.
          const wrong = new Set([...longer].filter((id) => !needed.has(id) && !text.includes(id)));
          for (const finding of project.check(root).findings) {
            for (const sentence of sentences(finding)) {
              const found = sentence.split(/[^\p{L}\p{N}_.#-]+/u).map((each) => each.replace(/\.+$/, '')).filter((each) => wrong.has(each));
              assert.deepEqual(found, [], `${finding.rule} in ${file}: ${sentence}`);
            }
          }
        }
      });
    }
  });
});
