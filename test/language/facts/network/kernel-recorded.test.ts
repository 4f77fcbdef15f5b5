/**
 * Networks that the kernel has been asked about, with what it answered (`scripts/kernel`, recorded by
 * `npm run test:kernel -- --record`): random ones, some as people build them, and every one on which it once answered otherwise than the facts.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { carriage, dialKey } from '#language/facts/network/index.js';
import { Facts } from '#language/facts/query.js';
import type { Recorded } from '../../../kernel/record.js';
import { port } from '../../../support/model-builder.js';
import { readModel } from '../../../support/read-model.js';

const data = new URL('../../../data/kernel/', import.meta.url);

for (const [folder, about] of [['random', 'random networks that the kernel has answered for'], ['sites', 'networks as people build them'], ['regressions', 'networks on which the kernel once answered otherwise']] as const) {
  describe(about, () => {
    const from = new URL(`${folder}/`, data);
    const names = existsSync(from) ? readdirSync(from).filter((name) => name.endsWith('.arch')).sort() : [];
    it('are there', () => assert.ok(names.length > 0));

    for (const name of names) {
      it(`agree on every probe of ${name}`, () => {
        const model = readModel(readFileSync(new URL(name, from), 'utf8'));
        const facts = new Facts(model);
        const answers = JSON.parse(readFileSync(new URL(name.replace('.arch', '.json'), from), 'utf8')) as Recorded[];
        const wrong = answers.flatMap(({ from: sender, source, to, address, over, answered, partly }) => {
          const found = facts.ask(carriage, dialKey({ from: sender, to, toAddress: address, port: port(over), ...(source ? { fromAddress: source } : {}) }));
          const byChance = found.trace.failing !== undefined || found.oneSided !== undefined;
          if (found.trace.reachable && answered && partly !== undefined && partly !== byChance) return [`${sender} -> ${address} over ${over}: the kernel answers by ${partly ? 'some' : 'all'} of its equal ways, we say otherwise`];
          if (found.trace.disposition === 'assumed' || found.trace.reachable === answered) return [];
          return [`${sender} -> ${address} over ${over}: the kernel ${answered ? 'answers' : 'does not answer'}, we say ${found.trace.disposition} ${JSON.stringify(found.trace.stop?.text)}`];
        });
        assert.deepEqual(wrong, []);
        assert.ok(answers.length > 0);
      });
    }
  });
}
