/**
 * The plan of a scenario: from its loads along the flows to all that a request can come to, with the groups that stand
 * around it, the links on the way, and what happens when.
 */
import type { Facts } from '../../facts/query.js';
import { isConsuming } from '../../facts/capacity/consuming.js';
import { flowsBySource } from '../../facts/redundancy/sources.js';
import type { Flow, Id, Scenario } from '../../model/model.js';
import type { Text } from '../../model/finding.js';
import type { CallPlan, LinkPlan, Plan, StationPlan } from '../plan.js';
import { Assumptions } from './assumptions.js';
import { balancersOf } from './balancers.js';
import { addConsumers, brokersOf } from './brokers.js';
import { callOf } from './calls.js';
import { arrivalsOf } from './arrivals.js';
import { planCopies } from './copies.js';
import { eventsOf } from './events.js';
import { GroupsOfPlan } from './groups.js';
import { isAboutJobs } from './jobs-in.js';
import { jobsOf } from './jobs.js';
import { loadsOf, type FoundLoad } from './loads.js';
import { spanOf } from './span.js';
import { stationOf } from './stations.js';
import { wearOf } from './wear.js';

export interface Planned {
  plan: Plan;
  /** What figures rest on beside what is written. */
  assumptions: Text[];
}

export interface PlanOptions {
  seed?: number;
  /** Factor on every open load and on the number of users of every closed one. */
  load?: number;
}

/** @param scenario its loads and events; without loads nothing is asked, but groups still fail over. */
export function planOf(facts: Facts, scenario: Scenario, options: PlanOptions = {}): Planned {
  return new Planner(facts, scenario, options).plan();
}

/** Where nobody says how long: long enough for a failover to be seen. */
export const DEFAULT_SEED = 1;

export class Planner {
  readonly stations: StationPlan[] = [];
  readonly calls: CallPlan[] = [];
  readonly links: LinkPlan[] = [];
  readonly flows: { id: Id; title: string }[] = [];
  readonly assumptions: Assumptions;
  readonly groups: GroupsOfPlan;
  private readonly stationAt = new Map<Id, number>();
  private readonly flowAt = new Map<Id, number>();
  private readonly callAt = new Map<string, number>();
  private readonly bySource: Map<Id, Flow[]>;
  private readonly pending: number[] = [];

  constructor(readonly facts: Facts, private readonly scenario: Scenario, private readonly options: PlanOptions) {
    this.bySource = facts.ask(flowsBySource);
    this.assumptions = new Assumptions(facts);
    this.groups = new GroupsOfPlan(this);
    for (const link of Object.values(facts.links)) {
      this.links.push({ id: link.id, latency: link.latency ?? 0, loss: link.loss ?? 0, ...(link.bandwidth === undefined ? {} : { bandwidth: link.bandwidth }) });
    }
  }

  plan(): Planned {
    const { scenario, options } = this;
    const span = spanOf(this.facts, scenario, this.assumptions);
    const found = loadsOf(this.facts, scenario, this.assumptions);
    // Loads of one flow are told apart by their order, so that another flow's load does not change what they draw.
    const loads = found.map((load, index) => this.loadPlan(load, found.slice(0, index).filter(({ flow }) => flow === load.flow).length, span));
    this.groups.addStated();
    const { jobs, events: submissions } = jobsOf(this, scenario);
    planCopies(this);
    this.goOn();
    const brokers = brokersOf(this);
    const balancers = balancersOf(this);
    const events = [...eventsOf(this.facts, scenario, span), ...submissions].sort((a, b) => a.at - b.at);
    const wear = wearOf(this.facts, scenario, this.assumptions);
    return {
      plan: {
        seed: options.seed ?? scenario.seed ?? DEFAULT_SEED, duration: span, warmup: scenario.warmup ?? 0,
        stations: this.stations, calls: this.calls, links: this.links, loads, flows: this.flows, groups: this.groups.plans, balancers, events, wear, ...(brokers.length > 0 ? { brokers } : {}),
        ...(jobs ? { jobs, ...(isAboutJobs(scenario) ? { untilJobsDone: true } : {}) } : {}),
      },
      assumptions: this.assumptions.texts,
    };
  }

  private loadPlan({ load, flow, sources, from }: FoundLoad, before: number, span: number): Plan['loads'][number] {
    const { load: factor = 1 } = this.options;
    const calls = sources.map((source) => this.call(source, flow));
    this.goOn();
    const until = Math.min(span, load.duration === undefined ? span : from + load.duration);
    const arrivals = arrivalsOf(load, factor, from, until);
    return { flow: this.flow(flow), calls, from, until, size: load.size ?? 0, arrivals, name: `${flow.id}\u0001${before}` };
  }

  /** Everything that stations found by now go on to ask. */
  private goOn(): void {
    for (let at = this.pending.pop(); at !== undefined; at = this.pending.pop()) {
      const station = this.stations[at]!;
      addConsumers(this, station.id);
      for (const flow of this.bySource.get(station.id) ?? []) {
        if (isConsuming(this.facts, flow)) continue;
        const call = this.call(station.id, flow);
        if (this.calls[call]!.targets.length > 0) station.calls.push(call);
      }
    }
  }

  station(id: Id): number {
    let at = this.stationAt.get(id);
    if (at !== undefined) return at;
    at = this.stations.length;
    this.stationAt.set(id, at);
    this.stations.push(stationOf(this.facts, id));
    this.pending.push(at);
    return at;
  }

  known(id: Id): number | undefined {
    return this.stationAt.get(id);
  }

  flow(flow: Flow): number {
    let at = this.flowAt.get(flow.id);
    if (at !== undefined) return at;
    at = this.flows.length;
    this.flowAt.set(flow.id, at);
    this.flows.push({ id: flow.id, title: titleOf(this.facts, flow) });
    return at;
  }

  call(source: Id, flow: Flow): number {
    const key = `${source}\u0001${flow.id}`;
    let at = this.callAt.get(key);
    if (at !== undefined) return at;
    at = this.calls.length;
    this.callAt.set(key, at);
    this.calls.push({ ...callOf(flow), flow: this.flow(flow), from: this.station(source), targets: [] });
    this.calls[at]!.targets = this.groups.targetsOf(source, flow);
    return at;
  }
}

/** What users call it; two between the same ends are told apart by what they do, else by their number. */
function titleOf(facts: Facts, flow: Flow): string {
  const name = (each: Flow): string => each.name ?? each.label ?? each.title;
  const alike = Object.values(facts.flows).filter((each) => name(each) === name(flow));
  if (alike.length === 1) return name(flow);
  return alike.every((each) => each.access !== undefined) && new Set(alike.map((each) => each.access)).size === alike.length ? `${name(flow)} (${flow.access})` : flow.id;
}
