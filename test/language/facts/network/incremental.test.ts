/** An edit of the flows leaves what is known of the network; an edit of the network gives what a fresh look gives. */
import assert from 'node:assert/strict';
import { carriage, dialKey, troubles } from '#language/facts/network/index.js';
import { Facts, type Query } from '#language/facts/query.js';
import { interfaces } from '#language/facts/network/interfaces.js';
import { port } from '../../../support/model-builder.js';
import { readModel } from '../../../support/read-model.js';

const base = (rules: string, flows: string): string => `zone lan { subnet 10.0.1.0/24  server a { ip 10.0.1.5 } }
zone far { subnet 10.0.2.0/24  server b { ip 10.0.2.5 } }
router r { interface lan 10.0.1.1  interface far 10.0.2.1 ${rules} }
${flows}`;

describe('network facts after an edit', () => {
  const key = dialKey({ from: 'lan.a', to: 'far.b', port: port('tcp/80') });
  const keeps = <V>(before: Facts, after: Facts, question: Query<void, V>): boolean => before.ask(question) === after.ask(question);

  it('are kept where only flows changed', () => {
    const first = new Facts(readModel(base('', 'flow a -> b over tcp/80')));
    const before = first.ask(carriage, key);
    const second = first.next(readModel(base('', 'flow a -> b over tcp/80\nflow b -> a over tcp/81')));
    assert.ok(keeps(first, second, interfaces));
    assert.equal(second.ask(carriage, key), before);
    assert.equal(second.ask(troubles).length, 0);
  });

  it('equal a fresh evaluation where the network changed', () => {
    const first = new Facts(readModel(base('', 'flow a -> b over tcp/80')));
    first.ask(troubles);
    const changed = readModel(base('allow a -> b over tcp/22', 'flow a -> b over tcp/80'));
    const next = first.next(changed).ask(troubles);
    assert.deepEqual(next, new Facts(changed).ask(troubles));
    assert.deepEqual(next.map((trouble) => trouble.kind), ['flow-denied']);
  });
});
