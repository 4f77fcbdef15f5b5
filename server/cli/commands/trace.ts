/** `lintel trace`: can one end open a connection to another, and by which lines is that so. */
import type { Carriage, Hop, Trace } from '#language/facts/network/index.js';
import { endpointElements, flowDials, traceBetween } from '#language/facts/network/index.js';
import type { Facts } from '#language/facts/query.js';
import { text, word } from '#language/messages/word.js';
import type { Endpoint, Model, PortMatch } from '#language/model/model.js';
import type { Origin } from '#language/model/origin.js';
import { fromPath } from '#language/model/uri.js';
import type { AddCommand, Context } from '../context.js';
import { formatOption } from '../context.js';
import { endpointOf } from '../endpoints.js';
import { EXIT, Fault } from '../fault.js';
import { givenFile } from '../inputs.js';
import { noteIfBroken } from '../notes.js';
import { Places } from '../places.js';
import { overJson, portOver } from '../ports.js';
import { asJson } from '../reporters/json.js';
import { say } from '../say.js';
import { analyseOne, openProject } from '../session.js';
import { table } from '../table.js';
import { harmless } from '../terminal-text.js';

interface Options { over?: string; format: 'text' | 'json' }

export const addTrace: AddCommand = (program, context) => {
  program.command('trace').description(say('cli.trace'))
    .argument('<file>', say('cli.argument.file'))
    .argument('<from>', say('cli.argument.from'))
    .argument('<to>', say('cli.argument.to'))
    .option('--over <port>', say('cli.option.over'))
    .addOption(formatOption(['text', 'json']))
    .action((file: string, from: string, to: string, options: Options) => trace(file, from, to, options, context));
};

/** What the hops are told with. */
interface Paper { model: Model; place(origin: Origin): string }

interface Question { from: string; to: string; over: PortMatch }

function trace(file: string, fromName: string, toName: string, options: Options, { world, end }: Context): void {
  const given = givenFile(file, world);
  const analysis = analyseOne(openProject([given]), given);
  noteIfBroken(analysis, given, world);
  const { facts, model } = analysis;
  const over = portOver(options.over, model);
  const from = endpointOf(facts, fromName, given);
  const to = endpointOf(facts, toName, given);
  const carriage = traceBetween(facts, from.endpoint, to.endpoint, over);
  if (!carriage) throw new Fault(text('cli.fault.nothing-there', { name: from.connects ? toName : fromName }));
  const places = new Places(fromPath(world.cwd));
  const question = { from: from.name, to: to.name, over };
  const paper: Paper = { model, place: (origin) => places.near(origin, given.uri) };
  world.stdout.write(options.format === 'json' ? traceJson(question, carriage.trace, places) : traceText(question, carriage, paper));
  const ports = options.over === undefined ? portsOf(facts, to.endpoint) : [];
  if (ports.length > 0) world.stderr.write(`${say('cli.note.ping', { to: to.name, allowed: ports, first: ports[0]! })}\n`);
  end(EXIT.clean);
}

/** Ports named in a note. */
const MOST_PORTS = 3;

/** Over which ports flows ask for the target, else those that it listens on, as they are written. */
function portsOf(facts: Facts, to: Endpoint): string[] {
  const meant = new Set(endpointElements(facts, to).map(({ element }) => element));
  const asked = Object.keys(facts.flows).flatMap((flow) => facts.ask(flowDials, flow)).flatMap((dial) => (dial.port && meant.has(dial.to) ? [dial.port] : []));
  const heard = [...meant].flatMap((id) => facts.elements[id]?.ports ?? facts.elements[id]?.defaultPorts ?? []);
  const ports = (asked.length > 0 ? asked : heard).filter(({ protocol }) => protocol !== 'icmp');
  return [...new Set(ports.map(({ text: written }) => written))].slice(0, MOST_PORTS);
}

function traceJson({ from, to, over }: Question, { reachable, disposition, hops, back, failing }: Trace, places: Places): string {
  const hop = ({ element, link, layer, action, detail, origin }: Hop): object => ({
    element, link: link ?? null, layer, action, detail: word(detail),
    file: origin === undefined ? null : places.file(origin.uri), line: origin === undefined ? null : origin.range.start.line + 1,
  });
  const ends = (failing ?? []).map(({ element, reply, text: why, origin }) => ({ element, reply, detail: word(why), file: places.file(origin.uri), line: origin.range.start.line + 1 }));
  return asJson({ version: 1, from, to, over: overJson(over), reachable, disposition, hops: hops.map(hop), back: back.map(hop), ...(ends.length > 0 ? { failing: ends } : {}) });
}

function traceText({ from, to, over }: Question, { trace: found }: Carriage, paper: Paper): string {
  const verdict = say(`cli.disposition.${found.disposition}`);
  return [
    harmless(say('cli.trace.head', { from, to, over: over.text, verdict })),
    ...leg(say('cli.trace.request'), found.hops, paper),
    ...leg(say('cli.trace.reply'), found.back, paper),
    ...(found.failing ?? []).flatMap((each) => ['', harmless(say('cli.trace.failing', { reply: each.reply ? 'yes' : 'no', place: paper.place(each.origin), message: word(each.text) }))]),
    ...(found.stop ? ['', harmless(say('cli.trace.stop', { place: paper.place(found.stop.origin), message: word(found.stop.text) }))] : []),
    '',
  ].join('\n');
}

/** A row for each hop, and one without a number for each cable between two of them. */
function leg(title: string, hops: readonly Hop[], { model, place }: Paper): string[] {
  if (hops.length === 0) return [];
  const rows = hops.flatMap((hop, index) => [
    ...cable(hop, model, place),
    [String(index + 1), hop.element, layerName(hop.layer), word(hop.detail), hop.origin ? place(hop.origin) : ''],
  ]);
  return ['', title, ...table(rows)];
}

function cable({ link: id }: Hop, model: Model, place: (origin: Origin) => string): string[][] {
  const link = id === undefined ? undefined : model.links[id];
  if (!link || link.tunnel !== undefined) return [];
  return [['', link.id, layerName(1), say('cli.trace.cable', { medium: link.medium }), place(link.origin)]];
}

function layerName(layer: number): string {
  return say('cli.trace.layer', { layer });
}
