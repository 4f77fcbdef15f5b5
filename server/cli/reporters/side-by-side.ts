/** What one scenario came to in several variants, as a table with a column for each. */
import { measureText } from '#language/expectations/measures.js';
import type { ScenarioReport } from '#language/expectations/scenario-report.js';
import { word } from '#language/messages/word.js';
import { say } from '../say.js';

export interface Run { report: ScenarioReport; variant?: string }

/** Rows with a head; none where the scenario was run once only. Figures that are the same in all are told too: that is an answer. */
export function sideBySide(runs: readonly Run[]): string[][] {
  if (runs.length < 2) return [];
  const first = runs[0]!.report;
  const shared = first.flows.map(({ name }) => name).filter((name) => runs.every(({ report }) => report.flows.some((flow) => flow.name === name)));
  const rows = shared.flatMap((name): string[][] => {
    const flows = runs.map(({ report }) => report.flows.find((flow) => flow.name === name)!);
    const time = (seconds: number | null): string => (seconds === null ? '–' : word(measureText(seconds, 'duration')));
    return [
      [say('cli.simulate.beside.availability', { name }), ...flows.map(({ availability }) => (availability === null ? '–' : word(measureText(availability, 'share'))))],
      [say('cli.simulate.beside.failed', { name }), ...flows.map(({ failed }) => String(failed))],
      [say('cli.simulate.beside.p95', { name }), ...flows.map(({ latency }) => time(latency.p95))],
      [say('cli.simulate.beside.longest', { name }), ...flows.map(({ latency }) => time(latency.max))],
    ];
  });
  const takeovers = runs.map(({ report }) => report.failovers);
  const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0);
  return [
    ['', ...runs.map(({ variant }) => variant ?? '')],
    ...rows,
    [say('cli.simulate.beside.takeovers'), ...takeovers.map((each) => String(each.length))],
    [say('cli.simulate.beside.nobody'), ...takeovers.map((each) => word(measureText(sum(each.map(({ downtime }) => downtime)), 'duration')))],
    [say('cli.simulate.beside.lost'), ...takeovers.map((each) => String(sum(each.map(({ lostWrites }) => lostWrites))))],
  ];
}
