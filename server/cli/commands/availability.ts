/** `lintel availability`: what each service rests on, and how much of the time it can be had. */
import { availabilityReport, type ServiceReport } from '#language/facts/redundancy/report.js';
import { word } from '#language/messages/word.js';
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

/** Above this the sets are too many to read, and to find. */
const HIGHEST_ORDER = 6;

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
  const { name, from, to, availability: share, bounds, downtimeMinutesPerYear, target, singlePoints, cutSets, importance, assumptions } = service;
  return {
    name, from, to, availability: share, ...(bounds ? { bounds } : {}), downtimeMinutesPerYear, target, singlePoints, cutSets,
    importance: importance.map(({ element, birnbaum, fussellVesely }) => ({ element, birnbaum, fussellVesely })),
    assumptions: assumptions.map(word),
  };
}

function servicesText(services: readonly ServiceReport[], order: number): string {
  if (services.length === 0) return `${say('cli.availability.none')}\n`;
  return services.map((service) => serviceText(service, order)).join('\n');
}

function serviceText(service: ServiceReport, order: number): string {
  const { name, from, to, singlePoints, cutSets, cutSetsComplete, importance, assumptions } = service;
  const lines = [
    figureOf(service),
    ...targetOf(service),
    singlePoints.length > 0 ? say('cli.availability.single-points', { names: singlePoints }) : say('cli.availability.no-single-points'),
    ...(cutSets.length > 0 ? [say('cli.availability.cut-sets', { order: String(order) }), ...cutSets.map((names) => `  ${say('cli.availability.cut-set', { names })}`)] : []),
    ...(cutSetsComplete ? [] : [`  ${say('cli.availability.more')}`]),
    ...(importance.length > 0 ? [say('cli.availability.importance'), ...table(importance.map(({ element, birnbaum, fussellVesely }) => [element, digits(birnbaum), fussellVesely === null ? '' : digits(fussellVesely)]))] : []),
    ...(assumptions.length > 0 ? [say('cli.availability.assumptions'), ...assumptions.map((each) => `  ${word(each)}`)] : []),
  ];
  return [harmless(say('cli.availability.head', { name, from, to })), ...lines.map((line) => `  ${harmless(line)}`), ''].join('\n');
}

function figureOf({ availability: share, bounds, downtimeMinutesPerYear }: ServiceReport): string {
  if (share !== null) return say('cli.availability.figure', { share: percent(share), minutes: (downtimeMinutesPerYear ?? 0).toFixed(1) });
  return say('cli.availability.bounds', { low: percent(bounds?.low ?? 0), high: percent(bounds?.high ?? 1) });
}

function targetOf({ availability: share, bounds, target }: ServiceReport): string[] {
  if (target === null) return [];
  const low = share ?? bounds?.low ?? 0;
  const high = share ?? bounds?.high ?? 1;
  const id = low >= target ? 'cli.availability.target-met' : high < target ? 'cli.availability.target-missed' : 'cli.availability.target-open';
  return [say(id, { target: percent(target) })];
}

/** Enough digits to tell nine nines from ten, none that say nothing. Never rounded up to a whole that it is not. */
function percent(share: number): string {
  const rounded = Number((share * 100).toPrecision(10));
  return String(share < 1 && rounded >= 100 ? 99.99999999 : rounded);
}

function digits(value: number): string {
  return value === 0 ? '0' : value >= 0.001 ? value.toFixed(4) : value.toExponential(2);
}
