/** `lintel matrix`: who can open a connection to whom, for every pair of elements with an address. */
import { traceBetween, type Disposition } from '#language/facts/network/index.js';
import type { Facts } from '#language/facts/query.js';
import type { Element, Endpoint, PortMatch } from '#language/model/model.js';
import type { AddCommand, Context } from '../context.js';
import { formatOption } from '../context.js';
import { EXIT } from '../fault.js';
import { givenFile } from '../inputs.js';
import { noteIfBroken } from '../notes.js';
import { overJson, portOver } from '../ports.js';
import { Progress } from '../progress.js';
import { asJson } from '../reporters/json.js';
import { say } from '../say.js';
import { analyseOne, openProject } from '../session.js';
import { table } from '../table.js';

interface Options { over?: string; format: keyof typeof FORMATS }

interface Pair { from: string; to: string; reachable: boolean; disposition: Disposition }

const FORMATS = { text: asText, json: asMatrixJson, csv: asCsv };

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
  const pairs = pairsOf(analysis.facts, over, (total) => new Progress(world, total));
  world.stdout.write(FORMATS[options.format](pairs, over));
  end(EXIT.clean);
}

function pairsOf(facts: Facts, over: PortMatch, progressOf: (total: number) => Progress): Pair[] {
  const elements = Object.values(facts.elements).filter(hasAddress);
  const progress = progressOf(elements.length);
  const pairs = elements.flatMap((from, index) => {
    progress.step(index);
    return elements.flatMap((to): Pair[] => {
      const trace = from === to ? undefined : traceBetween(facts, endpoint(from), endpoint(to), over)?.trace;
      return trace ? [{ from: from.id, to: to.id, reachable: trace.reachable, disposition: trace.disposition }] : [];
    });
  });
  progress.end();
  return pairs;
}

function hasAddress({ network }: Element): boolean {
  return network.addresses.length > 0 || network.interfaces.some(({ address }) => address !== undefined);
}

function endpoint({ id, origin }: Element): Endpoint {
  return { type: 'ids', ids: [id], text: id, origin };
}

function asMatrixJson(pairs: readonly Pair[], over: PortMatch): string {
  return asJson({ version: 1, over: overJson(over), pairs });
}

function asText(pairs: readonly Pair[]): string {
  const rows = pairs.map(({ from, to, disposition }) => [from, '→', to, say(`cli.disposition.${disposition}`)]);
  return rows.length === 0 ? `${say('cli.matrix.none')}\n` : `${table(rows, '').join('\n')}\n`;
}

/** RFC 4180, but lines end with LF as those of the other formats. */
function asCsv(pairs: readonly Pair[]): string {
  const rows = pairs.map(({ from, to, reachable, disposition }) => [from, to, String(reachable), disposition]);
  return [['from', 'to', 'reachable', 'disposition'], ...rows].map((row) => `${row.map(cell).join(',')}\n`).join('');
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
