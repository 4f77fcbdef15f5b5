/** An active-standby group of which nothing says who notices that its primary is gone, or what makes the standby take over. */
import type { Facts } from '../../facts/query.js';
import { downtimeParams } from '../../facts/redundancy/downtime.js';
import { spokenName } from '../../facts/redundancy/names.js';
import { statesTakeover } from '../../facts/redundancy/takeover.js';
import { text } from '../../messages/word.js';
import type { Finding, Fix } from '../../model/finding.js';
import type { Group } from '../../model/model.js';
import { finding, type Rule } from '../rule.js';

const about = { id: 'redundancy/standby-without-failover', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('redundancy.standby-without-failover.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  for (const group of Object.values(facts.groups)) {
    const [primary, ...standbys] = [...new Set(group.members.map((member) => member.id))];
    if (group.mode !== 'active-standby' || primary === undefined || standbys.length === 0 || statesTakeover(facts, group)) continue;
    const params = {
      group: spokenName(facts, group.id), primary: spokenName(facts, primary), standbys: standbys.map((id) => spokenName(facts, id)), count: standbys.length,
    };
    yield finding(about, {
      origin: group.origin,
      what: text('redundancy.standby-without-failover.what', params),
      why: text('redundancy.standby-without-failover.why', params),
      todo: text('redundancy.standby-without-failover.todo', { ...params, ...downtimeParams(facts, primary) }),
      fixes: fixes(group),
      subjects: [group.id, primary, ...standbys],
      key: group.id,
    });
  }
}

/** The three missed beats are those of VRRP and of the usual health checks. */
function fixes({ id }: Group): Fix[] {
  const add = (word: string, value: string): Fix['edits'] => [{ type: 'add', into: id, statements: [{ type: 'word', word, value }] }];
  return [
    { title: text('redundancy.standby-without-failover.fix.heartbeat'), edits: add('heartbeat', 'every 1s timeout 3s') },
    { title: text('redundancy.standby-without-failover.fix.manual'), edits: add('failover', 'manual') },
  ];
}
