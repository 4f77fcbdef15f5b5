/** Recorded networks of real namespaces: what the kernel let through is what the facts say is reachable. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { carriage, dialKey } from '#language/facts/network/index.js';
import { Facts } from '#language/facts/query.js';
import { port } from '../../../support/model-builder.js';
import { modelOf, type Answer, type Topology } from '../../../support/namespaces.js';

describe('networks that the kernel has answered for', () => {
  for (const name of ['seed', 'two_sites', 'pub_priv']) {
    it(`agrees on every probe of ${name}`, () => {
      const read = (kind: string): unknown => JSON.parse(readFileSync(new URL(`../../../data/kernel/${name}.${kind}.json`, import.meta.url), 'utf8'));
      const topology = read('topology') as Topology;
      const facts = new Facts(modelOf(topology).model);
      const wrong: string[] = [];
      let asked = 0;
      for (const answer of read('answers') as Answer[]) {
        // A closed port on a router that was reached is an answer of its socket, not of the network.
        if (answer.how === 'refused' && !/^[a-z]/.test(answer.dst)) continue;
        const over = port(answer.proto === 'icmp' ? 'icmp' : `${answer.proto}/${answer.port}`);
        const named = /^[a-z]/.test(answer.dst);
        const to = named ? { to: answer.dst, toAddress: (topology.hosts[answer.dst] ?? topology.l3[answer.dst])!.ifs[0]!.ip.split('/')[0]! } : { to: answer.dst, toAddress: answer.dst };
        const found = facts.ask(carriage, dialKey({ from: answer.src, ...to, port: over }));
        asked++;
        if (found.trace.reachable !== answer.reachable) {
          wrong.push(`${answer.src} -> ${answer.dst} ${over.text}: kernel ${answer.how}, we ${found.trace.disposition} ${JSON.stringify(found.trace.stop?.text)}`);
        }
      }
      assert.deepEqual(wrong, []);
      assert.ok(asked > 10);
    });
  }
});
