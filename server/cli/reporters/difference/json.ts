/** A difference as the JSON that others build on: `schemas/diff.schema.json` describes it. */
import type { Difference, PartChange } from '#language/diff/index.js';
import { word } from '#language/messages/word.js';
import type { Finding } from '#language/model/finding.js';
import type { Origin } from '#language/model/origin.js';
import type { ServiceReport } from '#language/facts/redundancy/report.js';
import type { Places } from '../../places.js';
import { asJson } from '../json.js';
import { totals, type Compared } from './compared.js';

export function differenceJson(all: readonly Compared[], places: Places): string {
  return asJson({ version: 1, architectures: all.map((each) => architecture(each, places)), summary: summaryOf(all) });
}

function summaryOf(all: readonly Compared[]): object {
  const { added, removed, changed, come, gone } = totals(all);
  return { added, removed, changed, newFindings: come, goneFindings: gone };
}

function architecture({ name, base, head, difference }: Compared, places: Places): object {
  const status = difference ? 'both' : head ? 'added' : base ? 'removed' : 'both';
  return { name, status, ...(difference ? details(difference, places) : {}) };
}

function details(difference: Difference, places: Places): object {
  const of = (...sorts: PartChange['sort'][]): object => {
    const parts = difference.parts.filter(({ sort }) => sorts.includes(sort));
    const list = (change: PartChange['change']): object[] => parts.filter((part) => part.change === change).map((part) => partJson(part, places));
    return { added: list('added'), removed: list('removed'), changed: list('changed') };
  };
  const { rules, declarations, findings, services } = difference;
  const rulesOf = (change: (typeof rules)[number]['change']): object[] => rules.filter((rule) => rule.change === change).map(({ on, word: what, text, origin }) => ({ on, what, text, ...places.place(origin) }));
  return {
    elements: of('element'), groups: of('group'), securityGroups: of('security-group'), links: of('link'), flows: of('flow'),
    rules: { added: rulesOf('added'), removed: rulesOf('removed'), moved: rulesOf('moved') },
    declarations: declarations.map(({ sort, name, change, origin }) => ({ sort, name, change, ...placeOf(origin, places) })),
    findings: { new: findings.come.map((each) => findingJson(each, places)), gone: findings.gone.map((each) => findingJson(each, places)) },
    services: services.map(({ name, before, after }) => ({ name, before: serviceJson(before), after: serviceJson(after) })),
  };
}

function placeOf(origin: Origin | undefined, places: Places): object {
  return origin ? places.place(origin) : {};
}

function partJson({ id, was, change, traits, instances, origin }: PartChange, places: Places): object {
  return {
    name: id, ...(was === undefined ? {} : { was }), ...(instances === undefined ? {} : { instances }), ...places.place(origin),
    ...(change === 'changed' ? { changes: traits.map(({ word: what, before, after }) => ({ what, before, after })) } : {}),
  };
}

function findingJson({ rule, severity, what, why, todo, origin }: Finding, places: Places): object {
  return { rule, severity, message: word({ id: 'finding.message', params: { what: word(what), why: word(why), todo: word(todo) } }), ...places.place(origin) };
}

function serviceJson(service: ServiceReport | undefined): object | null {
  if (!service) return null;
  const { availability, bounds, downtimeMinutesPerYear, target, singlePoints } = service;
  return { availability, ...(bounds ? { bounds } : {}), downtimeMinutesPerYear, target, singlePoints };
}
