/** A packet's journey as data: the states it was in, the moves between them, where it was delivered and where blocked. */
import type { Id, PortMatch } from '../../model/model.js';
import type { Origin } from '../../model/origin.js';
import type { Verdict } from './filters.js';
import type { Packet } from './packet.js';
import type { NextHop, RouteUse } from './routing-types.js';
import type { Translated } from './translation.js';
import type { StopReason } from './types.js';

/** What a device did between taking a packet and sending it on, in order. */
export type Act =
  | { type: 'sent' }
  | { type: 'translated'; rule: Translated['rule']; before: Packet; after: Packet }
  | { type: 'restored'; rules: Translated['rule'][]; before: Packet; after: Packet }
  | { type: 'routed'; use: RouteUse; hop: NextHop }
  | { type: 'judged'; verdict: Verdict }
  | { type: 'passed-by-state'; by: Id; origin: Origin }
  | { type: 'delivered' };

export interface State {
  index: number;
  station: Id;
  packet: Packet;
  /** The domain that it came from; undefined at the sender and out of a tunnel. */
  arrived?: number;
  acts: Act[];
}

export interface Move {
  from: number;
  to: number;
  hop: NextHop;
  rank: 0 | 1;
  floods: boolean;
  /** The packet on the wire. */
  packet: Packet;
  /** Filters in the line that do not let it pass. */
  closed: Set<Id>;
  /** What the filters in the line said of it. */
  judged: Map<Id, Act>;
  acts: Act[];
}

export interface Blocked {
  state: number;
  rank: 0 | 1;
  reason: StopReason;
  element: Id;
  origin: Origin;
  packet: Packet;
  about: string;
  others?: string[];
  towards?: Id;
  verdict?: Verdict;
  /** Acts before it stopped. */
  acts: Act[];
  /** The move in whose line it stopped. */
  move?: Move;
  /** It came to a machine that answers for the address, and another one is asked about. */
  elsewhere?: true;
}

/** What devices remember of a connection: who saw it, and how it was translated there. */
export interface Memory {
  /** Filters with state that let it pass on some way, and those of them on the ways in use. */
  saw: Set<string>;
  sawNow: Set<string>;
  /** Devices that translate some addresses, of this connection or not, and those on the ways in use: what they have not seen begin is a new one to them. */
  tracked: Set<string>;
  trackedNow: Set<string>;
  translated: Map<string, { rules: Translated['rule'][]; before: Packet; after: Packet }[]>;
}

export interface Exploration {
  states: State[];
  moves: Move[];
  delivered: number[];
  blocked: Blocked[];
  request: Packet;
  dialled: PortMatch | undefined;
  reply: boolean;
}

export interface Journey {
  sender: Id;
  packet: Packet;
  /** The port as it was dialled, with its name: which protocol the packet carries. */
  dialled?: PortMatch | undefined;
  /** True where this station is the one that was asked for. */
  accepts(station: Id, packet: Packet): boolean;
  /** The element whose `inbound`, ports and security groups speak at the end. */
  target?: Id;
  /** Of several holders of a virtual address, the one meant. */
  pin?: Id;
  /** For a reply. */
  memory?: Memory;
  checkListening: boolean;
  /** Tunnels that are not to be used. */
  without: ReadonlySet<Id>;
  /** Only ways that no firewall, waf or security group judges; the packet arrives at the edge whatever its addresses. */
  unjudged?: boolean;
}
