/** One thread of a chaos run: gets a model and some of its elements, and gives back what the loss of each has come to. */
import { parentPort, workerData } from 'node:worker_threads';
import { chaosRun } from '#language/expectations/chaos.js';
import { Facts } from '#language/facts/query.js';
import type { Id, Model } from '#language/model/model.js';
import { toTheEnd } from '#language/simulation/simulate.js';

/** Plain data: a model is, so that threads share nothing. */
export interface ChaosTask { model: Model; /** Place in the model's list. */ scenario: number; elements: Id[]; seed?: number }

const { model, scenario, elements, seed } = workerData as ChaosTask;
const facts = new Facts(model);
const chosen = facts.read('scenarios')[scenario]!;
parentPort!.postMessage(elements.map((element) => toTheEnd(chaosRun(facts, chosen, element, seed === undefined ? {} : { seed }, Infinity))));
