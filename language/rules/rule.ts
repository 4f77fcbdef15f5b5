/**
 * What a rule is: one file, one defect, one page of the same name beside it. A rule reads facts and the model, never
 * text, and returns findings at origins of the model.
 */
import type { Facts } from '../facts/query.js';
import type { Finding, RelatedPlace, Fix, Severity, Text } from '../model/finding.js';
import type { Id } from '../model/model.js';
import type { Origin } from '../model/origin.js';

export interface Rule {
  /** `area/what-is-wrong`, as in configuration, SARIF, ignore comments and page names. */
  readonly id: string;
  readonly severity: Severity;
  /** One line for catalogues. */
  readonly title: Text;
  /** True where at least one finding carries a fix. */
  readonly fixable: boolean;
  readonly run: (facts: Facts) => Iterable<Finding>;
}

/** A finding of a rule, with what most findings leave empty filled in. */
export function finding(rule: Pick<Rule, 'id' | 'severity'>, says: {
  origin: Origin;
  what: Text;
  why: Text;
  todo: Text;
  subjects: Id[];
  key: string;
  severity?: Severity;
  related?: RelatedPlace[];
  fixes?: Fix[];
  path?: RelatedPlace[];
}): Finding {
  return {
    rule: rule.id,
    severity: says.severity ?? rule.severity,
    origin: says.origin,
    what: says.what,
    why: says.why,
    todo: says.todo,
    related: says.related ?? [],
    fixes: says.fixes ?? [],
    subjects: says.subjects,
    ...(says.path ? { path: says.path } : {}),
    key: says.key,
  };
}
