/** Runs a scenario to its end; the losses of single elements in threads of their own, as many as the machine has cores. */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { chaosElements, hasChaos, type ChaosRun } from '#language/expectations/chaos.js';
import { reportOf, withChaos, type ScenarioReport } from '#language/expectations/scenario-report.js';
import type { Facts } from '#language/facts/query.js';
import type { Id, Scenario } from '#language/model/model.js';
import type { ChaosTask } from './chaos-worker.js';

/** Fewer than this are done before a thread has started. */
const FEW = 4;

/** @param assets folder of the bundled files; where the thread's is missing all is run here. */
export async function runScenario(facts: Facts, scenario: Scenario, assets: string, options: { seed?: number } = {}): Promise<ScenarioReport> {
  const script = join(assets, 'chaos-worker.cjs');
  if (!hasChaos(scenario)) return reportOf(facts, scenario, options);
  const elements = chaosElements(facts);
  if (elements.length < FEW || !existsSync(script)) return reportOf(facts, scenario, options);
  const runs = await inThreads(facts, scenario, script, elements, options);
  return withChaos(facts, reportOf(facts, scenario, { ...options, withoutChaos: true }), runs);
}

/** In the order of the elements, whoever ran them. */
async function inThreads(facts: Facts, scenario: Scenario, script: string, elements: readonly Id[], options: { seed?: number }): Promise<ChaosRun[]> {
  const threads = Math.min(availableParallelism(), elements.length);
  const parts = Array.from({ length: threads }, (_, thread) => elements.filter((__, index) => index % threads === thread));
  const done = await Promise.all(parts.map((part) => inThread(script, { model: facts.model, scenario: facts.read('scenarios').indexOf(scenario), elements: part, ...options })));
  const byElement = new Map(done.flat().map((run) => [run.element, run]));
  return elements.map((element) => byElement.get(element)!);
}

function inThread(script: string, task: ChaosTask): Promise<ChaosRun[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { workerData: task });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
