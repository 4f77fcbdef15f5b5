/**
 * What the network facts answer: for one connection, where its packets go, who stopped them, and every way that they
 * may take in the healthy model. The redundancy facts read the path graphs, the rules and traces read the hops.
 */
import type { Text } from '../../model/finding.js';
import type { Address, Family } from '../../model/ip.js';
import type { Id, PortMatch } from '../../model/model.js';
import type { Origin } from '../../model/origin.js';

/** How a connection ends. The words are those of the trace's JSON. */
export type Disposition =
  | 'accepted' | 'assumed' | 'undecided' | 'denied-by-rule' | 'denied-by-default' | 'no-route' | 'no-neighbour'
  | 'vlan-mismatch' | 'no-link' | 'no-return-route' | 'not-listening' | 'routing-loop';

/** Why a packet went no further: what the rules tell apart where several reasons share a disposition. */
export type StopReason =
  | 'denied-by-rule' | 'denied-by-default' | 'no-state' | 'half-seen' | 'answered-otherwise' | 'no-route' | 'blackhole' | 'no-gateway' | 'several-gateways'
  | 'next-hop-missing' | 'no-neighbour' | 'other-vlan' | 'not-cabled' | 'not-on-the-internet' | 'no-common-family'
  | 'not-listening' | 'routing-loop' | 'tunnel-down' | 'does-not-forward';

/** What an element did with the packet. */
export type HopAction =
  | 'sent' | 'switched' | 'bridged' | 'routed' | 'translated' | 'allowed' | 'denied' | 'delivered' | 'ended-connection'
  | 'opened-connection' | 'tunnelled' | 'dropped';

export interface Hop {
  element: Id;
  /** OSI layer, 1 to 7, at which the element handled the packet. */
  layer: number;
  action: HopAction;
  /** What it did and by which line: interface or VLAN, route entry, rule, translation. */
  detail: Text;
  /** The line that decided. */
  origin?: Origin;
  /** The link on which the packet arrived. */
  link?: Id;
  /** The tunnel that it went into. */
  tunnel?: Id;
}

export interface Trace {
  disposition: Disposition;
  /** True for `accepted` and `assumed`. */
  reachable: boolean;
  hops: Hop[];
  /** The reply's hops; empty where the request did not arrive or the carriage is assumed. */
  back: Hop[];
  /** Where it ended, if it did not arrive. `origin` is the line that stopped it. */
  stop?: Stop;
  /** Of a connection that comes about: where equal ways end on which it does not. Some connections work then, and some fail. */
  failing?: Stop[];
}

export interface Stop {
  element: Id;
  origin: Origin;
  text: Text;
  /** True where it was the reply. */
  reply: boolean;
  reason: StopReason;
  /** The block whose rules judged, where a filter stopped it: an element's rules or `inbound`, a security group. */
  judged?: { id: Id; block: 'rules' | 'inbound' | 'securitygroup' };
  /** The packet as the element saw it: addresses or names, and the port. */
  packet: { from: string; to: string; port: string };
  /** The element on whose segment, or at whose address, it should have gone on. */
  towards?: Id;
  /** What the text speaks of: the prefix or address without a route, the gateway that is not there, the rule. */
  about?: string;
  /** The gateways, the devices of a loop, the ports that are open. */
  others?: string[];
  /** The address family of the packet, where one of the connection's ends has addresses of both. */
  family?: Family;
  /** The same connection comes about over the other family. */
  otherFamilyCarried?: true;
}

/**
 * All ways of a packet that the healthy model accepts: a directed graph from the first to the last node. A node whose
 * `element` is undefined is a junction that cannot fail (a place's implicit segment, the internet); an edge without
 * `link` likewise. A way holds while every element and link on it is up.
 */
export interface PathGraph {
  nodes: { element?: Id }[];
  edges: { from: number; to: number; link?: Id }[];
  source: number;
  sink: number;
}

/** One connection: who dials whom. */
export interface Dial {
  /** An element (not a group: ask for each member). */
  from: Id;
  /** The element that answers. */
  to: Id;
  /** The group that was named as the target: its VIP is dialled, with `to` as the member that holds it. */
  group?: Id;
  /** Undefined: some packet. */
  port?: PortMatch;
  /** No `over` was written: the port is the target's own default, and may be dialled where a device translates to it. */
  portAssumed?: boolean;
  /** The address to come from or to dial, where a question names one. */
  fromAddress?: Address;
  toAddress?: Address;
}

export interface Carriage {
  dial: Dial;
  trace: Trace;
  /** Undefined where the carriage is assumed, or where the connection does not come about. */
  forward?: PathGraph;
  back?: PathGraph;
  /** Stateful filters that request and reply share on some of their equal ways only. */
  oneSided?: Id[];
  /** Filters, routers, balancers on every way and on some way: what `passes` and `via` ask. */
  through: { every: Id[]; some: Id[] };
}
