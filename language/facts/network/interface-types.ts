/** Layer 3 interfaces as data. */
import type { Id } from '../../model/model.js';
import type { Ip, IpRange, ParsedPrefix } from '../../model/ip.js';
import type { Origin } from '../../model/origin.js';
import type { FrameEdge } from './frames.js';

export interface OwnAddress {
  ip: Ip;
  text: string;
  kind: 'ip' | 'interface' | 'vip';
  /** The group that holds a virtual address. */
  group?: Id;
  /** The prefix that is on the wire there, where it is known. */
  connected?: ParsedPrefix;
  /** An actor's prefix: it has every address of it. */
  range?: IpRange;
  origin: Origin;
}

export interface NetInterface {
  index: number;
  station: Id;
  /** The place or link that the interface names; both undefined for a station's own `ip` or bare links. */
  place?: Id;
  link?: Id;
  /** The interface stands on this tunnel, on no wire. */
  tunnel?: Id;
  addresses: OwnAddress[];
  /** Vertices of the frame graph. */
  vertices: number[];
  origin: Origin;
}

export interface Interfaces {
  all: NetInterface[];
  of: Map<Id, NetInterface[]>;
  /** The frame graph with the bridging inside of multi-port interfaces added. */
  adjacent: FrameEdge[][];
  /** Broadcast domain of each vertex. */
  domain: number[];
  /** Vertices that are joined by cables, whatever their VLANs. */
  cabled: number[];
  /** Prefixes stated for the places that a domain is. */
  subnets(domain: number): ParsedPrefix[];
}
