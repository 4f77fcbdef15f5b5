/**
 * Scenarios, run when a file is saved: an expectation that does not hold is shown at its place, as `lintel test` would say
 * it. A run goes on in slices between the editor's messages, and is called off when the text changes under it.
 */
import { expectationsOf } from '#language/expectations/scenario.js';
import { reporting } from '#language/expectations/scenario-report.js';
import { scenarioFinding } from '#language/expectations/rules.js';
import type { Facts } from '#language/facts/query.js';
import type { Finding } from '#language/model/finding.js';
import type { Scenario } from '#language/model/model.js';
import type { Origin } from '#language/model/origin.js';
import type { Cancel } from '../../host/scheduler.js';
import type { Checked } from '#language/project/project.js';
import type { Session } from '../session.js';

/** Milliseconds that a run may keep the editor's messages waiting. */
const SLICE = 10;
/** Events between two looks at the clock. */
const EVENTS = 500;
/** Milliseconds after which an editor's run is given up: the command line takes as long as it takes. */
const LONGEST = 60_000;

/** How many of its expectations held. */
interface Result { held: number; all: number }

interface Work { facts: Facts; scenario: Scenario }

export class ScenarioRuns {
  private readonly under = new Map<string, Cancel>();
  private readonly shown = new Map<string, { facts: ReadonlySet<Facts>; findings: Finding[] }>();
  private readonly results = new WeakMap<Facts, Map<string, Result>>();

  constructor(private readonly session: Session, private readonly changed: (root: string) => void) {}

  /** What the runs of the text as it is analysed now have shown; nothing of an earlier text. */
  findings(root: string, { analyses }: Checked): readonly Finding[] {
    const known = this.shown.get(root);
    return known && analyses.every(({ facts }) => known.facts.has(facts)) ? known.findings : [];
  }

  /** What came of a scenario when it was run last, of the text as it is now. */
  resultOf(facts: Facts, scenario: Origin): Result | undefined {
    return this.results.get(facts)?.get(placeOf(scenario));
  }

  /** The text of this architecture was saved. */
  async run(root: string): Promise<void> {
    this.stop(root);
    const checked = await this.session.loop.settled(root);
    if (!checked) return;
    const work = checked.analyses.flatMap(({ facts }): Work[] => facts.read('scenarios').flatMap((scenario) => (expectationsOf(facts, scenario).length > 0 ? [{ facts, scenario }] : [])));
    if (work.length > 0) this.start(root, checked, work);
  }

  stop(root: string): void {
    this.under.get(root)?.();
    this.under.delete(root);
  }

  private start(root: string, checked: Checked, work: readonly Work[]): void {
    const { scheduler } = this.session.host;
    const { guard } = this.session;
    const findings: Finding[] = [];
    const slices = findingsOf(work, findings, (facts, scenario, result) => {
      this.results.set(facts, (this.results.get(facts) ?? new Map<string, Result>()).set(placeOf(scenario.origin), result));
    });
    let spent = 0;
    const step = guard.task('scenarios', () => {
      this.under.delete(root);
      // Another text is analysed by now: its own save will run it.
      if (!isSame(checked, this.session.checked.get(root))) return;
      for (const { facts } of checked.analyses) facts.cancellable();
      const begun = scheduler.now();
      let done = false;
      while (!done && scheduler.now() - begun < SLICE) done = slices.next().done === true;
      spent += scheduler.now() - begun;
      if (done) {
        this.shown.set(root, { facts: new Set(checked.analyses.map(({ facts }) => facts)), findings });
        this.changed(root);
      } else if (spent < LONGEST) {
        this.under.set(root, scheduler.soon(step));
      }
    });
    this.under.set(root, scheduler.soon(step));
  }
}

/** The same text in all variants, also where it was analysed again. */
function isSame(before: Checked, now: Checked | undefined): boolean {
  return now !== undefined && before.analyses.every(({ facts }, index) => now.analyses[index]?.facts === facts);
}

function placeOf({ uri, range: { start } }: Origin): string {
  return `${uri} ${start.line}:${start.character}`;
}

/** In source order; what several variants have in common is told once. */
function* findingsOf(work: readonly Work[], found: Finding[], ran: (facts: Facts, scenario: Scenario, result: Result) => void): Generator<void, void, void> {
  const told = new Set<string>();
  for (const { facts, scenario } of work) {
    const { expectations } = yield* reporting(facts, scenario, {}, EVENTS);
    ran(facts, scenario, { held: expectations.filter(({ judgement }) => judgement.holds === true).length, all: expectations.length });
    for (const { expectation, judgement } of expectations) {
      const finding = scenarioFinding(facts, expectation, judgement);
      const key = JSON.stringify([expectation.origin, judgement.actual]);
      if (!finding || told.has(key)) continue;
      told.add(key);
      found.push(finding);
    }
  }
}
