/** A job over time, as a terminal shows it: a line for each node, in every column the stage that most of its tasks were of then. */
import { measureText } from '#language/expectations/measures.js';
import type { JobFigures } from '#language/expectations/scenario-report.js';
import { word } from '#language/messages/word.js';
import type { TaskBar } from '#language/simulation/outcome/outcome.js';
import { say } from '../say.js';
import { table } from '../table.js';
import { harmless } from '../terminal-text.js';

/** Columns of a bar. */
const WIDTH = 60;
const SHOWN_NODES = 20;
const MARKS = [...'123456789abcdefghijklmnopqrstuvwyz'];
const [IDLE, LOST, OTHER] = ['·', '×', '+'];

export function ganttLines({ name, completion, rerun, gantt }: JobFigures): string[] {
  const { outcome, submitted = 0, ended, tasks, more } = gantt;
  const latest = ended ?? tasks.reduce((last, task) => Math.max(last, task.end ?? task.start), submitted);
  const time = word(measureText(completion ?? latest - submitted, 'duration'));
  const head = harmless(say(`cli.simulate.job.${outcome}`, { name, time, rerun }));
  const nodes = [...new Set(tasks.map((task) => task.node))].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  if (nodes.length === 0 || latest <= submitted) return [head];
  const stages = [...new Set(tasks.map((task) => task.stage))];
  const rows = nodes.slice(0, SHOWN_NODES).map((node) => [node, barOf(tasks.filter((task) => task.node === node), stages, submitted, latest)]);
  return [
    head,
    ...table([...rows, ['', scale(submitted, latest)]], '  '),
    `  ${harmless(say('cli.simulate.job.legend', { stages: stages.map((stage, index) => say('cli.simulate.job.stage', { mark: MARKS[index] ?? OTHER, stage })) }))}`,
    ...(nodes.length > SHOWN_NODES ? [`  ${say('cli.simulate.job.more-nodes', { count: nodes.length - SHOWN_NODES })}`] : []),
    ...(more > 0 ? [`  ${say('cli.simulate.job.more-tasks', { count: more })}`] : []),
  ];
}

/** Of each column the stage with most task seconds in it; where tasks were lost in it, that. */
function barOf(tasks: readonly TaskBar[], stages: readonly string[], from: number, to: number): string {
  const step = (to - from) / WIDTH;
  const seconds = Array.from({ length: WIDTH }, () => new Map<string, number>());
  const lost = new Set<number>();
  const column = (at: number): number => Math.min(WIDTH - 1, Math.max(0, Math.floor((at - from) / step)));
  for (const { stage, start, end = to, outcome } of tasks) {
    for (let at = column(start); at <= column(end); at++) {
      const overlap = Math.min(end, from + (at + 1) * step) - Math.max(start, from + at * step);
      if (overlap > step * 1e-9) seconds[at]!.set(stage, (seconds[at]!.get(stage) ?? 0) + overlap);
    }
    if (outcome === 'lost') lost.add(column(end));
  }
  return seconds.map((each, at) => {
    if (lost.has(at)) return LOST;
    const [most] = [...each].sort((a, b) => b[1] - a[1] || stages.indexOf(a[0]) - stages.indexOf(b[0]));
    return most ? MARKS[stages.indexOf(most[0])] ?? OTHER : IDLE;
  }).join('');
}

function scale(from: number, to: number): string {
  const [left, right] = [from, to].map((each) => word(measureText(each, 'duration')));
  return `${left}${' '.repeat(Math.max(1, WIDTH - left!.length - right!.length))}${right}`;
}
