/** Queues whose shares make no whole. */
import assert from 'node:assert/strict';
import { checkFixture } from '../../../support/fixture.js';
import { repairsOf } from '../../../support/repairs.js';

const RULE = 'capacity/unfit-queues';
const check = (text: string): void => checkFixture(text, (rule) => rule === RULE || rule.startsWith('model/unknown') || rule === 'model/bad-quantity');
const sum = (words: string): string => `\n//^^^ error[${RULE}]: ${words}`;

describe(RULE, () => {
  it('finds shares that make less or more than all', () => {
    check(`resource-manager rm {\nyarn-queue prod { capacity 70% }\nyarn-queue dev { capacity 20% }${sum('The capacities of prod and dev of rm together make 90%, not 100%')}\n}`);
    check(`resource-manager rm {\nyarn-queue 운영 { capacity 70% }\nyarn-queue 개발 { capacity 40.5% }${sum('The capacities of 운영 and 개발 of rm together make 110.5%')}\n}`);
    check(`resource-manager rm { resource-scheduler s {\nyarn-queue only { capacity 50% }${sum('The capacity of only, the only queue of rm, is 50%')}\n} }`);
  });

  it('finds them at each level by itself, and once in counted masters', () => {
    check(`resource-manager rm count 2 active-standby {\nyarn-queue prod { capacity 70%\nyarn-queue etl { capacity 50% }\nyarn-queue bi { capacity 30% }${sum('The capacities of etl and bi in prod together make 80%')}\n}\nyarn-queue dev { capacity 30% }\n}`);
  });

  it('finds a maximum below what is sure', () => {
    check(`resource-manager rm {\nyarn-queue prod { capacity 70%  maximum-capacity 60% }${sum('prod is sure to get 70% and may take no more than 60%')}\nyarn-queue dev { capacity 30%  maximum-capacity 30% }\n}`);
  });

  it('is content with 100%, thirds, and queues that leave their share open', () => {
    check('resource-manager rm { yarn-queue a { capacity 70%  maximum-capacity 90% }  yarn-queue b { capacity 30% } }');
    check('resource-manager rm { yarn-queue a { capacity 33.33% }  yarn-queue b { capacity 33.33% }  yarn-queue c { capacity 33.34% } }');
    check('resource-manager rm { yarn-queue a { capacity 70% }  yarn-queue b }');
    check('resource-manager rm { yarn-queue a  yarn-queue b { maximum-capacity 10% } }');
    check('queue events { queue 10 }\nserver s { capacity 10TB  queue 5 }');
  });

  it('finds stated shares that leave nothing for the others', () => {
    check(`resource-manager rm {\nyarn-queue a { capacity 80% }\nyarn-queue b { capacity 30% }${sum('The capacities of a and b of rm make 110%, before the queues beside them get anything')}\nyarn-queue c\n}`);
  });

  it('gives the last the rest, or lets a queue take what it is sure of', () => {
    const [rest] = repairsOf(RULE, 'resource-manager rm {\n  yarn-queue prod { capacity 70% }\n  yarn-queue dev { capacity 20% }\n}\n');
    assert.match(rest!, /dev \{ capacity 30% \}/);
    const [most] = repairsOf(RULE, 'resource-manager rm {\n  yarn-queue prod { capacity 70%  maximum-capacity 60% }\n  yarn-queue dev { capacity 30% }\n}\n');
    assert.match(most!, /maximum-capacity 70%/);
    assert.deepEqual(repairsOf(RULE, 'resource-manager rm {\n  yarn-queue prod { capacity 100% }\n  yarn-queue dev { capacity 20% }\n}\n'), []);
    assert.match(repairsOf(RULE, 'resource-manager rm count 2 active-standby {\n  resource-scheduler s {\n    yarn-queue prod { capacity 70% }\n    yarn-queue dev { capacity 20% }\n  }\n}\n')[0]!, /dev \{ capacity 30% \}/);
  });
});
