/** Intent and behaviour: expectations, sequences, scenarios, jobs and views. */
import type { AstNode } from 'langium';
import type * as ast from '../generated/ast.js';
import type {
  Endpoint, Expectation, ExpectationBody, Figure, Id, Job, Load, Scenario, ScenarioEvent, Stage, Subject, View,
} from '../../model/model.js';
import { memberElements } from '../../model/queries.js';
import type { ValueType } from '../../model/values.js';
import type { ArchDocument } from '../document.js';
import { origin, propertyRange, writtenText } from '../written.js';
import { optional } from './catalogue.js';
import { cut } from './cycles.js';
import type { Lowering } from './context.js';
import type { Draft } from './draft.js';
import { endpoint, endpoints, named } from './endpoints.js';
import { metadataOf } from './metadata.js';
import { nearest } from './nearest.js';
import { resolve, type Wanted } from './names.js';
import { recordedIn } from './recorded.js';
import { amount, badQuantity, distribution, integer, literalValue, portList } from './values.js';

interface Place {
  document: ArchDocument;
  scope: Draft;
}

const FIGURES: Record<string, { figure: Figure; types: ValueType[]; percentile?: number }> = {
  availability: { figure: 'availability', types: ['share'] },
  errors: { figure: 'errors', types: ['share', 'number'] },
  throughput: { figure: 'throughput', types: ['rate', 'bandwidth'] },
  share: { figure: 'share', types: ['share'] },
  utilisation: { figure: 'utilisation', types: ['share'] },
  downtime: { figure: 'downtime', types: ['duration'] },
  failover: { figure: 'failover', types: ['duration'] },
  'data-loss': { figure: 'data-loss', types: ['duration', 'size'] },
  queue: { figure: 'queue', types: ['number'] },
  refused: { figure: 'refused', types: ['number', 'share'] },
  completion: { figure: 'completion', types: ['duration'] },
};

const FIGURE_WORDS = [...Object.keys(FIGURES), 'p50', 'p95', 'p99'];

function figureOf(word: string): (typeof FIGURES)[string] | undefined {
  // p5, p50, p99; p999 and p9999 are the 99.9th and the 99.99th.
  const percentile = /^p(?:0?([1-9])|([1-9]\d)|(9\d+))$/.exec(word);
  if (percentile) return { figure: 'percentile', types: ['duration'], percentile: Number(`0.${percentile[1] ? `0${percentile[1]}` : percentile[2] ?? percentile[3]}`) };
  return Object.hasOwn(FIGURES, word) ? FIGURES[word] : undefined;
}

// -------------------------------------------------------------------------------------------------- expectations

export function expectation(lowering: Lowering, node: ast.Expect, place: Place, scenario?: string): Expectation | undefined {
  const body = node.says && expectationBody(lowering, node.says, place);
  if (!body) return undefined;
  return { text: writtenText(node).replace(/^expect /u, ''), body, ...optional('scenario', scenario), origin: origin(place.document, node) };
}

function expectationBody(lowering: Lowering, node: ast.ExpectBody, place: Place): ExpectationBody | undefined {
  const { document, scope } = place;
  switch (node.$type) {
    case 'ExpectNoSinglePoint': {
      const about = subject(lowering, node.subject, place);
      return about && { type: 'no-single-point', subject: about };
    }
    case 'ExpectNoFlow': {
      const from = tagOrEndpoint(lowering, node.source, place);
      const to = tagOrEndpoint(lowering, node.target, place);
      const except = portList(lowering, document, node, 'ports', node.ports);
      return from && to && { type: 'no-flow', from, to, ...optional('except', except) };
    }
    case 'ExpectFigure': return expectFigure(lowering, node, place);
    case 'ExpectSurvives': {
      const about = subject(lowering, node.subject, place);
      const count = integer(lowering, document, node, 'count', node.count, 1);
      const kind = isLinkWord(lowering, node.kind) ? 'link' : unitName(lowering, document, node, node.kind);
      return about && count !== undefined && kind !== undefined ? { type: 'survives', subject: about, count, kind } : undefined;
    }
    case 'ExpectSpread': {
      const about = subject(lowering, node.subject, place);
      const over = unitName(lowering, document, node, node.kind);
      return about && over !== undefined ? { type: 'spread', subject: about, over } : undefined;
    }
    case 'ExpectHas': {
      const about = subject(lowering, node.subject, place);
      const declared = Object.values(lowering.model.kinds).some((kind) => Object.hasOwn(kind.attributes, node.property));
      if (declared) lowering.reference('attribute', node.property, document, propertyRange(node, 'property'));
      return about && { type: 'has', subject: about, property: node.property };
    }
    case 'ExpectReach': {
      const from = source(lowering, node.subject, place);
      const to = endpoints(lowering, document, node.to, scope);
      const ports = portList(lowering, document, node, 'ports', node.ports);
      if (!from || to.length === 0 || ports?.length === 0) return undefined;
      return { type: 'reach', from, to, ...optional('ports', ports), negated: node.verb === 'cannot', transitively: node.transitively };
    }
    case 'ExpectPasses': {
      const from = source(lowering, node.subject, place);
      const to = endpoints(lowering, document, node.to, scope);
      const through = named(lowering, document, node, 'through', [node.through], scope).map((each) => each.id);
      if (!from || to.length === 0 || through.length === 0) return undefined;
      return { type: 'passes', from, to, through, transitively: node.transitively };
    }
    default: return undefined;
  }
}

function expectFigure(lowering: Lowering, node: ast.ExpectFigure, place: Place): ExpectationBody | undefined {
  const { document } = place;
  const known = figureOf(node.figure);
  if (!known) {
    lowering.problemAt(document, node, 'figure', { type: 'unknown-word', word: node.figure, on: 'figure', candidates: nearest(node.figure, FIGURE_WORDS), choices: FIGURE_WORDS });
    return undefined;
  }
  const about = subject(lowering, node.subject, place);
  // A half-typed line may end before its value.
  if (!about || !(node.value as ast.Literal | undefined)) return undefined;
  const type = valueTypeOf(node.value, known.types);
  if (!type) {
    lowering.problemAt(document, node.value, undefined, badQuantity(node.value.text, known.types[0]!));
    return undefined;
  }
  const value = literalValue(lowering, document, node.value, type);
  return value && { type: 'figure', figure: known.figure, ...optional('percentile', known.percentile), subject: about, comparator: node.comparator, value };
}

function valueTypeOf(literal: ast.Literal, types: readonly ValueType[]): ValueType | undefined {
  const text = literal.text;
  return types.find((type) => {
    if (type === 'number') return /^\d+(\.\d+)?$/.test(text);
    if (type === 'share') return text.endsWith('%');
    if (type === 'rate') return text.includes('/');
    if (type === 'bandwidth') return text.endsWith('bps');
    if (type === 'size') return /B$/.test(text) && !text.endsWith('bps');
    return /^\d+(\.\d+)?(ns|us|µs|ms|s|min|m|h|d|w|y)$/.test(text);
  });
}

/** Links are no kind, but may be lost like elements: `any 2 links`. */
function isLinkWord(lowering: Lowering, word: string | undefined): boolean {
  return word !== undefined && /^links?$/u.test(word) && !Object.hasOwn(lowering.model.kinds, word);
}

/** What fails as one and is no kind: a machine of whatever kind, a supply of power. */
const UNITS_OF_FAILURE: Record<string, string> = { host: 'host', hosts: 'host', machine: 'host', machines: 'host', power: 'power', supply: 'power', supplies: 'power' };

function unitName(lowering: Lowering, document: ArchDocument, node: AstNode, word: string | undefined): string | undefined {
  const { kinds, software } = lowering.model;
  const unit = word !== undefined && !Object.hasOwn(kinds, word) && !Object.hasOwn(software, word) && Object.hasOwn(UNITS_OF_FAILURE, word) ? UNITS_OF_FAILURE[word] : undefined;
  return unit ?? kindName(lowering, document, node, 'kind', word);
}

/** A kind by its name; the plural in -s is understood (`racks`, `servers`). */
function kindName(lowering: Lowering, document: ArchDocument, node: AstNode, property: string, word: string | undefined): string | undefined {
  if (word === undefined) return undefined;
  for (const name of [word, word.replace(/s$/u, ''), word.replace(/es$/u, ''), word.replace(/ies$/u, 'y')]) {
    if (Object.hasOwn(lowering.model.kinds, name) || Object.hasOwn(lowering.model.software, name)) {
      const at = propertyRange(node, property);
      lowering.reference(Object.hasOwn(lowering.model.kinds, name) ? 'kind' : 'software', name, document, at);
      return name;
    }
  }
  lowering.problemAt(document, node, property, { type: 'unknown-name', name: word, target: 'kind', candidates: nearest(word, Object.keys(lowering.model.kinds)) });
  return undefined;
}

const PARTS: readonly Wanted[] = ['element', 'group'];

function subject(lowering: Lowering, node: ast.Subject | undefined, { document, scope }: Place): Subject | undefined {
  if (!node) return undefined;
  const at = origin(document, node);
  const text = writtenText(node);
  if (node.$type === 'EverySubject') {
    const general = ['flow', 'service', 'link', 'group', 'element'].find((each) => node.kind === each || node.kind === `${each}s`);
    const kind = general ?? kindName(lowering, document, node, 'kind', node.kind);
    if (kind === undefined) return undefined;
    const place = node.place === undefined ? undefined : named(lowering, document, node, 'place', [node.place], scope)[0]?.id;
    // A standard of a place that is not there would speak of everything.
    if (node.place !== undefined && place === undefined) return undefined;
    return { type: 'every', kind, ...optional('tag', node.tag), ...optional('place', place), text, origin: at };
  }
  if (node.$type === 'LabelSubject') {
    const ids = labelled(lowering, node.label);
    if (ids.length === 1) return { type: 'named', ids, text, origin: at };
    if (ids.length > 1) lowering.report({ type: 'ambiguous-name', name: node.label, candidates: ids.map((id) => ({ id, origin: lowering.model.flows[id]?.origin ?? at })), origin: at });
    else lowering.report({ type: 'unknown-name', name: node.label, target: 'flow', candidates: nearest(node.label, Object.values(lowering.model.flows).flatMap((flow) => flow.label ?? [])), origin: at });
    return undefined;
  }
  const path = node.endpoint?.path;
  if (path === undefined) {
    if (node.endpoint) lowering.report({ type: 'wrong-kind', name: writtenText(node), found: 'address', wanted: 'element', context: 'expect', origin: at });
    return undefined;
  }
  const direct = flowLinkOrJob(lowering, path, document, node.endpoint!);
  if (direct !== undefined) return { type: 'named', ids: [direct], text, origin: at };
  const found = resolve(lowering, path, { document, node: node.endpoint!, property: 'path', scope }, PARTS);
  return found && { type: 'named', ids: [...new Set(found.map((each) => each.id))], text, origin: at };
}

/** Flows, links and jobs by their name. */
function flowLinkOrJob(lowering: Lowering, path: string, document: ArchDocument, node: AstNode): Id | undefined {
  const name = path.normalize('NFC');
  const { flows, links, jobs } = lowering.model;
  const target = flows[name]?.name ? 'flow' as const : links[name]?.name ? 'link' as const : jobs.some((job) => job.name === name) ? 'job' as const : undefined;
  if (!target) return undefined;
  lowering.reference(target, name, document, propertyRange(node, 'path'));
  return name;
}

function labelled(lowering: Lowering, label: string): Id[] {
  const { flows, elements, groups } = lowering.model;
  const byLabel = Object.values(flows).filter((flow) => flow.label === label).map((flow) => flow.id);
  if (byLabel.length > 0) return byLabel;
  return [...Object.values(groups), ...Object.values(elements)].filter((each) => each.label === label && !('instance' in each && each.instance)).map((each) => each.id);
}

function source(lowering: Lowering, node: ast.Subject | undefined, place: Place): Subject | Endpoint | undefined {
  if (node?.$type === 'EndpointSubject') return node.endpoint && endpoint(lowering, place.document, node.endpoint, place.scope);
  return subject(lowering, node, place);
}

function tagOrEndpoint(lowering: Lowering, node: ast.TagOrEndpoint | undefined, { document, scope }: Place): Endpoint | undefined {
  if (!node) return undefined;
  if (node.$type === 'TagEndpoint') return { type: 'tag', tag: node.tag, text: `tag ${node.tag}`, origin: origin(document, node) };
  return endpoint(lowering, document, node, scope);
}

// ---------------------------------------------------------------------------------------------------- sequences

export function sequence(lowering: Lowering, node: ast.Sequence, place: Place): void {
  lowering.model.sequences.push({
    title: node.title ?? '',
    steps: (node.body?.steps ?? []).flatMap((step) => {
      const from = step.from && endpoint(lowering, place.document, step.from, place.scope);
      const to = step.to && endpoint(lowering, place.document, step.to, place.scope);
      return from && to ? [{ from, to, reply: step.direction === '<-', ...optional('text', step.text), origin: origin(place.document, step) }] : [];
    }),
    origin: origin(place.document, node),
  });
}

// ---------------------------------------------------------------------------------------------------- scenarios

/** More tell nothing that a thousand do not. */
const MOST_REPLICATIONS = 1000;

const SCENARIO_WORDS = { seed: 'number', warmup: 'duration', owner: 'string', doc: 'string', replications: 'number' } as const;

export function scenario(lowering: Lowering, node: ast.Scenario, place: Place): void {
  const { document } = place;
  const result: Scenario = { title: node.title ?? '', loads: [], events: [], metadata: metadataOf(node.body?.statements.map((each) => ({ node: each })) ?? []), origin: origin(document, node) };
  // Jobs first: expectations name them.
  for (const each of node.body?.statements ?? []) {
    const found = each.$type === 'Job' ? each : each.$type === 'Event' && each.action?.$type === 'JobEvent' ? each.action.job : undefined;
    if (found) job(lowering, found, place, result.title);
  }
  for (const each of node.body?.statements ?? []) {
    switch (each.$type) {
      case 'Load': result.loads.push(...loadOf(lowering, each, place)); break;
      case 'Event': event(lowering, each, place, result); break;
      case 'Expect': {
        const found = expectation(lowering, each, place, result.title);
        if (found) lowering.model.expectations.push(found);
        break;
      }
      case 'Job': result.events.push({ at: 0, action: 'job', targets: [], job: each.name, origin: origin(document, each) }); break;
      case 'DurationStatement': {
        const time = distribution(lowering, document, each.time);
        if (time?.type === 'constant') result.duration = time.value;
        break;
      }
      case 'AttributeStatement': {
        const key = each.key as keyof typeof SCENARIO_WORDS;
        if (!Object.hasOwn(SCENARIO_WORDS, key)) {
          lowering.problemAt(document, each, 'key', { type: 'unknown-word', word: key, on: 'scenario', candidates: nearest(key, [...Object.keys(SCENARIO_WORDS), 'load', 'at', 'expect', 'job', 'duration']) });
          break;
        }
        const value = literalValue(lowering, document, each.value, SCENARIO_WORDS[key]);
        if (value && key === 'seed') result.seed = value.value as number;
        else if (value && key === 'warmup') result.warmup = value.value as number;
        else if (value && key === 'replications' && (value.value as number) >= 2) result.replications = Math.min(MOST_REPLICATIONS, Math.floor(value.value as number));
        break;
      }
      default: break;
    }
  }
  lowering.model.scenarios.push(result);
}

function loadOf(lowering: Lowering, node: ast.Load, place: Place): Load[] {
  const { document } = place;
  const ends = loadEnds(lowering, node, place);
  if (!ends) return [];
  const rate = amount(lowering, document, node, 'rate', node.rate, 'rate');
  const users = integer(lowering, document, node, 'users', node.users, 1);
  const burst = burstOf(lowering, node, document);
  const recorded = momentsOf(lowering, node, document);
  if (rate === undefined && users === undefined && burst === undefined && recorded === undefined) return [];
  return [{
    ...ends, ...optional('rate', rate), ...optional('burst', burst), ...optional('recorded', recorded),
    ...optional('ramp', amount(lowering, document, node, 'ramp', node.ramp, 'rate')), ...optional('steps', stepsOf(lowering, node, document)), ...optional('users', users),
    ...optional('think', node.think && distribution(lowering, document, node.think)),
    steady: node.steady.length > 0,
    // What was recorded ends with its last moment.
    ...optional('duration', amount(lowering, document, node, 'for', node.for[0], 'duration') ?? recorded?.at(-1)),
    ...optional('size', amount(lowering, document, node, 'size', node.size[0], 'size')),
    origin: origin(document, node),
  }];
}

function burstOf(lowering: Lowering, node: ast.Load, document: ArchDocument): Load['burst'] {
  const count = integer(lowering, document, node, 'burst', node.burst, 1);
  const every = amount(lowering, document, node, 'every', node.every, 'duration');
  return count === undefined || every === undefined || every <= 0 ? undefined : { count, every };
}

/** Moments of a record, in order, whatever order they were written in. */
function momentsOf(lowering: Lowering, node: ast.Load, document: ArchDocument): number[] | undefined {
  const found = node.file === undefined ? node.moments.flatMap((moment, index) => amount(lowering, document, node, 'moments', moment, 'duration', index) ?? []) : recordedIn(lowering, document, node, node.file);
  return found && found.length > 0 ? [...found].sort((a, b) => a - b) : undefined;
}

/** The first rate is one of them. */
function stepsOf(lowering: Lowering, node: ast.Load, document: ArchDocument): Load['steps'] {
  const each = amount(lowering, document, node, 'each', node.each, 'duration');
  if (each === undefined || each <= 0 || node.steps.length === 0) return undefined;
  const first = amount(lowering, document, node, 'rate', node.rate, 'rate');
  const more = node.steps.flatMap((step, index) => amount(lowering, document, node, 'steps', step, 'rate', index) ?? []);
  return { rates: [first ?? 0, ...more], each };
}

function loadEnds(lowering: Lowering, node: ast.Load, { document, scope }: Place): Pick<Load, 'flow' | 'from' | 'to'> | undefined {
  if (node.label !== undefined) {
    const flow = Object.values(lowering.model.flows).filter((each) => each.label === node.label);
    if (flow.length === 1) return { flow: flow[0]!.id };
    lowering.problemAt(document, node, 'label', { type: 'unknown-name', name: node.label, target: 'flow', candidates: nearest(node.label, Object.values(lowering.model.flows).flatMap((each) => each.label ?? [])) });
    return undefined;
  }
  if (!node.from) return undefined;
  if (node.to) {
    const from = endpoint(lowering, document, node.from, scope);
    const to = endpoint(lowering, document, node.to, scope);
    return from && to && { from, to };
  }
  const flow = node.from.path === undefined ? undefined : flowLinkOrJob(lowering, node.from.path, document, node.from);
  if (flow !== undefined && lowering.model.flows[flow]) return { flow };
  const candidates = nearest(node.from.path ?? '', Object.values(lowering.model.flows).flatMap((each) => each.name ?? []));
  lowering.problemAt(document, node.from, undefined, { type: 'unknown-name', name: writtenText(node.from), target: 'flow', candidates });
  return undefined;
}

function event(lowering: Lowering, node: ast.Event, place: Place, into: Scenario): void {
  const { document } = place;
  const at = amount(lowering, document, node, 'at', node.at, 'duration');
  const action = node.action;
  if (at === undefined || !action) return;
  const base = { at, origin: origin(document, node) };
  const targets = (list: readonly ast.EventTarget[]): Id[] => list.flatMap((each) => eventTarget(lowering, each, place));
  const add = (found: ScenarioEvent): void => void into.events.push(found);
  switch (action.$type) {
    case 'TargetEvent': add({ ...base, action: action.action, targets: targets(action.targets) }); break;
    case 'SlowEvent': add({ ...base, action: 'slow', targets: targets(action.targets), ...optional('factor', Number(action.factor)) }); break;
    case 'CutEvent': add({ ...base, action: 'cut', targets: targets(action.targets) }); break;
    case 'FlapEvent':
      add({ ...base, action: 'flap', targets: targets(action.targets), ...optional('every', amount(lowering, document, action, 'every', action.every, 'duration')), ...optional('duration', amount(lowering, document, action, 'for', action.for, 'duration')) });
      break;
    case 'RestartEvent': add({ ...base, action: 'restart', targets: targets(action.targets), ...optional('every', amount(lowering, document, action, 'each', action.each, 'duration')) }); break;
    case 'WearEvent': add({ ...base, action: 'wear', targets: targets(action.targets) }); break;
    case 'PartitionEvent': add({ ...base, action: 'partition', targets: targets(action.targets), from: targets(action.others) }); break;
    case 'ChaosEvent': add({ ...base, action: 'chaos', targets: [] }); break;
    case 'JobEvent': add({ ...base, action: 'job', targets: [], job: action.job.name }); break;
    case 'LoadEvent': for (const load of loadOf(lowering, action.load, place)) add({ ...base, action: 'load', targets: [], load }); break;
  }
}

function eventTarget(lowering: Lowering, node: ast.EventTarget, { document, scope }: Place): Id[] {
  if (node.path === undefined) return [];
  if (node.other !== undefined) {
    const ends = (property: string, path: string): Id[] => named(lowering, document, node, property, [path], scope).flatMap((each) => memberElements(lowering.model, each.id));
    const a = ends('path', node.path);
    const b = ends('other', node.other);
    const found = Object.values(lowering.model.links).filter((link) => (a.includes(link.a.element) && b.includes(link.b.element)) || (a.includes(link.b.element) && b.includes(link.a.element)));
    if (found.length === 0 && a.length > 0 && b.length > 0) lowering.problemAt(document, node, undefined, { type: 'unknown-name', name: writtenText(node), target: 'link', candidates: [] });
    return found.map((link) => link.id);
  }
  const link = lowering.model.links[node.path.normalize('NFC')];
  if (link?.name) {
    lowering.reference('link', link.id, document, propertyRange(node, 'path'));
    // A counted end makes several links of one written one.
    return Object.values(lowering.model.links).filter((each) => each.name === link.name).map((each) => each.id);
  }
  return named(lowering, document, node, 'path', [node.path], scope).map((each) => each.id);
}

// --------------------------------------------------------------------------------------------------------- jobs

const STAGE_WORDS = { tasks: 'number', memory: 'size', vcores: 'number' } as const;

export function job(lowering: Lowering, node: ast.Job, { document, scope }: Place, scenarioTitle?: string): void {
  const on = node.group === undefined ? undefined : named(lowering, document, node, 'group', [node.group], scope)[0]?.id;
  if (on === undefined || !node.name) return;
  const at = origin(document, node, propertyRange(node, 'name'));
  lowering.reference('job', node.name, document, at.range, true);
  const stages = (node.body?.statements ?? []).flatMap((each) => each.$type === 'Stage' ? [stage(lowering, each, document, node.name)] : []);
  const names = new Set(stages.map((each) => each.name));
  for (const each of node.body?.statements ?? []) {
    if (each.$type !== 'Stage') continue;
    each.after.forEach((name, index) => {
      if (names.has(name)) lowering.reference('stage', `${node.name}.${name}`, document, propertyRange(each, 'after', index));
      else lowering.problemAt(document, each, 'after', { type: 'unknown-name', name, target: 'stage', candidates: nearest(name, names) }, index);
    });
  }
  cutCircles(lowering, node, document, stages);
  const queue = (node.body?.statements ?? []).flatMap((each) => each.$type === 'QueueStatement' ? queueOf(lowering, each, document, scope) : []);
  const result: Job = { id: node.name, name: node.name, ...optional('label', node.label), on, ...(queue.length > 0 ? { queue } : {}), stages, ...optional('scenario', scenarioTitle), origin: at };
  lowering.model.jobs.push(result);
}

/** Stages that wait for each other would wait for ever: what closes a circle is left out. */
function cutCircles(lowering: Lowering, node: ast.Job, document: ArchDocument, stages: Stage[]): void {
  const byName = new Map(stages.map((each) => [each.name, each]));
  const nodes = (node.body?.statements ?? []).filter((each) => each.$type === 'Stage');
  cut([...byName.keys()], (name) => byName.get(name)?.after.filter((each) => byName.has(each)) ?? [], (path) => {
    const last = byName.get(path.at(-1)!)!;
    const written = nodes[stages.indexOf(last)]!;
    const named = path.map((name) => ({ name, origin: byName.get(name)!.origin }));
    lowering.problemAt(document, written, 'after', { type: 'cycle', what: 'stage', path: named }, written.after.indexOf(path[0]!));
    last.after = last.after.filter((each) => each !== path[0]);
  });
}

/** A queue that holds no others: those that do take no jobs themselves. */
function queueOf(lowering: Lowering, node: ast.QueueStatement, document: ArchDocument, scope: Draft): Id[] {
  const found = named(lowering, document, node, 'queue', node.queue === undefined ? [] : [node.queue], scope, ['element']);
  const isQueue = ({ kind }: Draft): boolean => kind !== undefined && lowering.model.kinds[kind]?.ancestors.includes(YARN_QUEUE) === true;
  return found.flatMap(({ id, draft }) => {
    const holds = isQueue(draft) && draft.order.some(isQueue);
    if (isQueue(draft) && !holds) return [id];
    const wanted = holds ? 'leaf' : 'queue';
    lowering.problemAt(document, node, 'queue', { type: 'wrong-kind', name: node.queue, found: draft.kind ?? 'element', wanted, context: 'queue' });
    return [];
  });
}

const YARN_QUEUE = 'yarn-queue';

function stage(lowering: Lowering, node: ast.Stage, document: ArchDocument, jobName: string): Stage {
  if (node.name) lowering.reference('stage', `${jobName}.${node.name}`, document, propertyRange(node, 'name'), true);
  const result: Stage = { name: node.name, after: [...node.after], tasks: 1, origin: origin(document, node, propertyRange(node, 'name')) };
  for (const each of node.body?.statements ?? []) {
    if (each.$type === 'DurationStatement') Object.assign(result, optional('duration', distribution(lowering, document, each.time)));
    else if (Object.hasOwn(STAGE_WORDS, each.key)) {
      const value = literalValue(lowering, document, each.value, STAGE_WORDS[each.key as keyof typeof STAGE_WORDS]);
      if (value) Object.assign(result, { [each.key]: value.value });
    } else lowering.problemAt(document, each, 'key', { type: 'unknown-word', word: each.key, on: 'stage', candidates: nearest(each.key, [...Object.keys(STAGE_WORDS), 'duration']) });
  }
  return result;
}

// -------------------------------------------------------------------------------------------------------- views

const DIRECTIONS = ['right', 'down', 'left', 'up'] as const;

export function view(lowering: Lowering, node: ast.View, { document, scope }: Place): void {
  if (!node.name) return;
  const result: View = {
    name: node.name, ...optional('label', node.label), show: [], collapse: [], hide: { ids: [], tags: [] }, highlight: { ids: [], tags: [] },
    near: [], rank: [], origin: origin(document, node, propertyRange(node, 'name')),
  };
  lowering.reference('view', node.name, document, result.origin.range, true);
  const ids = (statement: AstNode, property: string, paths: readonly string[]): Id[] => named(lowering, document, statement, property, paths, scope).map((each) => each.id);
  for (const each of node.body?.statements ?? []) {
    switch (each.$type) {
      case 'ViewShow': result.show.push({ what: each.what, of: ids(each, 'paths', each.paths) }); break;
      case 'ViewCollapse': result.collapse.push(...ids(each, 'paths', each.paths)); break;
      case 'ViewHide': result.hide.tags.push(...each.tags); result.hide.ids.push(...ids(each, 'paths', each.paths)); break;
      case 'ViewHighlight': result.highlight.tags.push(...each.tags); result.highlight.ids.push(...ids(each, 'paths', each.paths)); break;
      case 'ViewDirection': {
        const direction = DIRECTIONS.find((known) => known === each.direction);
        if (direction) result.direction = direction;
        else lowering.problemAt(document, each, 'direction', { type: 'unknown-word', word: each.direction, on: 'direction', candidates: nearest(each.direction, DIRECTIONS), choices: DIRECTIONS });
        break;
      }
      case 'ViewNear': {
        const a = ids(each, 'a', [each.a])[0];
        const b = ids(each, 'b', [each.b])[0];
        if (a !== undefined && b !== undefined) result.near.push({ a, b });
        break;
      }
      case 'ViewRank': result.rank.push({ ids: ids(each, 'paths', each.paths) }); break;
    }
  }
  lowering.model.views.push(result);
}

