/** A loop of cables at a switch whose spanning tree is off. */
import { layer2Loops } from '../../facts/network/index.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import type { Id } from '../../model/model.js';
import { finding, type Rule } from '../rule.js';
import { spoken } from './stopped-flow.js';
import { endName, Places } from './vlan-words.js';

const about = { id: 'network/layer2-loop', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('network.layer2-loop.title'), fixable: false, run };

function* run(facts: Facts): Generator<Finding> {
  const places = new Places();
  for (const { unprotected, links, vlans } of facts.ask(layer2Loops)) {
    const [device, ...others] = unprotected as [Id, ...Id[]];
    const at = stpOf(facts, device);
    if (!places.first(at)) continue;
    const words = {
      device: spoken(facts, device), links: links.map((link) => cable(facts, link)), count: links.length,
      vlans: vlans.map(String), vlanCount: vlans.length,
    };
    yield finding(about, {
      origin: at,
      what: text('network.layer2-loop.what', words),
      why: text('network.layer2-loop.why', words),
      todo: text('network.layer2-loop.todo', words),
      related: [
        ...links.map((link) => ({ text: text('network.layer2-loop.related.cable', { link: cable(facts, link) }), origin: facts.links[link]!.origin })),
        ...others.map((other) => ({ text: text('network.layer2-loop.related.device', { device: spoken(facts, other) }), origin: stpOf(facts, other) })),
      ],
      subjects: [device, ...links, ...others],
      key: [device, ...links].join(' '),
    });
  }
}

function stpOf(facts: Facts, device: Id): Finding['origin'] {
  const element = facts.elements[device]!;
  return element.network.spanningTreeOrigin ?? element.origin;
}

function cable(facts: Facts, link: Id): string {
  const { name, a, b } = facts.links[link]!;
  return name ?? `${endName(facts, a)} -- ${endName(facts, b)}`;
}
