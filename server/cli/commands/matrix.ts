/** `lintel matrix`: who can open a connection to whom, for every pair of elements with an address. */
import { matrixOver, type Disposition, type Matrix } from '#language/facts/network/index.js';
import type { PortMatch } from '#language/model/model.js';
import type { AddCommand, Context } from '../context.js';
import { formatOption } from '../context.js';
import { EXIT } from '../fault.js';
import { givenFile } from '../inputs.js';
import { noteIfBroken } from '../notes.js';
import { overJson, portOver } from '../ports.js';
import { Progress } from '../progress.js';
import { csvRow } from '../reporters/csv.js';
import { say } from '../say.js';
import { analyseOne, openProject } from '../session.js';
import { columnsOf, harmless } from '../terminal-text.js';

interface Options { over?: string; format: keyof typeof FORMATS }

interface Pair { from: string; to: string; reachable: boolean; disposition: Disposition }

/** A format is written row by row: a few thousand elements make more pairs than one text can hold. */
type Format = (rows: Iterable<readonly Pair[]>, matrix: Matrix, over: PortMatch) => Iterable<string>;

const FORMATS = { text: asText, json: asMatrixJson, csv: asCsv } satisfies Record<string, Format>;

export const addMatrix: AddCommand = (program, context) => {
  program.command('matrix').description(say('cli.matrix'))
    .argument('<file>', say('cli.argument.file'))
    .option('--over <port>', say('cli.option.over'))
    .addOption(formatOption(Object.keys(FORMATS)))
    .action((file: string, options: Options) => matrix(file, options, context));
};

function matrix(file: string, options: Options, { world, end }: Context): void {
  const given = givenFile(file, world);
  const analysis = analyseOne(openProject([given]), given);
  noteIfBroken(analysis, given, world);
  const over = portOver(options.over, analysis.model);
  const found = matrixOver(analysis.facts, over);
  const progress = new Progress(world, found.elements.length);
  for (const piece of FORMATS[options.format](rowsOf(found, progress), found, over)) world.stdout.write(piece);
  progress.end();
  end(EXIT.clean);
}

function* rowsOf(found: Matrix, progress: Progress): Generator<readonly Pair[]> {
  for (const [row, from] of found.elements.entries()) {
    progress.step(row);
    yield found.elements.flatMap((to, column): Pair[] => {
      const disposition = found.disposition(row, column);
      return disposition ? [{ from, to, reachable: isReachable(disposition), disposition }] : [];
    });
  }
}

function isReachable(disposition: Disposition): boolean {
  return disposition === 'accepted' || disposition === 'assumed';
}

/** The same text as `JSON.stringify` with an indent of two, a row at a time. */
function* asMatrixJson(rows: Iterable<readonly Pair[]>, _matrix: Matrix, over: PortMatch): Generator<string> {
  const frame = JSON.stringify({ version: 1, over: overJson(over), pairs: [] }, undefined, 2);
  yield frame.slice(0, frame.lastIndexOf(']'));
  let first = true;
  for (const row of rows) {
    if (row.length === 0) continue;
    const body = row.map((pair) => JSON.stringify(pair, undefined, 2).replaceAll('\n', '\n    ')).join(',\n    ');
    yield `${first ? '\n    ' : ',\n    '}${body}`;
    first = false;
  }
  yield first ? ']\n}\n' : '\n  ]\n}\n';
}

function* asText(rows: Iterable<readonly Pair[]>, { elements }: Matrix): Generator<string> {
  const width = Math.max(0, ...elements.map((id) => columnsOf(harmless(id))));
  const padded = (id: string): string => harmless(id) + ' '.repeat(width - columnsOf(harmless(id)));
  let some = false;
  for (const row of rows) {
    some ||= row.length > 0;
    yield row.map(({ from, to, disposition }) => `${padded(from)}  →  ${padded(to)}  ${say(`cli.disposition.${disposition}`)}\n`).join('');
  }
  if (!some) yield `${say('cli.matrix.none')}\n`;
}

function* asCsv(rows: Iterable<readonly Pair[]>): Generator<string> {
  yield 'from,to,reachable,disposition\n';
  for (const row of rows) {
    yield row.map(({ from, to, reachable, disposition }) => csvRow([from, to, String(reachable), disposition])).join('');
  }
}
