/** Faults at random in all examples: whatever fails when, a run comes to its end, loses nobody's request and does not go to and fro. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { Facts } from '#language/facts/query.js';
import type { Scenario } from '#language/model/model.js';
import { isInternet } from '#language/model/queries.js';
import type { EventPlan } from '#language/simulation/plan.js';
import { below, streamOf, unit, type Stream } from '#language/simulation/random/stream.js';
import { Run } from '#language/simulation/run.js';
import { prepare } from '#language/simulation/simulate.js';
import { readVariants } from './support/read-model.js';

const examples = new URL('../examples/', import.meta.url);
const SPAN = 120;
const FAULTS = 14;
const ACTIONS = ['fail', 'kill', 'stop', 'recover', 'recover', 'slow', 'cut', 'partition'] as const;

function faults(facts: Facts, stream: Stream): EventPlan[] {
  const elements = Object.values(facts.elements).filter((element) => !isInternet(element)).map(({ id }) => id);
  const links = Object.keys(facts.links);
  const one = (of: readonly string[]): string => of[below(stream, of.length)]!;
  return Array.from({ length: FAULTS }, (): EventPlan => {
    const action = one(ACTIONS) as EventPlan['action'];
    const targets = [action === 'cut' && links.length > 0 ? one(links) : one(elements)];
    return { at: unit(stream) * SPAN, action, targets, factor: 3, ...(action === 'partition' ? { from: [one(elements)] } : {}) };
  });
}

/** The scenario for two minutes, with a load that is enough to see something. */
function shortened(scenario: Scenario): Scenario {
  return {
    ...scenario, duration: SPAN, events: scenario.events.filter(({ at }) => at < SPAN),
    loads: scenario.loads.map((load) => ({ ...load, ...(load.rate === undefined ? {} : { rate: Math.min(load.rate, 40) }), ...(load.users === undefined ? {} : { users: Math.min(load.users, 30) }) })),
  };
}

describe('faults at random', () => {
  for (const folder of readdirSync(examples, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort()) {
    const files = readdirSync(new URL(`${folder}/`, examples)).filter((name) => name.endsWith('.arch') && name !== 'broken.arch');
    const texts = files.map((name) => readFileSync(new URL(`${folder}/${name}`, examples), 'utf8')).filter((text) => /^scenario "/m.test(text));
    if (texts.length === 0) continue;
    it(`${folder}: all requests are accounted for`, () => {
      for (const model of texts.flatMap((text) => readVariants(text))) {
        const facts = new Facts(model);
        for (const scenario of facts.read('scenarios')) {
          const events = faults(facts, streamOf(1, scenario.title, 'faults'));
          const { plan, ways } = prepare(facts, shortened(scenario), { events });
          const run = new Run(plan, ways);
          run.finish();
          const said = `${scenario.title}: ${JSON.stringify(events)}`;
          const { flows, stations, groups, live } = run.state;
          assert.equal(live, 0, said);
          for (const { offered, served, failed } of flows) assert.equal(offered, served + failed, said);
          for (const { busy, busyLevel } of stations) assert.ok(busy >= 0 && Number.isFinite(busyLevel.area), said);
          // Each fault moves what serves once there and once back, not for ever.
          for (const { handovers } of groups) assert.ok(handovers.length <= 2 * (plan.events.length + 1), said);
        }
      }
    });
  }
});
