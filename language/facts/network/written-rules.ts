/** Every filter rule as it was written, each line once, with the block that it stands in. */
import type { FilterRule, Id } from '../../model/model.js';
import type { Origin } from '../../model/origin.js';
import { query, type Facts } from '../query.js';

export interface WrittenRule {
  rule: FilterRule;
  /** The element or security group whose block it is; of instances of a counted element the first. */
  owner: Id;
  block: 'rules' | 'inbound' | 'securitygroup';
  /** Its place in the block, from 0. */
  index: number;
}

export const writtenRules = query('network.written-rules', (facts): WrittenRule[] => {
  const found = new Map<string, WrittenRule>();
  const put = (rules: readonly FilterRule[] | undefined, owner: Id, block: WrittenRule['block']): void => {
    rules?.forEach((rule, index) => {
      const key = lineOf(rule.origin);
      if (!found.has(key)) found.set(key, { rule, owner, block, index });
    });
  };
  for (const element of Object.values(facts.elements)) {
    put(element.network.rules, element.id, 'rules');
    put(element.network.inbound?.rules, element.id, 'inbound');
  }
  for (const group of Object.values(facts.securityGroups)) put(group.rules, group.id, 'securitygroup');
  return [...found.values()];
});

const byLine = query('network.rules-by-line', (facts): Map<string, WrittenRule> => new Map(facts.ask(writtenRules).map((each) => [lineOf(each.rule.origin), each])));

/** The rule that is written there; undefined where a default or something else is. */
export function ruleAt(facts: Facts, origin: Origin): WrittenRule | undefined {
  return facts.ask(byLine).get(lineOf(origin));
}

function lineOf({ uri, range }: Origin): string {
  return `${uri}|${range.start.line}:${range.start.character}`;
}
