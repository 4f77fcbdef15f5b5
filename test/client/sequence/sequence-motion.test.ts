/** Sequences, played: a message for each step on its traced way, with its caption; replies come back. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Facts } from '#language/facts/query.js';
import { SequenceMotion } from '../../../client/webview/sequence/sequence-motion.js';
import { findSequence, nameOfSequence } from '../../../client/webview/sequence/sequence-names.js';
import { readModel } from '../../support/read-model.js';

const TEXT = `internet world { users people }
waf edge { interface world 203.0.113.10/29  interface lan 10.0.0.1  dnat 203.0.113.10 over https -> web  allow world -> web over https }
lan lan { subnet 10.0.0.0/24
  server web { ip 10.0.0.10 }
  database db { ip 10.0.0.20 software mysql }
}
link world -- edge
flow people -> web over https
flow web -> db over mysql
sequence "a page" {
  people -> web "ask"
  web -> db "look it up"
  web <- db "rows"
  people <- web
}
sequence "a page" { people -> web }
`;

describe('a sequence, played', () => {
  const model = readModel(TEXT);
  const facts = new Facts(model);
  const motion = new SequenceMotion(facts, model.sequences[0]!);

  it('shows each step with its caption and its ends in the direction in which something is sent', () => {
    const seen = [0, 3, 6, 9].map((at) => motion.stateAt(at + 1).step!);
    assert.deepEqual(seen.map(({ number, count, from, to, caption, reply }) => [number, count, from, to, caption, reply]), [
      [1, 4, 'people', 'web', 'ask', false], [2, 4, 'web', 'db', 'look it up', false], [3, 4, 'db', 'web', 'rows', true], [4, 4, 'web', 'people', '', true],
    ]);
    assert.equal(motion.duration, 12);
  });

  it('sends a message over the way that the network gives it, and the reply back', () => {
    const route = (seconds: number): readonly string[] => motion.stateAt(seconds).tokens[0]!.leg.route;
    assert.deepEqual(route(0.5), ['world.people', 'edge', 'lan.web']);
    assert.deepEqual(route(9.5), ['lan.web', 'edge', 'world.people']);
    assert.equal(motion.stateAt(9.5).tokens[0]!.leg.reply, true);
    assert.equal(motion.stateAt(2.5).tokens[0]!.progress, 1);
  });

  it('tells at which layer each device handles it', () => {
    const { hops } = motion.stateAt(1).step!;
    assert.ok(hops.length >= 3 && hops.every((hop) => / · L[1-7] · /.test(hop)), hops.join('\n'));
    assert.match(hops.join('\n'), /^edge · L\d · /m);
  });

  it('goes on by whole steps', () => {
    const moments: number[] = [];
    for (let at = motion.nextStep(0); at !== undefined; at = motion.nextStep(at)) moments.push(at);
    assert.deepEqual(moments, [2, 5, 8, 11]);
  });

  it('goes back by whole steps, and to the start', () => {
    const moments: number[] = [];
    for (let at = motion.stepBefore(12); at !== undefined; at = motion.stepBefore(at)) moments.push(at);
    assert.deepEqual(moments, [11, 8, 5, 2, 0]);
  });

  it('lists all its steps with the moments at which they are shown', () => {
    const { all, title } = motion.stateAt(4).step!;
    assert.equal(title, 'a page');
    assert.deepEqual(all.map(({ from, to, caption }) => `${from} ${to} ${caption}`), ['people web ask', 'web db look it up', 'db web rows', 'web people ']);
    assert.deepEqual(all.map(({ at }) => motion.stateAt(at).step!.number), [1, 2, 3, 4]);
  });

  it('is found by a name of its own', () => {
    const names = model.sequences.map((_, index) => nameOfSequence(model.sequences, index));
    assert.deepEqual(names, ['sequence: a page', 'sequence: a page (2)']);
    assert.equal(findSequence(model.sequences, names[1]!), model.sequences[1]);
  });

  it('plays those of the examples to their end', () => {
    for (const file of ['s04-library/library.arch', 's06-database-engine/database-engine.arch', 's13-hadoop/hadoop.arch', 's14-spark/spark.arch']) {
      const example = readModel(readFileSync(new URL(`../../../examples/${file}`, import.meta.url), 'utf8'));
      assert.ok(example.sequences.length > 0, file);
      for (const sequence of example.sequences) {
        const played = new SequenceMotion(new Facts(example), sequence);
        for (let at = 0; at <= played.duration; at += 1) {
          const { tokens, step } = played.stateAt(at);
          assert.ok(step && tokens.every(({ leg }) => example.elements[leg.from] && example.elements[leg.to]), `${file} ${sequence.title} ${at}`);
        }
      }
    }
  });
});
