/**
 * Rules that allow far more than anybody needs: everybody to everything, everybody to a port that governs a machine, or
 * many times the addresses that the flows through them have.
 */
import type { Family } from '../../model/ip.js';
import { isInternet } from '../../model/queries.js';
import type { Facts } from '../query.js';
import { query } from '../query.js';
import { adminPorts, type AdminPort } from './admin-ports.js';
import { deniesByDefault } from './devices.js';
import { partySets } from './endpoints.js';
import { partyLines } from './party-lines.js';
import { EVERY_SOURCE_PORT, intersects, serviceAt, type PacketSet } from './packet-sets.js';
import { ruleUses, type RuleUse } from './rule-uses.js';
import { meet, sizeOf, spansOf, unionOf, without, type Spans } from './spans.js';

export type WideRule =
  | { type: 'everything'; use: RuleUse }
  | { type: 'admin'; use: RuleUse; ports: AdminPort[] }
  /** Addresses that the rule allows and that its flows have, on that side; of IPv6 in networks of 64 bits. */
  | { type: 'wide'; use: RuleUse; side: 'source' | 'destination'; family: Family; allowed: number; used: number };

/** A rule for a whole /24 that one host needs is common and still to be read at a glance: more than that is too wide. */
const MOST_TIMES = 256n;

export const wideRules = query('network.wide-rules', (facts): WideRule[] => facts.ask(ruleUses).flatMap((use) => {
  if (use.listed.effective?.length === 0) return [];
  if (isEverything(facts, use)) return restAfterDenials(facts, use) ? [] : [{ type: 'everything', use }];
  return administration(facts, use) ?? wide(facts, use) ?? [];
}));

function isEverything(facts: Facts, { listed, list, rule }: RuleUse): boolean {
  return list.direction === 'through' && isEverybody(facts, listed.from) && isEverybody(facts, listed.to)
    && !rule.ports?.every((port) => port.protocol === 'icmp');
}

/** After what it denies, a switch that allows the rest says in a rule what it did before it had any. */
function restAfterDenials(facts: Facts, { listed, list }: RuleUse): boolean {
  return !deniesByDefault(facts.elements[list.owner]!) && list.rules.slice(0, list.rules.indexOf(listed)).some((each) => each.rule.action === 'deny');
}

/** Every address of one family. */
function isEverybody(facts: Facts, side: Spans): boolean {
  const { family } = facts.ask(partyLines);
  return [family[4], family[6]].some((each) => without(each, side).length === 0);
}

function administration(facts: Facts, use: RuleUse): WideRule | undefined {
  const { listed, rule } = use;
  const lines = facts.ask(partyLines);
  const strangers = [lines.family[4], lines.family[6]].map((family) => meet(lines.unowned, family)).filter((each) => without(each, listed.from).length === 0);
  if (strangers.length === 0) return undefined;
  const inside = without(listed.to, facts.ask(outside));
  if (inside.length === 0) return undefined;
  const opens = (port: AdminPort): boolean => {
    const at = serviceAt(port.protocol, port.port);
    const asked: PacketSet = [{ from: unionOf(strangers), to: inside, services: [{ low: at, high: at }], sources: EVERY_SOURCE_PORT }];
    return intersects(listed.effective ?? listed.matches, asked);
  };
  const ports = facts.ask(adminPorts).within(rule.ports).filter(opens);
  return ports.length === 0 ? undefined : { type: 'admin', use, ports };
}

/** What the internets have and hold. */
const outside = query('network.outside-spans', (facts): Spans => {
  const internets = Object.values(facts.elements).filter(isInternet).map((element) => element.id);
  const lines = facts.ask(partyLines);
  return unionOf([lines.unowned, lines.ofAll(internets.map((id) => facts.ask(partySets).ofId(id, 'destination')))]);
});

function wide(facts: Facts, use: RuleUse): WideRule | undefined {
  const lines = facts.ask(partyLines);
  for (const [side, allowed, parts] of [['source', use.listed.from, use.from], ['destination', use.listed.to, use.to]] as const) {
    const used = unionOf(parts);
    const addressed = unionOf([lines.family[4], lines.family[6]]);
    // How many stand behind a name without addresses is not said.
    if (used.length === 0 || without(used, addressed).length > 0) continue;
    for (const family of [4, 6] as const) {
      const all = lines.family[family];
      const [mine, theirs] = [allowed, used].map((each) => counted(meet(each, all), family, all[0]!.low)) as [bigint, bigint];
      if (theirs > 0n && mine > MOST_TIMES * theirs) return { type: 'wide', use, side, family, allowed: Number(mine), used: Number(theirs) };
    }
  }
  return undefined;
}

/** IPv4 by the address, IPv6 by the network of 64 bits, which no subnet is smaller than (RFC 4291, section 2.5.4). */
function counted(spans: Spans, family: Family, first: bigint): bigint {
  return sizeOf(family === 4 ? spans : spansOf(spans.map(({ low, high }) => ({ low: (low - first) >> 64n, high: (high - first) >> 64n }))));
}

