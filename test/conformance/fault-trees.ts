/**
 * `npm run conformance:fault-trees -- FOLDER [NAME …] [--nodes N]`: every Open-PSA fault tree of a folder through the
 * redundancy engine, compared with the folder's `answers.csv` where there is one. Ends with 1 where something differs,
 * cannot be read or is too large. `--nodes` allows diagrams of N million nodes, 60 if it is not given.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { BudgetExceededError, type Budget } from '#language/facts/redundancy/budget.js';
import { readAnswers, type Answer } from './answers.js';
import { analyse } from './open-psa/analyse.js';
import { byOrder, differences, totalOf } from './open-psa/compare.js';
import type { FaultTree } from './open-psa/fault-tree.js';
import { readFaultTree } from './open-psa/read.js';
import { UnsupportedError } from './xml.js';

const WIDTHS = [12, 6, 6, 18, 12, 9, 9, 8, 6];
const counts = { agree: 0, differ: 0, unanswered: 0, failed: 0 };

function main(): void {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { nodes: { type: 'string', default: '60' } } });
  const [folder, ...names] = positionals;
  if (folder === undefined) throw new Error('usage: npm run conformance:fault-trees -- FOLDER [NAME …] [--nodes MILLIONS]');
  const nodes = Number(values.nodes) * 1e6;
  const answers = readAnswers(join(folder, 'answers.csv'));
  const files = readdirSync(folder).filter((file) => file.endsWith('.xml')).sort().filter((file) => names.length === 0 || names.includes(basename(file, '.xml')));
  print(['name', 'events', 'gates', 'probability', 'cut sets', 'nodes', 'set nodes', 'ms', 'MB', 'verdict; cut sets by order']);
  for (const file of files) runFile(join(folder, file), answers, { nodes, steps: nodes * 20 });
  console.log(`${counts.agree} agree, ${counts.differ} differ, ${counts.unanswered} without an answer, ${counts.failed} not computed`);
  process.exitCode = counts.differ + counts.failed > 0 || files.length === 0 ? 1 : 0;
}

function runFile(path: string, answers: ReadonlyMap<string, Answer>, budget: Budget): void {
  const name = basename(path, '.xml');
  try {
    const tree = readFaultTree(readFileSync(path, 'utf8'));
    if (tree.tops.length === 0) throw new UnsupportedError('no top event');
    // A file of several trees has one answer for each, by the top event.
    for (const top of tree.tops) runTree(tree.tops.length === 1 ? name : `${name}/${top}`, tree, top, answers, budget);
  } catch (error) {
    failed([name, '', ''], error);
  }
}

function runTree(name: string, tree: FaultTree, top: string, answers: ReadonlyMap<string, Answer>, budget: Budget): void {
  const cells = [name, String(tree.events.size), String(tree.gates.size)];
  const start = performance.now();
  try {
    const figures = analyse(tree, top, budget);
    const time = performance.now() - start;
    const answer = answers.get(name);
    const wrong = answer ? differences(tree, figures, answer) : [];
    counts[!answer ? 'unanswered' : wrong.length > 0 ? 'differ' : 'agree']++;
    const verdict = !answer ? 'no answer known' : wrong.length > 0 ? `DIFFERS: ${wrong.join('; ')}` : 'agrees';
    print([
      ...cells, figures.probability?.toPrecision(10) ?? '-', String(totalOf(figures.cutSets)), String(figures.nodes), String(figures.setNodes),
      time.toFixed(0), String(Math.round(process.memoryUsage.rss() / 2 ** 20)), `${verdict}; ${byOrder(figures.cutSets)}`,
    ]);
  } catch (error) {
    failed(cells, error);
  }
}

function failed(cells: readonly string[], error: unknown): void {
  counts.failed++;
  const [reason, rethrow] = error instanceof BudgetExceededError ? ['TOO LARGE', false] : ['NOT READ', !(error instanceof Error)];
  if (rethrow) throw error;
  print([...cells, ...Array<string>(6).fill(''), `${reason}: ${(error as Error).message}`]);
}

function print(cells: readonly string[]): void {
  console.log(cells.map((cell, i) => (i === 0 || i === cells.length - 1 ? cell.padEnd(WIDTHS[i] ?? 0) : cell.padStart(WIDTHS[i]!))).join('  '));
}

main();
