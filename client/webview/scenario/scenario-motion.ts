/**
 * A scenario of the architecture, played: the simulation's own run is stepped to each moment, and what it knows then is
 * shown. Figures, who serves and what is down are exact; the dots are a few requests at a pace for the eye.
 */
import { eventText } from '#language/expectations/event-texts.js';
import { shortName } from '#language/facts/network/index.js';
import type { Facts } from '#language/facts/query.js';
import type { Text } from '#language/model/finding.js';
import type { Id, Scenario } from '#language/model/model.js';
import { memberElements } from '#language/model/queries.js';
import { reportOfRun, type ScenarioReport } from '#language/expectations/scenario-report.js';
import { eventOf } from '#language/simulation/planning/events.js';
import type { LogEntry } from '#language/simulation/outcome/log.js';
import type { EventPlan, Plan } from '#language/simulation/plan.js';
import type { Run } from '#language/simulation/run.js';
import { outcomeOf, outcomeSoFar, prepare, type Prepared } from '#language/simulation/simulate.js';
import { FactsWorld } from '#language/simulation/world/facts-world.js';
import type { Fallout, World } from '#language/simulation/world/world.js';
import type { Motion, MotionState } from '../motion/first-motion.js';
import { Interventions, type Intervention } from '../motion/interventions.js';
import { changeAt, type Change } from './changes.js';
import { Course, type OutOfTime } from './course.js';
import { Requests, type RunWorld } from './requests.js';
import { chartsOf } from '../charts/run-charts.js';
import { captionOf } from './caption.js';
import { healthOf, lagsOf } from './health.js';
import { redirectsOf } from './redirects.js';
import { rolesOf } from './roles.js';
import { failingOf, gaugesOf, groupsOf, jobsOf, Judge, latelyOf, loadsOf, overCaption, type RunView } from './run-view.js';

/** Seconds of the reader's for which an event is news. */
const NEWS = 5;

export class ScenarioMotion implements Motion, RunWorld {
  private readonly prepared: Prepared;
  private readonly course: Course;
  private readonly world: World;
  private readonly judge: Judge;
  private readonly fallouts = new Map<string, Fallout>();
  /** The moment after which a step is looked for: the run may stand anywhere behind it. */
  private sought: number | undefined;
  private readonly shown = new WeakMap<Change, Fallout>();
  private requests: Requests;
  private done: Interventions;
  private last: { seconds: number; state: MotionState } | undefined;
  private ended: ScenarioReport | undefined;

  constructor(private readonly facts: Facts, readonly scenario: Scenario, acts: readonly Intervention[] = [], pace = 1) {
    this.prepared = prepare(facts, scenario);
    this.world = new FactsWorld(facts);
    this.judge = new Judge(facts, scenario);
    this.done = new Interventions(acts);
    this.course = new Course(this.prepared.plan, this.prepared.ways, acts.flatMap((act) => this.planned(act)));
    this.requests = this.requestsAt(pace);
  }

  get interventions(): Interventions { return this.done; }
  get plan(): Plan { return this.prepared.plan; }
  get assumptions(): Prepared['assumptions'] { return this.prepared.assumptions; }

  /** Seconds. Where it ends with its jobs, and nobody has looked for that yet, the last event. */
  get duration(): number { return this.course.duration ?? this.plan.duration; }

  /** How far the run stands. */
  get reached(): number { return this.course.now; }

  reach(seconds: number, milliseconds: number): boolean {
    if (this.last?.seconds === seconds) return true;
    const until = performance.now() + milliseconds;
    const outOfTime: OutOfTime = () => performance.now() >= until;
    if (!this.course.findEnd(outOfTime)) return false;
    return this.course.advance(Math.min(seconds, this.duration), outOfTime);
  }

  /** After its end, as when it is played beside a longer one, it stands there. */
  stateAt(moment: number): MotionState {
    const seconds = Math.min(moment, this.course.duration ?? moment);
    if (this.last?.seconds === seconds) return this.last.state;
    this.course.advance(seconds);
    const state = this.stateNow(seconds);
    this.last = { seconds, state };
    return state;
  }

  nextStep(seconds: number): number | undefined {
    return this.findStep(seconds, Infinity) ?? undefined;
  }

  /** The same in slices: null while it is still looked for. */
  findStep(seconds: number, milliseconds: number): number | undefined | null {
    const until = performance.now() + milliseconds;
    const outOfTime: OutOfTime = () => performance.now() >= until;
    if (!this.course.findEnd(outOfTime)) return null;
    if (seconds >= this.duration) return undefined;
    if (this.sought !== seconds) {
      if (!this.course.advance(seconds, outOfTime)) return null;
      this.sought = seconds;
    }
    if (!this.course.advanceToNext(this.duration, outOfTime)) return null;
    this.sought = undefined;
    return this.course.now;
  }

  /** Among what is told of it, with what the reader did. */
  stepBefore(seconds: number): number | undefined {
    if (seconds <= 0) return undefined;
    this.course.advance(Math.min(seconds, this.duration));
    const moments = [...this.course.current.state.log.map(({ at }) => at), ...this.done.moments].filter((at) => at < seconds - 1e-9);
    return moments.reduce((last, at) => Math.max(last, at), 0);
  }

  /** What the reader does happens now; the future that was seen before is forgotten. */
  act(act: Intervention): void {
    const planned = this.planned(act);
    planned.forEach((event) => this.course.act(event));
    this.done = this.done.with(act);
    this.forget();
  }

  setPace(pace: number): void {
    if (pace === this.requests.pace) return;
    this.requests = this.requestsAt(pace);
    this.last = undefined;
  }

  /** As `lintel simulate` tells it, of the run to its end with all that the reader did; undefined before the end. */
  report(): ScenarioReport | undefined {
    if (this.course.now < this.duration) return undefined;
    if (!this.ended) {
      const run = this.course.finished();
      this.ended = reportOfRun(this.facts, this.scenario, { outcome: outcomeOf(this.facts, this.plan, run), assumptions: this.assumptions });
    }
    return this.ended;
  }

  // ------------------------------------------------------------------------------------------------ what runs meet

  changeAt(seconds: number): Change {
    return changeAt(this.course.changes, seconds);
  }

  elementsOf(id: Id): readonly Id[] {
    return memberElements(this.facts.model, id);
  }

  brokenAt(change: Change): ReadonlySet<Id> {
    return this.falloutOf(change).broken;
  }

  // -------------------------------------------------------------------------------------------------------- inside

  private forget(): void {
    this.last = undefined;
    this.ended = undefined;
    this.sought = undefined;
    this.requests = this.requestsAt(this.requests.pace);
  }

  private planned({ at, id, action, factor }: Intervention): EventPlan[] {
    return eventOf(this.facts, { at, action, targets: [id], ...(factor === undefined ? {} : { factor }) }, this.prepared.plan.duration);
  }

  private requestsAt(pace: number): Requests {
    const { loads, calls, stations, flows } = this.plan;
    const askings = loads.map((load) => ({
      flow: flows[load.flow]!.id, title: flows[load.flow]!.title, from: load.from, until: load.until,
      sources: load.calls.map((call) => stations[calls[call]!.from]!.id),
    }));
    return new Requests(this.world, askings, this, pace);
  }

  /** What falls by the structure function, with who serves in this run. */
  private falloutOf(change: Change): Fallout {
    let fallout = this.shown.get(change);
    if (fallout) return fallout;
    const key = [...change.failed].sort().join('\u0001');
    let structural = this.fallouts.get(key);
    if (!structural) this.fallouts.set(key, structural = this.world.fallout(change.failed));
    const nobody = new Set([...change.serving].flatMap(([group, member]) => (member === undefined ? [group] : [])));
    const waiting = this.plan.calls.filter(({ targets }) => targets.some(({ reads, chains }) => !reads && chains?.some((chain) => chain.some(({ group }) => nobody.has(this.plan.groups[group]!.id)))));
    const promoted = [...change.serving].flatMap(([group, member]) => (member === undefined || member === this.facts.groups[group]?.members[0]?.id ? [] : [member]));
    fallout = {
      ...structural, promoted, down: new Set([...structural.down, ...change.down]),
      broken: new Set([...structural.broken, ...nobody, ...waiting.map(({ flow }) => this.plan.flows[flow]!.id)]),
    };
    this.shown.set(change, fallout);
    return fallout;
  }

  private stateNow(seconds: number): MotionState {
    const { course, requests } = this;
    const change = this.changeAt(seconds);
    const fallout = this.falloutOf(change);
    const run = this.viewOf(course.current, change, fallout);
    return {
      tokens: requests.at(seconds), failed: change.failed, down: fallout.down, fallen: fallout.services, fallout, run,
      served: run.loads.reduce((sum, each) => sum + each.served, 0), lost: run.loads.reduce((sum, each) => sum + each.failed, 0), losses: [],
    };
  }

  private viewOf(run: Run, change: Change, fallout: Fallout): RunView {
    const { course, facts, plan, scenario } = this;
    const report = this.report();
    const outcome = report?.outcome ?? outcomeSoFar(facts, plan, run);
    const expectations = report?.expectations ?? this.judge.judge(outcome);
    const names = { nameOf: (id: Id): string => shortName(facts, id), addressOf: (group: Id): string | undefined => addressOf(facts, group), textOf: (entry: LogEntry): Text => eventText(facts, entry) };
    const lately = latelyOf(run, course.samples, course.step);
    return {
      ...names, scenario, seed: plan.seed, time: run.now, duration: this.duration, over: report !== undefined,
      loads: loadsOf(run, outcome, run.now), gauges: gaugesOf(run, course.samples, course.step), serving: change.serving, modes: change.modes,
      roles: rolesOf(run), redirects: redirectsOf(run), health: healthOf(run), lags: lagsOf(run), groups: groupsOf(run, outcome),
      caption: report ? overCaption(expectations) : captionOf({ ...names, run, lately, broken: fallout.broken, news: NEWS * this.requests.pace }),
      events: [...run.state.log], more: run.state.unlogged, jobs: jobsOf(run), expectations,
      failing: failingOf(run, course.samples, course.step), cells: course.cells,
      charts: (choice) => chartsOf({ plan, samples: course.samples, step: course.step, nameOf: names.nameOf }, choice),
    };
  }
}

/** The first of its virtual addresses. */
function addressOf({ groups, elements }: Facts, group: Id): string | undefined {
  return (groups[group] ?? elements[group])?.vips[0]?.address;
}
