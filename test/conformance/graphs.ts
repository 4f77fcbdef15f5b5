/**
 * `npm run conformance:graphs -- FOLDER [NAME …]`: every GraphML network of a folder as an architecture of routers and
 * links; its single points are the articulation points and bridges of the graph, its smallest cut sets the connectivity.
 * Compared with the folder's `answers.csv` where there is one. Ends with 1 where something differs or cannot be read.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readAnswers, type Answer } from './answers.js';
import { analyse } from './graphs/analyse.js';
import { differences } from './graphs/compare.js';
import { readGraphMl } from './graphs/graphml.js';

const WIDTHS = [22, 6, 6, 6, 6, 8, 6, 8];
const counts = { agree: 0, differ: 0, unanswered: 0, failed: 0 };

function main(): void {
  const [folder, ...names] = process.argv.slice(2);
  if (folder === undefined) throw new Error('usage: npm run conformance:graphs -- FOLDER [NAME …]');
  const answers = readAnswers(join(folder, 'answers.csv'));
  const files = readdirSync(folder).filter((file) => file.endsWith('.graphml')).sort().filter((file) => names.length === 0 || names.includes(basename(file, '.graphml')));
  print(['name', 'nodes', 'edges', 'parts', 'points', 'bridges', 'flows', 'ms', 'connectivity, verdict']);
  for (const file of files) runFile(join(folder, file), answers.get(basename(file, '.graphml')));
  console.log(`${counts.agree} agree, ${counts.differ} differ, ${counts.unanswered} without an answer, ${counts.failed} not computed`);
  process.exitCode = counts.differ + counts.failed > 0 || files.length === 0 ? 1 : 0;
}

function runFile(path: string, answer: Answer | undefined): void {
  const name = basename(path, '.graphml');
  const start = performance.now();
  try {
    const graph = readGraphMl(readFileSync(path, 'utf8'));
    const figures = analyse(graph);
    const wrong = answer ? differences(figures, answer) : [];
    counts[!answer ? 'unanswered' : wrong.length > 0 ? 'differ' : 'agree']++;
    print([
      name, String(graph.nodes.length), String(graph.edges.length), String(figures.components), String(figures.articulationPoints.length),
      String(figures.bridges.length), String(figures.flows), (performance.now() - start).toFixed(0),
      `${figures.connectivity ?? 'not asked'}, ${!answer ? 'no answer known' : wrong.length > 0 ? `DIFFERS: ${wrong.join('; ')}` : 'agrees'}`,
    ]);
  } catch (error) {
    counts.failed++;
    print([name, ...Array<string>(7).fill(''), `NOT READ: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

function print(cells: readonly string[]): void {
  console.log(cells.map((cell, i) => (i === 0 || i === cells.length - 1 ? cell.padEnd(WIDTHS[i] ?? 0) : cell.padStart(WIDTHS[i]!))).join('  '));
}

main();
