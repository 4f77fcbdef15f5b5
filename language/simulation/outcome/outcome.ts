/** The figures of a run for what an expectation can speak of: flows, elements, groups, links. */
import type { Id } from '../../model/model.js';
import type { Plan } from '../plan.js';
import { levelsOf } from '../figures.js';
import { coresOf } from '../jobs/levels.js';
import type { RunState } from '../run-state.js';
import { ganttOf, jobOf, type Gantt } from './gantt.js';
import { addHistogram, emptyHistogram, percentile as percentileOf, type Histogram } from '../statistics/histogram.js';

export type { Gantt, TaskBar } from './gantt.js';

export interface Requests { offered: number; served: number; failed: number; refused: number; latency: Histogram; outage: number }

export class Outcome {
  constructor(readonly plan: Plan, readonly state: RunState, private readonly membersOf: (id: Id) => readonly Id[]) {}

  /** Stations that the id stands for. */
  stations(id: Id): number[] {
    const members = new Set(this.membersOf(id));
    return this.plan.stations.flatMap((station, index) => (members.has(station.id) ? [index] : []));
  }

  /** Flows that it is, or that lead to it. */
  flows(id: Id): number[] {
    const own = this.plan.flows.findIndex((flow) => flow.id === id);
    if (own >= 0) return [own];
    const stations = new Set(this.stations(id));
    return [...new Set(this.plan.calls.filter(({ targets }) => targets.some(({ members }) => members.some((station) => stations.has(station)))).map((call) => call.flow))];
  }

  requests(id: Id): Requests | undefined {
    const flows = this.flows(id);
    if (flows.length === 0) return undefined;
    const sum: Requests = { offered: 0, served: 0, failed: 0, refused: 0, latency: emptyHistogram(), outage: 0 };
    for (const index of flows) {
      const flow = this.state.flows[index]!;
      sum.offered += flow.offered;
      sum.served += flow.served;
      sum.failed += flow.failed;
      sum.refused += flow.refused;
      sum.outage += flow.outage + (flow.failingSince >= 0 ? Math.max(0, this.plan.duration - flow.failingSince) : 0);
      addHistogram(sum.latency, flow.latency);
    }
    return sum;
  }

  percentile(id: Id, p: number): number | undefined {
    const requests = this.requests(id);
    return requests && percentileOf(requests.latency, p);
  }

  /** Seconds in which requests were offered to the flow, those of the warm-up left out. */
  window(id: Id): number {
    const { plan } = this;
    const flows = new Set(this.flows(id));
    const spans = plan.loads.filter((load) => flows.has(load.flow)).map(({ from, until }) => [Math.max(from, plan.warmup), until] as const).sort((a, b) => a[0] - b[0]);
    if (spans.length === 0) return plan.duration - plan.warmup;
    let [covered, reached] = [0, -Infinity];
    for (const [from, until] of spans) {
      covered += Math.max(0, until - Math.max(from, reached));
      reached = Math.max(reached, until);
    }
    return covered;
  }

  /** Served requests per second. */
  throughput(id: Id): number | undefined {
    const requests = this.requests(id);
    const seconds = this.window(id);
    return requests && seconds > 0 ? requests.served / seconds : undefined;
  }

  /** Bits per second of answers. */
  bandwidth(id: Id): number | undefined {
    const rate = this.throughput(id);
    const size = Math.max(0, ...this.plan.loads.map((load) => load.size));
    return rate === undefined ? undefined : rate * size * 8;
  }

  /** Busy workers by all, of what runs tasks busy cores, where it has both the fuller; of a link the busier direction. Undefined where there is nothing to count. */
  utilisation(id: Id): number | undefined {
    const all = [this.cores(id), this.workers(id), this.processors(id)].filter((each) => each !== undefined);
    return all.length > 0 ? Math.max(...all) : undefined;
  }

  /** Cores that work on requests, by all of them. */
  private processors(id: Id): number | undefined {
    const stations = this.stations(id).filter((index) => this.plan.stations[index]!.cores !== undefined);
    const all = stations.reduce((sum, index) => sum + this.plan.stations[index]!.cores!, 0);
    return all > 0 ? stations.reduce((sum, index) => sum + levelsOf(this.state, index).cores!, 0) / all : undefined;
  }

  private workers(id: Id): number | undefined {
    const link = this.plan.links.findIndex((each) => each.id === id);
    if (link >= 0) {
      if (this.plan.links[link]!.bandwidth === undefined) return undefined;
      const { forwardBusy, backBusy } = this.state.links[link]!;
      return Math.max(forwardBusy, backBusy) / (this.plan.duration - this.plan.warmup);
    }
    const stations = this.stations(id).filter((index) => this.plan.stations[index]!.workers > 0);
    const workers = stations.reduce((sum, index) => sum + this.plan.stations[index]!.workers, 0);
    if (workers === 0) return undefined;
    return stations.reduce((sum, index) => sum + levelsOf(this.state, index).busy, 0) / workers;
  }

  /** Of what runs tasks of jobs: cores at work by all of them. */
  private cores(id: Id): number | undefined {
    const { nodes = [] } = this.plan.jobs ?? {};
    const members = new Set(nodes.length > 0 ? this.membersOf(id) : []);
    const inside = nodes.flatMap(({ station, hosts, vcores }, node) => (vcores < Infinity && [station, ...hosts].some((each) => members.has(this.plan.stations[each]!.id)) ? [node] : []));
    const all = inside.reduce((sum, node) => sum + nodes[node]!.vcores, 0);
    return all > 0 ? inside.reduce((sum, node) => sum + coresOf(this.state, node), 0) / all : undefined;
  }

  /** Seconds that a job took from its submission; undefined where the id is none, or it was not done. */
  completion(id: Id): number | undefined {
    const job = jobOf(this.plan, this.state, id);
    return job?.state.phase === 'done' ? job.state.ended - job.state.submitted : undefined;
  }

  /** Tasks of a job that had to run again; undefined where the id is none. */
  rerun(id: Id): number | undefined {
    return jobOf(this.plan, this.state, id)?.state.rerun;
  }

  /** What ran where and when; undefined where the id is no job. */
  gantt(id: Id): Gantt | undefined {
    return ganttOf(this.plan, this.state, id);
  }

  queue(id: Id): { mean: number; max: number } {
    const levels = this.stations(id).map((index) => levelsOf(this.state, index));
    return { mean: levels.reduce((sum, level) => sum + level.queue, 0), max: Math.max(0, ...levels.map((level) => level.longest)) };
  }

  served(id: Id): number {
    return this.stations(id).reduce((sum, index) => sum + this.state.stations[index]!.served, 0);
  }

  /** Its part of what it and its peers have served: those that the same requests could have gone to. */
  share(id: Id): number | undefined {
    const own = new Set(this.stations(id));
    const asked = this.plan.calls.flatMap(({ targets }) => targets.map(({ members }) => members));
    const reading = (this.plan.brokers ?? []).flatMap(({ subscriptions }) => subscriptions.map(({ members }) => members.map(({ station }) => station)));
    const peers = new Set([...asked, ...reading].filter((members) => members.some((station) => own.has(station))).flat());
    const all = [...peers].reduce((sum, station) => sum + this.state.stations[station]!.served, 0);
    return all > 0 ? this.served(id) / all : undefined;
  }

  refused(id: Id): number | undefined {
    if (this.plan.flows.some((flow) => flow.id === id)) return this.requests(id)?.refused;
    return this.stations(id).reduce((sum, index) => sum + this.state.stations[index]!.refused, 0);
  }

  /** Seconds in which it did not serve: a group nobody of it, an element not itself, a flow none of its requests. */
  downtime(id: Id): number | undefined {
    const group = this.plan.groups.findIndex((each) => each.id === id);
    const { duration } = this.plan;
    if (group >= 0) {
      const { downtime, gapSince, stoppedAt } = this.state.groups[group]!;
      const since = gapSince >= 0 ? gapSince : stoppedAt;
      return downtime + (since >= 0 ? Math.max(0, duration - since) : 0);
    }
    if (this.plan.flows.some((flow) => flow.id === id)) return this.requests(id)?.outage;
    const stations = this.stations(id);
    if (stations.length === 0) return undefined;
    return Math.min(...stations.map((index) => {
      const { downtime, downSince } = this.state.stations[index]!;
      return downtime + (downSince >= 0 ? Math.max(0, duration - downSince) : 0);
    }));
  }

  /** The longest takeover; `never`: somebody was lost and nobody took over; undefined: nothing was lost. */
  failover(id: Id): number | 'never' | undefined {
    const group = this.plan.groups.findIndex((each) => each.id === id);
    if (group < 0) return undefined;
    const { handovers, lostAt } = this.state.groups[group]!;
    if (lostAt >= 0) return 'never';
    const taken = handovers.filter(({ from, to }) => from !== to);
    return taken.length > 0 ? Math.max(...taken.map(({ downtime }) => downtime)) : undefined;
  }

  /** The most that one takeover lost; undefined where the group is none. */
  loss(id: Id): { seconds: number; writes: number; bytes: number } | undefined {
    const group = this.plan.groups.findIndex((each) => each.id === id);
    if (group < 0) return undefined;
    const { handovers } = this.state.groups[group]!;
    const writes = Math.max(0, ...handovers.map(({ lostWrites }) => lostWrites));
    const size = Math.max(0, ...this.plan.loads.map((load) => load.size));
    return { seconds: Math.max(0, ...handovers.map(({ lostSeconds }) => lostSeconds)), writes, bytes: writes * size };
  }
}
