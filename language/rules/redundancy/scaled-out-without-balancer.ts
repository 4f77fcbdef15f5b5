/** Several equal instances that nothing spreads the load over. */
import type { Facts } from '../../facts/query.js';
import { spokenName } from '../../facts/redundancy/names.js';
import { unspread, type Unspread } from '../../facts/redundancy/unspread.js';
import { text } from '../../messages/word.js';
import type { EditIntent } from '../../model/edit.js';
import type { Finding, Fix } from '../../model/finding.js';
import type { Flow } from '../../model/model.js';
import { finding, type Rule } from '../rule.js';

const about = { id: 'redundancy/scaled-out-without-balancer', severity: 'warning' } as const;

export const rule: Rule = { ...about, title: text('redundancy.scaled-out.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  for (const found of facts.ask(unspread)) {
    const { group, members, flows, able } = found;
    const callers = [...new Set(flows.flatMap((flow) => flow.from.map((end) => end.text)))];
    const params = { group: spokenName(facts, group.id), count: members.length, callers, callersCount: callers.length, able: able === undefined ? '' : spokenName(facts, able) };
    yield finding(about, {
      origin: group.origin,
      what: text('redundancy.scaled-out.what', params),
      why: text('redundancy.scaled-out.why', params),
      todo: text(able === undefined ? 'redundancy.scaled-out.todo' : 'redundancy.scaled-out.todo.able', params),
      related: flows.map((flow) => ({ text: text('redundancy.scaled-out.related', { flow: spokenName(facts, flow.id), ...params }), origin: flow.origin })),
      fixes: able === undefined ? newBalancer(facts, found) : [{ title: text('redundancy.scaled-out.fix.able', params), edits: [{ type: 'add', into: able, statements: [{ type: 'word', word: 'balance', value: `${group.name} round-robin` }] }], preferred: true }],
      subjects: [group.id, ...flows.map((flow) => flow.id)],
      key: group.id,
    });
  }
}

/** A balancer before the tier, where nothing is addressed or filtered yet that would have to know of it. */
function newBalancer(facts: Facts, { group, members, flows }: Unspread): Fix[] {
  const elements = Object.values(facts.elements);
  const described = Object.keys(facts.links).length > 0 || elements.some(({ network }) => network.addresses.length + network.interfaces.length + network.subnets.length + network.rules.length + network.securityGroups.length > 0 || network.inbound !== undefined);
  if (described) return [];
  const name = `${group.name}-lb`;
  if ([...elements, ...Object.values(facts.groups)].some((each) => each.name === name)) return [];
  const detours = flows.map((flow) => detour(flow, group.id, name));
  if (detours.some((each) => each === undefined)) return [];
  return [{
    title: text('redundancy.scaled-out.fix.new', { group: spokenName(facts, group.id), count: members.length, name }),
    edits: [
      ...detours.map((each) => each!),
      { type: 'add', ...(group.parent === undefined ? {} : { into: group.parent }), statements: [{ type: 'element', kind: 'loadbalancer', name, statements: [{ type: 'word', word: 'balance', value: `${group.name} round-robin` }] }] },
    ],
  }];
}

/** `users -> web over https` becomes `users -> web-lb over https -> web over https`, also in a chain. */
function detour(flow: Flow, group: string, name: string): EditIntent | undefined {
  const [end, ...others] = flow.to;
  if (others.length > 0 || end?.type !== 'ids' || end.ids[0] !== group) return undefined;
  const over = flow.ports && flow.ports.length > 0 ? ` over ${flow.ports.map((port) => port.text).join(', ')}` : '';
  return { type: 'replace', at: end.origin, by: `${name}${over} -> ${end.text}` };
}
