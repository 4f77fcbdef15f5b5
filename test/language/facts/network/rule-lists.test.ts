/**
 * Rules as sets of packets against rules asked about one packet at a time: for random filters both name the same first
 * match, and a rule has nothing left exactly where no packet at any corner of the rules' ranges meets it first.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { filters } from '#language/facts/network/filters.js';
import type { Packet, Party } from '#language/facts/network/packet.js';
import { partyOf } from '#language/facts/network/packet.js';
import { silentParty } from '#language/facts/network/parties.js';
import { partyLines } from '#language/facts/network/party-lines.js';
import { boxHolds, serviceAt, type Point } from '#language/facts/network/packet-sets.js';
import { ruleLists, type RuleList } from '#language/facts/network/rule-lists.js';
import { stations } from '#language/facts/network/stations.js';
import { Facts } from '#language/facts/query.js';
import type { FilterRule } from '#language/model/model.js';
import { isPublic, type Ip } from '#language/model/ip.js';
import { addressOwners } from '#language/facts/network/owners.js';
import { readModel } from '../../../support/read-model.js';

const ENDS = [
  'any', 'world', 'people', 'office', 'lan', 'dmz', '창고', 'bare', 'web', 'web#1', 'db', 'lb', 'both', 'quiet1', 'quiet2', 'sg', 'none', '10.0.0.0/8', '10.0.1.0/24',
  '10.0.1.10', '10.0.2.0/25', '203.0.113.0/24', '0.0.0.0/0', '2001:db8:1::/64', '2001:db8::/32', '::/0', '203.0.113.9',
];
const PORTS = ['tcp', 'udp', 'icmp', 'tcp/80', 'https', 'tcp/1-1023', 'udp/53', 'dns', 'tcp/80-443', 'tcp/1024-65535'];

const list = (words: readonly string[]): fc.Arbitrary<string> => fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: 2 }).map((each) => each.join(', '));
const ruleText = fc.record({
  action: fc.constantFrom('allow', 'allow', 'deny'), from: list(ENDS), to: list(ENDS),
  over: fc.option(list(PORTS)), source: fc.option(fc.constantFrom('53', '1024-65535'), { freq: 5 }),
}).map(({ action, from, to, over, source }) => `${action} ${from} -> ${to}${over ? ` over ${over}` : ''}${source ? ` from port ${source}` : ''}`);
const ownRuleText = fc.record({ rule: ruleText, side: fc.constantFrom('both', 'from', 'to', 'none') }).map(({ rule, side }) => {
  const [, action, from, to, rest] = /^(\w+) (.*?) -> (.*?)((?: over .*)?)$/.exec(rule)!;
  return side === 'both' ? rule : side === 'from' ? `${action} ${from}${rest}` : side === 'to' ? `${action} -> ${to}${rest}` : `${action}${rest || ' over tcp'}`;
});

function modelText(device: readonly string[], inbound: readonly string[], group: readonly string[], words = ''): string {
  return `internet world { users people  client office { ip 198.51.100.0/28 } }
firewall edge { interface world 203.0.113.1/29  interface dmz 10.0.2.1  interface lan 10.0.1.1  dnat 203.0.113.2 over tcp/443 -> lb  ${words}
${device.join('\n')} }
link edge -- world
zone dmz { subnet 10.0.2.0/24  loadbalancer lb count 2 active-standby { ip from 10.0.2.10  vip 10.0.2.5 } }
zone lan { subnet 10.0.1.0/24, 2001:db8:1::/64
  server web count 2 { ip from 10.0.1.10  use sg }
  server both { ip 10.0.1.20, 2001:db8:1::20  inbound { ${inbound.join('\n')} } }
  database db { ip 10.0.1.30  use sg }
  server quiet1
}
zone 창고 { server quiet2 }
zone bare {}
link edge -- 창고
securitygroup sg { ${group.join('\n')} }
securitygroup none { allow any }
`;
}

/** The lower corners of every range that a rule speaks of, as parties. */
function corners(facts: Facts, all: readonly RuleList[]): Party[] {
  const lines = facts.ask(partyLines);
  const owners = facts.ask(addressOwners);
  const at = new Set<bigint>([lines.family[4][0]!.low, lines.family[6][0]!.low]);
  for (const each of all) {
    const spans = [...each.rules.flatMap((rule) => [...rule.from, ...rule.to]), ...each.packets.flatMap((box) => [...box.from, ...box.to])];
    for (const span of spans) at.add(span.low).add(span.high + 1n);
  }
  const [v4, v6] = [lines.family[4][0]!, lines.family[6][0]!];
  const parties: Party[] = [];
  for (const value of at) {
    const ip: Ip | undefined = value <= v4.high ? { family: 4, value } : value <= v6.high ? { family: 6, value: value - v6.low } : undefined;
    if (!ip) continue;
    parties.push(partyOf(ip));
    if (isPublic(ip) && !owners.isOwned(ip)) parties.push({ ...partyOf(ip), anywhere: true, station: 'world.people' });
  }
  for (const { id } of facts.ask(stations).all) {
    const silent = silentParty(facts, id);
    if (lines.place(silent) !== undefined) parties.push(silent);
  }
  return parties;
}

const SERVICES = [['icmp', 0], ['tcp', 0], ['tcp', 1], ['tcp', 53], ['tcp', 54], ['tcp', 80], ['tcp', 81], ['tcp', 443], ['tcp', 444], ['tcp', 1024], ['udp', 0], ['udp', 53], ['udp', 54]] as const;
const SOURCES = [0, 53, 54, 1024];

function* packets(parties: readonly Party[]): Generator<Packet> {
  for (const from of parties) {
    for (const to of parties) {
      if (from.ip && to.ip && from.ip.family !== to.ip.family) continue;
      for (const [protocol, toPort] of SERVICES) for (const fromPort of SOURCES) yield { from, to, protocol, toPort, fromPort };
    }
  }
}

function pointOf(facts: Facts, packet: Packet): Point {
  const lines = facts.ask(partyLines);
  return { from: lines.place(packet.from)!, to: lines.place(packet.to)!, service: serviceAt(packet.protocol, packet.toPort), source: BigInt(packet.fromPort) };
}

const describePacket = (packet: Packet): string => `${packet.from.text ?? packet.from.station}:${packet.fromPort} -> ${packet.to.text ?? packet.to.station} ${packet.protocol}/${packet.toPort}`;

/** The two answers for every corner packet of one list, then what was ever met first against what is left. */
function compare(facts: Facts, one: RuleList, ask: (packet: Packet) => FilterRule | undefined): void {
  const met = new Set<FilterRule>();
  for (const packet of packets(corners(facts, [one]))) {
    const point = pointOf(facts, packet);
    if (!one.packets.some((box) => boxHolds(box, point))) continue;
    const bySets = one.rules.filter((each) => each.effective!.some((box) => boxHolds(box, point)));
    const byFacts = ask(packet);
    assert.deepEqual(bySets.map((each) => each.rule.text), byFacts ? [byFacts.text] : [], describePacket(packet));
    if (byFacts) met.add(byFacts);
  }
  for (const each of one.rules) assert.equal(each.effective!.length > 0, met.has(each.rule), `${each.rule.text}: ${each.effective!.length} boxes left`);
}

describe('rules as sets of packets', function () {
  this.timeout(120_000);

  it('of a device match first what the facts match first', () => {
    fc.assert(fc.property(fc.array(ruleText, { minLength: 1, maxLength: 5 }), (device) => {
      const facts = new Facts(readModel(modelText(device, [], [])));
      const policy = facts.ask(filters).ofDevice('edge')!;
      const one = facts.ask(ruleLists).find((each) => each.owner === 'edge')!;
      compare(facts, one, (packet) => facts.ask(filters).judge(policy, packet).rule);
    }), { numRuns: 12 });
  });

  it('of an inbound block match first what the facts match first, either way', () => {
    fc.assert(fc.property(fc.array(ownRuleText, { minLength: 1, maxLength: 4 }), (inbound) => {
      const facts = new Facts(readModel(modelText([], inbound, [])));
      for (const direction of ['in', 'out'] as const) {
        const one = facts.ask(ruleLists).find((each) => each.block === 'inbound' && each.direction === direction);
        if (one) compare(facts, one, (packet) => facts.ask(filters).judgeHost('lan.both', packet, direction).verdicts[0]?.rule);
        else assert.equal(direction, 'out');
      }
    }), { numRuns: 12 });
  });

  it('of a security group have something left exactly where some member meets them first', () => {
    fc.assert(fc.property(fc.array(ownRuleText, { minLength: 1, maxLength: 3 }), (group) => {
      const facts = new Facts(readModel(modelText([], [], group)));
      const lists = facts.ask(ruleLists).filter((each) => each.block === 'securitygroup' && each.owner === 'sg');
      for (const one of lists) {
        const met = new Set<FilterRule>();
        for (const packet of packets(corners(facts, [one]))) {
          const end = one.direction === 'in' ? packet.to : packet.from;
          for (const member of ['lan.web#1', 'lan.web#2', 'lan.db']) {
            const { groups } = facts.ask(filters).ofHost(member);
            if (end.text === undefined || !groups[0]!.member.addresses.has(end.text)) continue;
            const rule = facts.ask(filters).judgeHost(member, packet, one.direction as 'in' | 'out').verdicts[0]?.rule;
            if (rule) met.add(rule);
          }
        }
        for (const each of one.rules) assert.equal(each.effective!.length > 0, met.has(each.rule), `${one.direction}: ${each.rule.text}`);
      }
    }), { numRuns: 10 });
  });
});
