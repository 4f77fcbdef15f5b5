/** Runs of scenarios for people, as tables for spreadsheets, and as the JSON that others build on. */
import picocolors from 'picocolors';
import { eventText } from '#language/expectations/event-texts.js';
import { measureText, rounded } from '#language/expectations/measures.js';
import type { FoundCapacity } from '#language/expectations/capacity-search.js';
import type { FlowFigures, JobFigures, ScenarioReport } from '#language/expectations/scenario-report.js';
import type { Facts } from '#language/facts/query.js';
import { word } from '#language/messages/word.js';
import type { Places } from '../places.js';
import { say } from '../say.js';
import { table } from '../table.js';
import { harmless } from '../terminal-text.js';
import { wantsColour, type World } from '../world.js';
import { csvRow } from './csv.js';
import { ganttLines } from './gantt.js';
import { asJson } from './json.js';
import { sideBySide } from './side-by-side.js';

export interface SimulationResult {
  facts: Facts;
  report: ScenarioReport;
  variant?: string;
  capacity?: FoundCapacity;
}

interface Frame { places: Places; world: World }

type SimulationReporter = (results: readonly SimulationResult[], frame: Frame) => string;

export const simulationReporters = { text: asText, json: asSimulationJson, csv: asCsv } satisfies Record<string, SimulationReporter>;

// ------------------------------------------------------------------------------------------------------------ JSON

/** One run is one object; several are a list of them. */
function asSimulationJson(results: readonly SimulationResult[], frame: Frame): string {
  const all = results.map((result) => resultJson(result, frame));
  return asJson(all.length === 1 ? all[0] : all);
}

function resultJson({ facts, report, variant, capacity }: SimulationResult, { places }: Frame): object {
  const { scenario, seed, duration, flows, elements, failovers } = report;
  return {
    version: 1, scenario: scenario.title, ...(variant === undefined ? {} : { variant }), seed, duration, ...(report.replications === undefined ? {} : { replications: report.replications }),
    assumptions: report.assumptions.map(word), jobs: report.jobs.map(jobJson), flows, elements, failovers,
    events: report.events.map((entry) => ({ at: entry.at, kind: entry.kind, subject: entry.subject, ...(entry.other === undefined ? {} : { other: entry.other }), text: word(eventText(facts, entry)) })),
    ...(report.moreEvents > 0 ? { moreEvents: report.moreEvents } : {}),
    expectations: report.expectations.map(({ expectation, judgement }) => ({
      text: expectation.text, passed: judgement.holds === true, actual: word(judgement.actual),
      file: places.file(expectation.origin.uri), line: expectation.origin.range.start.line + 1,
    })),
    ...(report.chaos ? { chaos: { runs: report.chaos.runs, broken: report.chaos.broken.map(({ element, expectations }) => ({ element, expectations: expectations.map((each) => each.text) })) } } : {}),
    ...(capacity ? { capacity: capacityJson(capacity) } : {}),
  };
}

function jobJson({ name, completion, rerun, gantt }: JobFigures): object {
  const { submitted, ended, outcome, reason, tasks, more, locality } = gantt;
  return {
    name, completion, rerun, outcome, submitted: submitted ?? null, ended: ended ?? null, ...(reason === undefined ? {} : { reason }), ...(locality ? { locality } : {}),
    timeline: tasks.map((task) => ({ ...task, end: task.end ?? null })), ...(more > 0 ? { more } : {}),
  };
}

function capacityJson({ factor, flows, breaks, actual, unbounded }: FoundCapacity): object {
  return { factor, flows, ...(unbounded ? { unbounded } : {}), ...(breaks ? { breaks: breaks.text } : {}), ...(actual ? { actual: word(actual) } : {}) };
}

// ------------------------------------------------------------------------------------------------------------- CSV

const COLUMNS = ['scenario', 'variant', 'seed', 'flow', 'offered', 'served', 'failed', 'refused', 'throughput', 'availability', 'mean', 'p50', 'p95', 'p99', 'max'];

function asCsv(results: readonly SimulationResult[]): string {
  const rows = results.flatMap(({ report: { scenario, seed, flows }, variant }) => flows.map((flow) => csvRow([
    scenario.title, variant ?? '', seed, flow.name, flow.offered, flow.served, flow.failed, flow.refused, flow.throughput, flow.availability ?? '',
    ...[flow.latency.mean, flow.latency.p50, flow.latency.p95, flow.latency.p99, flow.latency.max].map((each) => each ?? ''),
  ])));
  return [csvRow(COLUMNS), ...rows].join('');
}

// ------------------------------------------------------------------------------------------------------------ text

function asText(results: readonly SimulationResult[], { places, world }: Frame): string {
  const colours = picocolors.createColors(wantsColour(world, world.stdout));
  const runs = results.map(({ facts, report, variant, capacity }) => {
    const { scenario, seed, duration } = report;
    const head = say(variant === undefined ? 'cli.simulate.head' : 'cli.simulate.head-variant', { scenario: scenario.title, variant: variant ?? '', seed: String(seed), duration: word(measureText(duration, 'duration')) });
    return [
      colours.bold(harmless(head)),
      ...section('flows', table(flowRows(report.flows), '    ')),
      ...section('jobs', report.jobs.flatMap((job) => ganttLines(job).map((line) => `    ${line}`))),
      ...section('elements', table(elementRows(report), '    ')),
      ...section('events', table(eventRows(facts, report), '    ')),
      ...section('expectations', report.expectations.flatMap(({ expectation, judgement }) => {
        const state = judgement.holds === true ? colours.green(say('cli.test.passed')) : colours.red(say('cli.test.failed'));
        const place = `${places.file(expectation.origin.uri)}:${expectation.origin.range.start.line + 1}`;
        return [`    ${state}  ${harmless(expectation.text)}  (${harmless(place)})`, `            ${harmless(say('cli.test.actual', { actual: word(judgement.actual) }))}`];
      })),
      ...section('chaos', chaosLines(report)),
      ...section('capacity', capacity ? capacityLines(capacity) : []),
      ...section('assumptions', report.assumptions.map((each) => `    ${harmless(word(each))}`)),
      '',
    ].join('\n');
  });
  return [...runs, ...comparisons(results).map((lines) => [colours.bold(lines[0]!), ...lines.slice(1), ''].join('\n'))].join('\n');
}

/** Scenarios that were run in several variants, with a column for each. */
function comparisons(results: readonly SimulationResult[]): string[][] {
  const titles = [...new Set(results.map(({ report }) => report.scenario.title))];
  return titles.flatMap((title) => {
    const rows = sideBySide(results.filter(({ report, variant }) => report.scenario.title === title && variant !== undefined));
    return rows.length === 0 ? [] : [[harmless(say('cli.simulate.beside', { scenario: title })), ...table(rows, '    ')]];
  });
}

function section(name: 'flows' | 'jobs' | 'elements' | 'events' | 'expectations' | 'chaos' | 'capacity' | 'assumptions', lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`  ${say(`cli.simulate.${name}`)}`, ...lines];
}

function flowRows(flows: readonly FlowFigures[]): string[][] {
  if (flows.length === 0) return [];
  const time = (seconds: number | null): string => (seconds === null ? '–' : word(measureText(seconds, 'duration')));
  return [
    ['', say('cli.simulate.column.offered'), say('cli.simulate.column.served'), say('cli.simulate.column.failed'), say('cli.simulate.column.availability'), say('cli.simulate.column.mean'), 'p50', 'p95', 'p99', say('cli.simulate.column.max')],
    ...flows.map(({ name, offered, served, failed, availability, latency: { mean, p50, p95, p99, max } }) => [
      name, String(offered), String(served), String(failed), availability === null ? '–' : word(measureText(availability, 'share')), time(mean), time(p50), time(p95), time(p99), time(max),
    ]),
  ];
}

function elementRows({ elements }: ScenarioReport): string[][] {
  if (elements.length === 0) return [];
  return [
    ['', say('cli.simulate.column.served'), say('cli.simulate.column.utilisation'), say('cli.simulate.column.queue'), say('cli.simulate.column.longest')],
    ...elements.map(({ name, utilisation, served, queue }) => [name, String(served), utilisation === null ? '–' : word(measureText(utilisation, 'share')), rounded(queue.mean), String(queue.max)]),
  ];
}

/** A run of months has more than anybody reads. */
const SHOWN_EVENTS = 40;

function eventRows(facts: Facts, { events, moreEvents }: ScenarioReport): string[][] {
  const rows = events.slice(0, SHOWN_EVENTS).map((entry) => [`${entry.at.toFixed(3)} s`, word(eventText(facts, entry))]);
  const more = events.length - rows.length + moreEvents;
  return more > 0 ? [...rows, ['', say('cli.simulate.more', { count: more })]] : rows;
}

function chaosLines({ chaos }: ScenarioReport): string[] {
  if (!chaos) return [];
  if (chaos.broken.length === 0) return [`    ${say('cli.simulate.chaos.none', { count: chaos.runs })}`];
  return [
    `    ${say('cli.simulate.chaos.some', { broken: chaos.broken.length, count: chaos.runs })}`,
    ...chaos.broken.flatMap(({ element, expectations }) => expectations.map((each) => `      ${harmless(say('cli.simulate.chaos.line', { element, text: each.text }))}`)),
  ];
}

function capacityLines({ factor, flows, breaks, actual, unbounded }: FoundCapacity): string[] {
  const rates = flows.map(({ name, rate, users }) => `      ${harmless(rate === undefined ? say('cli.simulate.capacity.users', { name, users: users! }) : say('cli.simulate.capacity.rate', { name, rate: rounded(rate) }))}`);
  if (unbounded) return [`    ${say('cli.simulate.capacity.unbounded', { factor: rounded(factor) })}`, ...rates];
  if (factor === 0) return [`    ${harmless(say('cli.simulate.capacity.none', { text: breaks!.text, actual: word(actual!) }))}`];
  return [`    ${say('cli.simulate.capacity.head', { factor: rounded(factor) })}`, ...rates, `      ${harmless(say('cli.simulate.capacity.breaks', { text: breaks!.text, actual: word(actual!) }))}`];
}
