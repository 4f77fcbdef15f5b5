/**
 * What the rules on flows have in common: the finding stands on the flow, its path is the trace, and the first related
 * place is the line that stopped the packet.
 */
import type { Facts } from '../../facts/query.js';
import { shortName, troubles, type Hop, type Stop, type Trouble, type TroubleKind } from '../../facts/network/index.js';
import { text } from '../../messages/word.js';
import type { Finding, Fix, RelatedPlace, Text } from '../../model/finding.js';
import type { Id } from '../../model/model.js';
import { finding, type Rule } from '../rule.js';

/** The name that a reader knows the part by; nothing for none. */
export function spoken(facts: Facts, id: Id | undefined): string {
  return id === undefined ? '' : shortName(facts, id);
}

/** What a line can name: of an instance the counted element. */
export function declared(facts: Facts, id: Id): Id {
  return facts.elements[id]?.instance?.group ?? id;
}

export function troublesOf(facts: Facts, kind: TroubleKind): Trouble[] {
  return facts.ask(troubles).filter((trouble) => trouble.kind === kind);
}

export interface FlowWords {
  what: Text;
  why: Text;
  todo: Text;
  fixes?: Fix[];
  related?: RelatedPlace[];
  /** Elements and links beyond the flow and the one that stopped it. */
  subjects?: Id[];
}

/** Parameters that the texts of all of these rules may use. */
export function paramsOf(facts: Facts, trouble: Trouble): Record<string, string | number | readonly string[]> {
  const { stop, found } = trouble;
  return {
    flow: spoken(facts, trouble.flow),
    from: spoken(facts, found.dial.from),
    to: spoken(facts, found.dial.group ?? found.dial.to),
    element: spoken(facts, stop.element),
    towards: spoken(facts, stop.towards),
    about: stop.about ?? '',
    others: stop.others ?? [],
    source: spoken(facts, stop.packet.from),
    target: spoken(facts, stop.packet.to),
    port: stop.packet.port,
    count: trouble.dials.length,
    reason: stop.reason,
  };
}

export function flowFinding(rule: Pick<Rule, 'id' | 'severity'>, facts: Facts, trouble: Trouble, words: FlowWords): Finding {
  const { stop, found } = trouble;
  const flow = facts.flows[trouble.flow]!;
  const hops = [...found.trace.hops, ...(stop.reply ? found.trace.back : [])];
  return finding(rule, {
    origin: flow.origin,
    what: overFamily(words.what, stop),
    why: words.why,
    todo: words.todo,
    related: [{ text: stop.text, origin: stop.origin }, ...(words.related ?? [])],
    fixes: words.fixes ?? [],
    path: hops.flatMap((hop) => hopPlace(facts, hop)),
    subjects: [flow.id, stop.element, ...(words.subjects ?? [])],
    key: [flow.id, found.dial.from, found.dial.to, stop.element].join(' '),
  });
}

/** Where both address families are in play, the one that is meant, and whether the other is any better. */
function overFamily(what: Text, { family, otherFamilyCarried }: Stop): Text {
  if (family === undefined) return what;
  return text('network.flow.over-family', { what, family: `IPv${family}`, other: `IPv${family === 4 ? 6 : 4}`, carried: otherFamilyCarried ? 'yes' : 'no' });
}

function hopPlace(facts: Facts, hop: Hop): RelatedPlace[] {
  if (!hop.origin) return [];
  return [{ text: text('network.flow.hop', { element: spoken(facts, hop.element), detail: hop.detail, layer: hop.layer }), origin: hop.origin }];
}
