/** A stage whose tasks ask for more memory or cores than any member of what the job runs on has. */
import { misfitTasks, type MisfitTasks } from '../../facts/capacity/index.js';
import { bytesText } from '../../facts/capacity/wording.js';
import { spokenName } from '../../facts/redundancy/names.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import { finding, type Rule } from '../rule.js';

const about = { id: 'capacity/task-fits-nowhere', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('capacity.task-fits-nowhere.title'), fixable: false, run };

function* run(facts: Facts): Generator<Finding> {
  for (const { job, stage, missing } of facts.ask(misfitTasks)) {
    const params = { job: job.label ?? job.name, stage: stage.name, group: spokenName(facts, job.on) };
    yield finding(about, {
      origin: stage.origin,
      what: text(`capacity.task-fits-nowhere.what.${missing.what}`, { ...params, ...amounts(missing) }),
      why: text('capacity.task-fits-nowhere.why', params),
      todo: text('capacity.task-fits-nowhere.todo', params),
      subjects: [job.on],
      key: [job.scenario ?? '', job.id, stage.name].join(' '),
    });
  }
}

function amounts(missing: MisfitTasks['missing']): Record<string, ReturnType<typeof bytesText> | number> {
  if (missing.what === 'both') return {};
  return missing.what === 'memory' ? { asked: bytesText(missing.asked), most: bytesText(missing.most) } : { asked: missing.asked, most: missing.most };
}
