/** Two revisions of an architecture held against each other: what changed, and what that does to what is found and promised. */
import { availabilityReport, type ServiceReport } from '../facts/redundancy/report.js';
import type { Facts } from '../facts/query.js';
import type { Finding } from '../model/finding.js';
import type { Id, Model } from '../model/model.js';
import { declarationChanges, type DeclarationChange } from './declarations.js';
import { match, type Matching } from './match.js';
import { partChanges, type PartChange, type RuleChange } from './parts.js';

/** One revision. */
export interface Revision {
  model: Model;
  /** Of that model. */
  facts: Facts;
  findings: readonly Finding[];
}

export interface ServiceChange {
  /** As the head calls it; as the base does where it is gone. */
  name: string;
  before?: ServiceReport;
  after?: ServiceReport;
}

export interface Difference {
  parts: PartChange[];
  rules: RuleChange[];
  declarations: DeclarationChange[];
  findings: { gone: Finding[]; come: Finding[] };
  /** Every service of either revision. */
  services: ServiceChange[];
  matching: Matching;
}

export function difference(base: Revision, head: Revision): Difference {
  const matching = match(base.model, head.model);
  const nameOf = (id: Id): Id => matching.toHead.get(id) ?? id;
  return {
    ...partChanges(base.model, head.model, matching),
    declarations: declarationChanges(base.model, head.model, nameOf),
    findings: findingChanges(base.findings, head.findings, nameOf),
    services: serviceChanges(base.facts, head.facts, matching),
    matching,
  };
}

/** Nothing that somebody wrote differs. Findings may still: a rule may be louder, a date may have come. */
export function isSame({ parts, rules, declarations }: Difference): boolean {
  return parts.length + rules.length + declarations.length === 0;
}

/** A finding is the same where its rule and its words are; a renamed part takes its findings along. */
function findingChanges(base: readonly Finding[], head: readonly Finding[], nameOf: (id: Id) => Id): Difference['findings'] {
  const [gone, come] = unmatched(base, head, ({ rule, key }) => JSON.stringify([rule, key]), ({ rule, key }) => JSON.stringify([rule, key]));
  const [left, open] = unmatched(gone, come, ({ rule, subjects }) => JSON.stringify([rule, subjects.map(nameOf)]), ({ rule, subjects }) => JSON.stringify([rule, subjects]));
  return { gone: left, come: open };
}

function unmatched(base: readonly Finding[], head: readonly Finding[], keyOfBase: (finding: Finding) => string, keyOfHead: (finding: Finding) => string): [Finding[], Finding[]] {
  const waiting = new Map<string, Finding[]>();
  for (const finding of head) waiting.set(keyOfHead(finding), [...(waiting.get(keyOfHead(finding)) ?? []), finding]);
  const gone = base.filter((finding) => waiting.get(keyOfBase(finding))?.shift() === undefined);
  const left = new Set([...waiting.values()].flat());
  return [gone, head.filter((finding) => left.has(finding))];
}

function serviceChanges(base: Facts, head: Facts, { toBase, toHead }: Matching): ServiceChange[] {
  const [was, is] = [availabilityReport(base, 1), availabilityReport(head, 1)];
  return [
    ...is.map((after) => {
      const before = was.find(({ id }) => id === toBase.get(after.id));
      return { name: after.name, after, ...(before ? { before } : {}) };
    }),
    ...was.filter(({ id }) => !toHead.has(id)).map((before) => ({ name: before.name, before })),
  ];
}
