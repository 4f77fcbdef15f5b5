/** Something else that a member could run on or draw its power from, and the edit that says so. */
import { shortName } from '../../facts/network/index.js';
import { attachments } from '../../facts/redundancy/attachments.js';
import { supportsOf, type SharedCause } from '../../facts/redundancy/shared-causes.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Fix } from '../../model/finding.js';
import type { Element, Id } from '../../model/model.js';
import { compareOrigins } from '../../model/origin.js';

/** @param causes all that the group is lost with: what rests on one of them is no help */
export function otherSupport(facts: Facts, { cause, kind, lost }: SharedCause, causes: readonly Id[]): { id: Id; fix: Fix } | undefined {
  const first = facts.elements[lost[0]!];
  const last = facts.elements[lost.at(-1)!];
  if (!first || !last || (kind !== 'host' && kind !== 'power')) return undefined;
  const id = alternatives(facts, cause, kind, causes)[0];
  const edit = id === undefined ? undefined : kind === 'host' ? moved(facts, first, last, cause, id) : fedTwice(facts, last, cause, id);
  if (id === undefined || !edit) return undefined;
  const params = { name: shortName(facts, last.id), other: shortName(facts, id) };
  const title = text(kind === 'host' ? 'redundancy.shared-fate.fix.host' : 'redundancy.shared-fate.fix.power', params);
  return { id, fix: { title, edits: [edit] } };
}

/** Of the same kind, at the same place and on the same wires, that the group is not lost with as well. */
function alternatives(facts: Facts, cause: Id, kind: 'host' | 'power', causes: readonly Id[]): Id[] {
  const shared = facts.elements[cause]!;
  const wires = facts.ask(attachments);
  return Object.values(facts.elements).filter((other) => {
    if (causes.includes(other.id) || other.kind !== shared.kind || (kind === 'host' && other.parent !== shared.parent)) return false;
    if (kind === 'host' && ![...wires.get(cause) ?? []].every((each) => wires.get(other.id)?.has(each))) return false;
    return ![...supportsOf(facts, other.id).keys()].some((each) => causes.includes(each));
  }).map((other) => other.id);
}

/** Instances of one declaration are dealt out over the two; of two declarations, the last one moves. */
function moved(facts: Facts, first: Element, last: Element, cause: Id, other: Id): Fix['edits'][number] | undefined {
  const [at, before] = [last.hostsOrigin, first.hostsOrigin];
  if (!at || last.hosts.length !== 1 || last.hosts[0] !== cause) return undefined;
  const names = [cause, other].map((id) => shortName(facts, id));
  const one = before !== undefined && compareOrigins(at, before) === 0;
  return { type: 'replace', at, by: one ? names.join(', ') : names[1]! };
}

function fedTwice(facts: Facts, last: Element, cause: Id, other: Id): Fix['edits'][number] | undefined {
  const entry = last.poweredBy.find((each) => each.anyOf.length === 1 && each.anyOf[0] === cause);
  return entry && { type: 'replace', at: entry.origin, by: `powered-by ${shortName(facts, cause)} or ${shortName(facts, other)}` };
}
