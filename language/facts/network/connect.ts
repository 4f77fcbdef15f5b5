/**
 * One connection: which packets it consists of (families, addresses, ports), whether each is carried and answered, and
 * every way that carries it.
 */
import type { Id } from '../../model/model.js';
import type { Family } from '../../model/ip.js';
import { text } from '../../messages/word.js';
import type { Facts } from '../query.js';
import { attempt, type Attempt } from './attempt.js';
import { candidatesOf, commonFamilies, sourceParties, type Candidates, type ConnectSettings } from './candidates.js';
import { overFabric, prefersFabric } from './fabric.js';
import { oneSidedFilters } from './one-sided.js';
import { interfaces } from './interfaces.js';
import { layerOfStop } from './osi.js';
import { EPHEMERAL_PORT, partyOf, type Packet, type Party } from './packet.js';
import { ownAddresses, silentParty } from './parties.js';
import { passedElements, pathGraph } from './path-graph.js';
import { anyPort, isWholeTransport, portClasses, portsAllowedBy, translatedPorts, type DialledPort } from './port-classes.js';
import { partName } from './short-name.js';
import { sourceKinds } from './source-kinds.js';
import { preferredSources } from './source-selection.js';
import { stations } from './stations.js';
import type { Carriage, Dial, PathGraph, Trace } from './types.js';

export type Connection = Omit<Carriage, 'dial'>;

export function connect(facts: Facts, dial: Dial, settings: ConnectSettings): Connection {
  const byId = facts.ask(stations);
  if (byId.of(dial.from) === byId.of(dial.to) && dial.toAddress === undefined) return overPorts(facts, dial, settings, (port) => local(facts, dial, port));
  const blocks = prefersFabric(facts, dial) ? overFabric(facts, dial) : undefined;
  if (blocks) return blocks;
  const found = overNetwork(facts, dial, settings);
  return found.trace.reachable ? found : overFabric(facts, dial) ?? found;
}

function overNetwork(facts: Facts, dial: Dial, settings: ConnectSettings): Connection {
  return uncabled(facts, dial) ?? overPorts(facts, dial, settings, (port) => overFamilies(facts, dial, port, settings));
}

function overPorts(facts: Facts, dial: Dial, settings: ConnectSettings, over: (port: DialledPort) => Connection): Connection {
  if (dial.port === undefined || (dial.port.low !== dial.port.high && (settings.ports === 'any' || isWholeTransport(dial.port)))) {
    const whole = dial.port;
    const ports = whole === undefined ? anyPort(facts).slice(0, 3) : portClasses(facts, whole).slice(0, 2);
    const fits = (port: DialledPort): boolean => whole === undefined
      || (port.protocol === whole.protocol && whole.low <= port.port && port.port <= whole.high);
    return someOf(facts, ports, fits, over);
  }
  const ports = portClasses(facts, dial.port);
  let best: Connection | undefined;
  for (const port of ports) {
    const made = over(port);
    if (!made.trace.reachable) return made;
    best = best ? withFailuresOf(best, made) : made;
  }
  return best!;
}

/** Some port: those that no rule names first, then what the filters that refused would allow. */
function someOf(facts: Facts, first: DialledPort[], fits: (port: DialledPort) => boolean, over: (port: DialledPort) => Connection): Connection {
  const tried = new Set<string>();
  const pending = first.filter(fits);
  let refused: Connection | undefined;
  while (pending.length > 0) {
    const port = pending.shift()!;
    const key = `${port.protocol}/${port.port}`;
    if (tried.has(key)) continue;
    tried.add(key);
    const made = over(port);
    if (made.trace.reachable) return made;
    refused ??= made;
    const { stop } = made.trace;
    if (stop?.judged) pending.push(...portsAllowedBy(facts, stop.judged.id, stop.judged.block).filter(fits));
    else if (stop?.reason === 'not-listening') pending.push(...(facts.elements[stop.element]?.ports ?? []).map((each) => ({ protocol: each.protocol, port: each.low })).filter(fits));
    else if (stop?.reason === 'no-route' || stop?.reason === 'not-on-the-internet' || stop?.reason === 'no-neighbour') {
      // Only translated ports may lead on.
      pending.push(...facts.ask(translatedPorts).filter(fits));
    }
  }
  return refused!;
}

/** Within one machine: only blocks of what runs there judge, and only what comes from outside of them. */
function local(facts: Facts, dial: Dial, port: DialledPort): Connection {
  const station = facts.ask(stations).of(dial.from);
  const [own] = ownAddresses(facts, station);
  const party: Party = own ? partyOf(own.ip) : { station };
  const packet: Packet = { from: party, to: party, protocol: port.protocol, fromPort: port.protocol === 'icmp' ? 0 : EPHEMERAL_PORT, toPort: port.port };
  const made = attempt(facts, { dial, packet, without: new Set(), anyone: false, checkListening: dial.port !== undefined });
  if (!made.reachable) return { trace: { disposition: made.disposition, reachable: false, hops: made.hops, back: made.back, ...(made.stop ? { stop: made.stop } : {}) }, through: { every: [], some: [] } };
  const element = facts.elements[dial.to]!;
  const graph: PathGraph = { nodes: [{ element: dial.from }, { element: dial.to }], edges: [{ from: 0, to: 1 }], source: 0, sink: 1 };
  const hop = { element: dial.to, layer: dial.port?.protocol === 'icmp' ? 3 : 7, action: 'delivered' as const, detail: text('network.hop.local'), origin: element.origin };
  return {
    trace: { disposition: 'accepted', reachable: true, hops: [hop], back: [{ ...hop, element: dial.from }] },
    forward: graph, back: { ...graph, nodes: [...graph.nodes].reverse() }, through: { every: [], some: [] },
  };
}

/** An end that stands on no segment and hangs on no cable. */
function uncabled(facts: Facts, dial: Dial): Connection | undefined {
  const byId = facts.ask(stations);
  const layer3 = facts.ask(interfaces);
  for (const [id, other] of [[dial.from, dial.to], [dial.to, dial.from]] as const) {
    if (!facts.elements[id]) continue;
    const mine = layer3.of.get(byId.of(id)) ?? [];
    if (mine.some((made) => made.vertices.length > 0 || made.tunnel !== undefined)) continue;
    return stopped(facts, id, 'not-cabled', { towards: other, dial });
  }
  return undefined;
}

function stopped(facts: Facts, element: Id, reason: 'not-cabled' | 'no-common-family', about: { towards: Id; dial: Dial }): Connection {
  const { origin } = facts.elements[element]!;
  const params = { element: partName(facts, element), towards: partName(facts, about.towards), from: partName(facts, about.dial.from), to: partName(facts, about.dial.to) };
  const words = reason === 'not-cabled' ? text('network.stop.not-cabled', params) : text('network.stop.no-common-family', params);
  const trace: Trace = {
    disposition: reason === 'not-cabled' ? 'no-link' : 'no-route', reachable: false, back: [],
    hops: [{ element, layer: layerOfStop(reason), action: 'dropped', detail: words, origin }],
    stop: {
      element, origin, text: words, reply: false, reason, towards: about.towards,
      packet: { from: about.dial.from, to: about.dial.to, port: about.dial.port?.text ?? '' },
    },
  };
  return { trace, through: { every: [], some: [] } };
}

function overFamilies(facts: Facts, dial: Dial, port: DialledPort, settings: ConnectSettings): Connection {
  const { sources, targets } = candidatesOf(facts, dial, port);
  const parties = (family: Family | undefined): { all: Party[][]; to: Target[] } => {
    const to = targets === 'silent' ? [{ party: silentParty(facts, facts.ask(stations).of(dial.to)) }] : targets.get(family!) ?? [];
    return { all: sourceParties(facts, dial, sources, family, settings), to };
  };
  const families = commonFamilies(sources, targets);
  if (families === 'none') return stopped(facts, dial.from, 'no-common-family', { towards: dial.to, dial });
  const over = (family: Family | undefined): Connection => {
    const { all, to } = parties(family);
    // Of several own addresses one that works is enough; of a set of addresses each kind counts unless one is enough.
    return sources === 'anywhere' && settings.addresses === 'any'
      ? someSource(facts, dial, all, to, port, family, settings)
      : combined(all.map((alternatives) => () => firstCarried(facts, dial, alternatives, to, port, family, settings).made), settings.addresses);
  };
  const carried: Connection[] = [];
  const refused: Connection[] = [];
  for (const [at, family] of families.entries()) {
    const outcome = over(family);
    if (!outcome.trace.reachable) {
      if (settings.families === 'all') return ofFamily(outcome, { sources, targets }, family, () => carried.length > 0 || families.slice(at + 1).some((each) => over(each).trace.reachable));
      refused.push(outcome);
    } else {
      if (settings.families === 'any') return outcome;
      carried.push(outcome);
    }
  }
  return carried.length === 0 ? refused[0]! : carried.length === 1 ? carried[0]! : inSeries(carried);
}

/** Where an end has addresses of both families, which of them stopped, and whether the other one gets through. */
function ofFamily(made: Connection, { sources, targets }: Candidates, family: Family | undefined, otherCarried: () => boolean): Connection {
  const both = [sources, targets].some((each) => typeof each !== 'string' && each.size > 1);
  const { stop } = made.trace;
  if (!both || family === undefined || !stop) return made;
  return { ...made, trace: { ...made.trace, stop: { ...stop, family, ...(otherCarried() ? { otherFamilyCarried: true as const } : {}) } } };
}

/** The first that fails where all must be carried, the first that is carried where one is enough. */
function combined(all: (() => Connection)[], mode: 'all' | 'any'): Connection {
  let first: Connection | undefined;
  for (const make of all) {
    const made = make();
    if (made.trace.reachable === (mode === 'any')) return made;
    first = first ? withFailuresOf(first, made) : made;
  }
  return first!;
}

/** The first public address that is let in and answered; else how the first one failed. Addresses that must fare as another one did are not tried. */
function someSource(facts: Facts, dial: Dial, all: Party[][], to: Target[], port: DialledPort, family: Family | undefined, settings: ConnectSettings): Connection {
  const kinds = facts.ask(sourceKinds, family ?? 4);
  const refused = new Set<string>();
  let first: Connection | undefined;
  for (const alternatives of all) {
    const kind = kinds.get(alternatives[0]!.ip!.value) ?? '';
    if (refused.has(kind)) continue;
    const { made, arrived, left } = firstCarried(facts, dial, alternatives, to, port, family, settings);
    if (made.trace.reachable) return made;
    first ??= made;
    // What an internet does not carry to anybody it carries from nobody.
    if (!left && !arrived) break;
    if (!arrived) refused.add(kind);
  }
  return first!;
}

/** Where all of several connections are needed, what fails on equal ways of one fails for all; the first one's trace is told. */
function withFailuresOf(told: Connection, other: Connection): Connection {
  const oneSided = [...new Set([...told.oneSided ?? [], ...other.oneSided ?? []])];
  const failing = [...told.trace.failing ?? [], ...other.trace.failing ?? []];
  return {
    ...told,
    ...(oneSided.length > 0 ? { oneSided } : {}),
    ...(failing.length > 0 ? { trace: { ...told.trace, failing: failing.filter((each, at) => failing.findIndex((one) => one.element === each.element && one.reason === each.reason && one.reply === each.reply) === at) } } : {}),
  };
}

interface Target { party: Party; port?: DialledPort }

/** How some combinations fared: whether a request arrived, answered or not, and whether one came further than its sender. */
interface Tried { made: Connection; arrived: boolean; left: boolean }

/** The first combination that is carried; else how the most telling one failed. */
function firstCarried(facts: Facts, dial: Dial, sources: Party[], targets: Target[], port: DialledPort, family: Family | undefined, settings: ConnectSettings): Tried {
  let refused: Connection | undefined;
  let [arrived, left] = [false, false];
  for (const target of targets) {
    const dialled = target.port ?? port;
    for (const from of preferredSources(facts, dial, sources, target.party, dialled, settings)) {
      const packet: Packet = {
        ...(family ? { family } : {}), from, to: target.party, protocol: dialled.protocol,
        fromPort: dialled.protocol === 'icmp' ? 0 : EPHEMERAL_PORT, toPort: dialled.port,
      };
      const made = attempt(facts, {
        dial, packet, without: settings.without, anyone: dial.toAddress !== undefined, checkListening: dial.port !== undefined,
      });
      arrived ||= made.request.delivered.length > 0;
      left ||= made.request.states.length > 1 || made.request.blocked.some((each) => each.verdict !== undefined);
      const connection = connectionOf(facts, dial, made, settings);
      if (made.reachable) return { made: connection, arrived, left };
      if (!refused || isMoreTelling(connection, refused)) refused = connection;
    }
  }
  return { made: refused ?? stopped(facts, dial.from, 'no-common-family', { towards: dial.to, dial }), arrived, left };
}

function isMoreTelling(a: Connection, b: Connection): boolean {
  const judged = (each: Connection): boolean => each.trace.stop?.judged !== undefined;
  return judged(a) && !judged(b);
}

function connectionOf(facts: Facts, dial: Dial, made: Attempt, settings: ConnectSettings): Connection {
  const trace: Trace = {
    disposition: made.disposition, reachable: made.reachable, hops: made.hops, back: made.back,
    ...(made.stop ? { stop: made.stop } : {}), ...(made.failing ? { failing: made.failing } : {}),
  };
  if (!made.reachable) return { trace, through: { every: [], some: [] } };
  const anyone = dial.toAddress !== undefined;
  const forward = pathGraph(facts, made.request, settings.without, anyone ? undefined : { from: dial.from, to: dial.to });
  const back = pathGraph(facts, made.reply!, settings.without, anyone ? undefined : { from: dial.to, to: dial.from });
  const oneSided = oneSidedFilters(facts, made.request, made.reply!);
  return {
    trace,
    ...(forward ? { forward } : {}),
    ...(back ? { back } : {}),
    ...(oneSided.length > 0 ? { oneSided } : {}),
    through: forward ? passedElements(forward) : { every: [], some: [] },
  };
}

/** Every family must be carried: one after the other. The first one's trace is told. */
function inSeries(all: Connection[]): Connection {
  const graphs = (pick: (each: Connection) => PathGraph | undefined): PathGraph | undefined => all.map(pick).reduce((left, right) => {
    if (!left || !right) return left ?? right;
    const base = left.nodes.length;
    return {
      nodes: [...left.nodes, ...right.nodes],
      edges: [...left.edges, ...right.edges.map((edge) => ({ ...edge, from: base + edge.from, to: base + edge.to })), { from: left.sink, to: base + right.source }],
      source: left.source,
      sink: base + right.sink,
    };
  });
  const forward = graphs((each) => each.forward);
  const back = graphs((each) => each.back);
  return {
    ...all.slice(1).reduce(withFailuresOf, all[0]!),
    ...(forward ? { forward } : {}),
    ...(back ? { back } : {}),
    through: {
      every: [...new Set(all.flatMap((each) => each.through.every))],
      some: [...new Set(all.flatMap((each) => each.through.some))],
    },
  };
}
