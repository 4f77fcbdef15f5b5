/** `lintel availability`: what each service rests on, and how much of the time it can be had. */
import { availabilityReport, type ServiceReport } from '#language/facts/redundancy/report.js';
import { sectionsOf } from '#language/facts/redundancy/report-texts.js';
import { text, word } from '#language/messages/word.js';
import type { Text } from '#language/model/finding.js';
import type { AddCommand, Context } from '../context.js';
import { formatOption } from '../context.js';
import { EXIT } from '../fault.js';
import { givenFile } from '../inputs.js';
import { noteIfBroken } from '../notes.js';
import { asJson } from '../reporters/json.js';
import { say } from '../say.js';
import { analyseOne, openProject } from '../session.js';
import { harmless } from '../terminal-text.js';
import { table } from '../table.js';
import { wholeNumber } from '../whole-number.js';

interface Options { order: number; format: 'text' | 'json' }

/** No architecture is out only when more parts than this are down at once and still asked about; how many sets are listed is bounded apart. */
const HIGHEST_ORDER = 100;

export const addAvailability: AddCommand = (program, context) => {
  program.command('availability').description(say('cli.availability'))
    .argument('<file>', say('cli.argument.file'))
    .option('--order <n>', say('cli.availability.order'), (value) => wholeNumber(value, 1, HIGHEST_ORDER), 2)
    .addOption(formatOption(['text', 'json']))
    .action((file: string, options: Options) => availability(file, options, context));
};

function availability(file: string, { order, format }: Options, { world, end }: Context): void {
  const given = givenFile(file, world);
  const analysis = analyseOne(openProject([given]), given);
  noteIfBroken(analysis, given, world);
  const services = availabilityReport(analysis.facts, order);
  world.stdout.write(format === 'json' ? asJson({ version: 1, services: services.map(serviceJson) }) : servicesText(services, order));
  end(EXIT.clean);
}

function serviceJson(service: ServiceReport): object {
  const { name, from, to, availability: share, bounds, downtimeMinutesPerYear, target, singlePoints, cutSets, importance, planned, assumptions } = service;
  return {
    name, from, to, availability: share, ...(bounds ? { bounds } : {}), downtimeMinutesPerYear, target, singlePoints, cutSets,
    importance: importance.map(({ element, birnbaum, fussellVesely }) => ({ element, birnbaum, fussellVesely })),
    planned, assumptions: assumptions.map(word),
  };
}

function servicesText(services: readonly ServiceReport[], order: number): string {
  if (services.length === 0) return `${say('cli.availability.none')}\n`;
  return services.map((service) => serviceText(service, order)).join('\n');
}

function serviceText(service: ServiceReport, order: number): string {
  const { name, from, to } = service;
  const lines = sectionsOf(service, order).flatMap(({ title, table: rows, lines: each }) => {
    const indent = title ? '    ' : '  ';
    return [
      ...(title ? [`  ${worded(title)}`] : []),
      ...(rows ? table(rows.map((row) => row.map(worded)), indent) : []),
      ...each.map((line) => indent + worded(line)),
    ];
  });
  return [worded(text('cli.availability.head', { name, from, to })), ...lines, ''].join('\n');
}

/** A table makes its cells harmless itself; doing so twice changes nothing. */
function worded(each: Text | string): string {
  return harmless(typeof each === 'string' ? each : word(each));
}
