/** A rule that decides nothing: earlier ones take all that it would match, or its device never sees such a packet. */
import { neverMatching, shortName, type NeverMatching } from '../../facts/network/index.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { EditIntent } from '../../model/edit.js';
import type { Finding, Fix, RelatedPlace } from '../../model/finding.js';
import { isPlace } from '../../model/queries.js';
import { finding, type Rule } from '../rule.js';

const about = { id: 'security/rule-never-matches', severity: 'warning' } as const;

export const rule: Rule = { ...about, title: text('security.rule-never-matches.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  for (const each of facts.ask(neverMatching)) yield report(facts, each);
}

function report(facts: Facts, never: NeverMatching): Finding {
  const { rule: dead, list, why } = never;
  const params = { rule: quoted(dead.text), owner: shortName(facts, list.owner), action: dead.action };
  const says = (words: Pick<Finding, 'what' | 'why' | 'todo'>, related: RelatedPlace[] = [], fixes: Fix[] = []): Finding => finding(about, {
    origin: dead.origin, ...words, related, fixes,
    subjects: facts.elements[list.owner] ? [list.owner] : [...list.members],
    key: `${list.owner} ${dead.text}`,
  });
  switch (why.type) {
    case 'hidden': {
      const by = { ...params, by: why.by.map((each) => quoted(each.text)), count: why.by.length };
      const mixed = why.by.some((each) => each.action === dead.action);
      const place = why.by.map((each) => ({ text: text('security.rule-never-matches.related', { rule: quoted(each.text) }), origin: each.origin }));
      const kind = !why.opposite ? 'same' : mixed ? 'mixed' : 'opposite';
      return says({
        what: text('security.rule-never-matches.what.hidden', by),
        why: text(`security.rule-never-matches.why.${kind}`, by),
        todo: text(why.narrower ? 'security.rule-never-matches.todo.move' : why.opposite ? 'security.rule-never-matches.todo.decide' : 'security.rule-never-matches.todo.remove', by),
      }, place, why.narrower ? [moved(never, why.by[0]!)] : why.opposite ? [] : removed(never));
    }
    case 'not-asked': {
      const kind = { ...params, kind: isPlace(facts.elements[list.owner]!) ? 'place' : 'other' };
      return says({
        what: text('security.rule-never-matches.what.not-asked', kind),
        why: text('security.rule-never-matches.why.not-asked', kind),
        todo: text('security.rule-never-matches.todo.not-asked', kind),
      });
    }
    case 'nobody': {
      const groups = { ...params, groups: why.groups.map((id) => shortName(facts, id)), count: why.groups.length };
      return says({
        what: text('security.rule-never-matches.what.nobody', groups),
        why: text('security.rule-never-matches.why.never', groups),
        todo: text('security.rule-never-matches.todo.nobody', groups),
      }, why.groups.map((id) => ({ text: text('security.rule-never-matches.related.group', { group: shortName(facts, id) }), origin: facts.securityGroups[id]!.origin })));
    }
    case 'no-common-family':
      return says({
        what: text('security.rule-never-matches.what.family', params),
        why: text('security.rule-never-matches.why.never', params),
        todo: text('security.rule-never-matches.todo.family', params),
      });
    case 'translated': {
      const address = { ...params, address: why.by.address, target: why.by.to.text };
      return says({
        what: text('security.rule-never-matches.what.translated', address),
        why: text('security.rule-never-matches.why.translated', address),
        todo: text('security.rule-never-matches.todo.translated', address),
      }, [{ text: text('security.rule-never-matches.related.translated', address), origin: why.by.origin }], named(never, why.by));
    }
    case 'neighbours': {
      const segment = { ...params, subnets: why.subnets };
      return says({
        what: text('security.rule-never-matches.what.neighbours', segment),
        why: text('security.rule-never-matches.why.neighbours', segment),
        todo: text('security.rule-never-matches.todo.neighbours', segment),
      });
    }
    case 'not-its-own':
      return says({
        what: text('security.rule-never-matches.what.not-its-own', params),
        why: text('security.rule-never-matches.why.never', params),
        todo: text('security.rule-never-matches.todo.not-its-own', params),
      });
  }
}

function quoted(written: string): string {
  return `"${written}"`;
}

function removed({ rule: dead, removable }: NeverMatching): Fix[] {
  if (!removable) return [];
  return [{ title: text('security.rule-never-matches.fix.remove', { rule: dead.text }), edits: [{ type: 'remove', at: dead.origin }], preferred: true }];
}

/** The narrower rule decides what it says once it stands before the wider one. */
function moved({ rule: dead }: NeverMatching, before: NeverMatching['rule']): Fix {
  return { title: text('security.rule-never-matches.fix.move', { by: before.text }), edits: [{ type: 'move', at: dead.origin, before: before.origin }], preferred: true };
}

/** The address that was dialled gives way to the target. A port that is translated too is the reader's to settle. */
function named({ rule: dead }: NeverMatching, by: Extract<NeverMatching['why'], { type: 'translated' }>['by']): Fix[] {
  const written = dead.to?.length === 1 ? dead.to[0] : undefined;
  if (written?.type !== 'address' || written.prefix !== `${by.address}${by.address.includes(':') ? '/128' : '/32'}`) return [];
  if (by.toPorts && dead.ports) return [];
  const edits: EditIntent[] = [{ type: 'replace', at: written.origin, by: by.to.text }];
  return [{ title: text('security.rule-never-matches.fix.name', { target: by.to.text, address: by.address }), edits, preferred: true }];
}
