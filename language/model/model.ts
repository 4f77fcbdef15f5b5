/**
 * The model: what an architecture says, as plain data. Every analysis, the simulation and the drawing read only this.
 * It is serialisable (no functions, no cycles of objects): parts name each other by id.
 *
 * An id is the qualified name: `idc.data.db1`, `lb#1` for the first instance of a counted element. A link without a
 * name is called `a -- b`, a flow without a name or label `from -> to`.
 */
import type { Origin } from './origin.js';
import type { Address, Prefix } from './ip.js';
import type { Distribution, Value } from './values.js';
import type { ManualLayout } from './manual-layout.js';
import type { Problem } from './problem.js';

export type Id = string;

export type Role =
  | 'place' | 'actor' | 'compute' | 'service' | 'database' | 'switch' | 'router' | 'filter' | 'balancer'
  | 'storage' | 'processing' | 'device' | 'part';

export interface Metadata {
  tags: string[];
  owner?: string;
  doc?: string;
  technology?: string;
  meta: Record<string, string>;
  /** The doc comment before the declaration, without its comment marks. */
  description?: string;
}

export interface Model {
  /** URI of the root file, and of everything that was read with it (the library excluded), root first. */
  root: string;
  files: string[];
  /** The variant that this model is, where the architecture has variants. */
  variant?: string;
  architecture: { label?: string; metadata: Metadata; origin?: Origin };
  kinds: Record<string, Kind>;
  software: Record<string, Software>;
  protocols: Record<string, ProtocolName>;
  /** In source order; containers come before what they contain. */
  elements: Record<Id, Element>;
  groups: Record<Id, Group>;
  securityGroups: Record<Id, SecurityGroup>;
  links: Record<Id, Link>;
  flows: Record<Id, Flow>;
  expectations: Expectation[];
  sequences: Sequence[];
  scenarios: Scenario[];
  jobs: Job[];
  views: View[];
  /** Boxes that somebody set by hand: the file beside the root. */
  layout?: ManualLayout;
  /** Every place where a name was used: what "go to definition", references and rename rest on. */
  references: Reference[];
  /** Everything that could not be made sense of. The `model/*` rules turn these into findings. */
  problems: Problem[];
}

// ---------------------------------------------------------------------------------------------------- catalogue

export interface Kind {
  name: string;
  label?: string;
  /** This kind and what it extends, nearest first; the last is `element`. */
  ancestors: string[];
  role: Role;
  icon?: string;
  /** OSI layer, 1 to 7, at which the kind handles what passes it. */
  layer?: number;
  attributes: Record<string, AttributeDeclaration>;
  /** Default values that the kind's own block states, its ancestors' included; the nearest wins. */
  defaults: Record<string, AttributeValue>;
  ports: PortMatch[] | undefined;
  description?: string;
  library: boolean;
  origin: Origin;
}

export interface AttributeDeclaration {
  name: string;
  type: Value['type'];
  description?: string;
  origin: Origin;
}

export interface AttributeValue {
  value: Value;
  origin: Origin;
}

export interface Software {
  name: string;
  label?: string;
  /** Kinds and software that it is, transitively, nearest first: `ubuntu` is `linux`, `operating-system`. */
  is: string[];
  roles: Role[];
  icon?: string;
  layer?: number;
  /** The layer is its own or that of software that it is, not merely that of its kinds. */
  layerStated?: true;
  /** Default ports; empty for `port none` (never listens); undefined where nothing is said. */
  ports: PortMatch[] | undefined;
  /** Operating systems that it runs on; undefined where nothing is said. */
  os: string[] | undefined;
  licence: string[];
  vendor?: string;
  /** Capabilities; undefined where nothing is said. */
  provides: string[] | undefined;
  attributes: Record<string, AttributeDeclaration>;
  defaults: Record<string, AttributeValue>;
  description?: string;
  library: boolean;
  origin: Origin;
}

/** A catalogue name for ports: `https` is tcp/443 at layer 7. */
export interface ProtocolName {
  name: string;
  label?: string;
  ports: PortMatch[];
  layer?: number;
  /** The protocol itself is encrypted (https, ssh). */
  encrypted: boolean;
  /** Whoever speaks it governs the machine at the other end (ssh, rdp): its ports are administration ports. */
  administrative: boolean;
  description?: string;
  library: boolean;
  origin: Origin;
}

/** One range of ports of one transport. For icmp, and for `tcp` without a number, low and high span everything. */
export interface PortMatch {
  protocol: 'tcp' | 'udp' | 'icmp';
  low: number;
  high: number;
  /** The catalogue name that was written: `mysql`, `http`. */
  name?: string;
  /** As written: `tcp/443`, `https`, `http/8080`. */
  text: string;
}

// ----------------------------------------------------------------------------------------------------- elements

/** What may be said of a single element as well as of a group. */
export interface Thing {
  id: Id;
  name: string;
  label?: string;
  /** The element that contains it; undefined at the top. */
  parent?: Id;
  metadata: Metadata;
  attributes: Record<string, AttributeValue>;
  serviceTime?: Distribution;
  requires: { capability: string; origin: Origin }[];
  vips: AddressUse[];
  vrrp?: Vrrp;
  heartbeat?: Heartbeat;
  failover?: Failover;
  replications: Replication[];
  backups: Backup[];
  repairCrews?: number;
  balances: Balance[];
  origin: Origin;
}

export interface Element extends Thing {
  kind: string;
  /** Kind chain, then the software's: everything that the element "is". Ask with `isA`. */
  is: string[];
  roles: Role[];
  icon?: string;
  layer?: number;
  /** Set on `web#2`: the group over the instances and the number from 1. */
  instance?: { group: Id; index: number };
  /** Elements that it runs on: the parent unless that is a place, or what `on` names. */
  hosts: Id[];
  /** The names behind a written `on`; undefined where it runs on what it is nested in. */
  hostsOrigin?: Origin;
  /** Each entry must be powered: one of the entry's feeds has to be up. */
  poweredBy: { anyOf: Id[]; origin: Origin }[];
  software: { name: string; origin: Origin }[];
  os?: { name: string; origin: Origin };
  /** Ports written on the element; empty for `port none`. Where undefined, its software's and kind's defaults count (`defaultPorts`). */
  ports?: PortMatch[];
  /** Written ports, else those of its software, else of its kind; undefined where nothing is known. */
  defaultPorts?: PortMatch[];
  mounts: { target: Id; path?: string; origin: Origin }[];
  network: ElementNetwork;
}

export interface AddressUse {
  address: Address;
  /** Prefix length where it was written. */
  length?: number;
  origin: Origin;
}

/** Everything an element says about addressing, routing, filtering and translation. */
export interface ElementNetwork {
  /** VLAN number of a place that is a VLAN, as written: not every number is one (1 to 4094 are). */
  vlan?: number;
  /** Where that number is written. */
  vlanOrigin?: Origin;
  subnets: { prefix: Prefix; origin: Origin }[];
  /** `ip`: addresses of its own; an actor's may be a prefix (`length` then says how long). */
  addresses: AddressUse[];
  interfaces: Interface[];
  gateways: { address?: Address; element?: Id; origin: Origin }[];
  routes: Route[];
  /** `routing ospf`: takes part in dynamic routing of that name. */
  routing: { protocol: string; origin: Origin }[];
  /** Rules in the order written, judged on what the device forwards. */
  rules: FilterRule[];
  /** `default allow|deny` of the device itself. */
  defaultAction?: { action: 'allow' | 'deny'; origin: Origin };
  stateless: boolean;
  /** The host's own firewall. Undefined where no `inbound` block was written. */
  inbound?: FilterBlock;
  securityGroups: { id: Id; origin: Origin }[];
  nat: NatRule[];
  /** `stp off` on a switch. */
  spanningTreeOff: boolean;
  /** Where `stp off` is written. */
  spanningTreeOrigin?: Origin;
  transparent: boolean;
  /** `layer 4` or `layer 7` of a balancer or filter. */
  layer?: number;
}

export interface Interface {
  /** The place or link that it stands on. */
  on: { place?: Id; link?: Id };
  /** Undefined on an unaddressed interface. */
  address?: AddressUse;
  jack?: string;
  origin: Origin;
}

export interface Route {
  /** Canonical prefix, or `default` (of either family). */
  prefix: Prefix | 'default';
  via: { address: Address } | { element: Id } | { link: Id } | { blackhole: true };
  metric?: number;
  origin: Origin;
}

/** Elements, groups, places and security groups by id; addresses; anything. A path through a counted name is several ids. */
export type Endpoint =
  | { type: 'ids'; ids: Id[]; text: string; origin: Origin }
  | { type: 'address'; prefix: Prefix; text: string; origin: Origin }
  | { type: 'any'; text: string; origin: Origin }
  | { type: 'tag'; tag: string; text: string; origin: Origin };

export interface FilterRule {
  action: 'allow' | 'deny';
  /** Undefined: left out. In `inbound` and security groups that is the member itself; both left out: the member is the destination and any the source. */
  from?: Endpoint[];
  to?: Endpoint[];
  /** Undefined: any port and protocol. */
  ports?: PortMatch[];
  /** `from port N`. */
  sourcePorts?: PortMatch[];
  /** As written, without the line break: quoted by messages and traces. */
  text: string;
  origin: Origin;
}

export interface FilterBlock {
  rules: FilterRule[];
  defaultAction?: { action: 'allow' | 'deny'; origin: Origin };
  stateless: boolean;
  origin: Origin;
}

export interface SecurityGroup extends FilterBlock {
  id: Id;
  name: string;
  label?: string;
  parent?: Id;
  /** Elements that `use` it. */
  members: Id[];
  metadata: Metadata;
}

export type NatRule = { text: string; origin: Origin } & (
  | { type: 'dnat'; address: Address; ports?: PortMatch[]; to: Endpoint; toPorts?: PortMatch[] }
  | { type: 'masquerade'; from: Endpoint[]; to?: Endpoint[] }
  | { type: 'snat'; from: Endpoint[]; to?: Endpoint[]; address: Address }
);

// -------------------------------------------------------------------------------------------------------- links

export type Medium = 'ethernet' | 'fc' | 'sas' | 'sata' | 'scsi' | 'wifi' | 'bluetooth' | 'zigbee' | 'serial';

export interface VlanUse {
  /** VLAN number as written; 1 to 4094 are valid (IEEE 802.1Q). */
  number: number;
  /** The place that is this VLAN, where one is declared. */
  place?: Id;
  text: string;
  origin: Origin;
}

export interface LinkEnd {
  /** Element or place. */
  element: Id;
  jack?: string;
  /** Where the jack is written. */
  jackOrigin?: Origin;
  access?: VlanUse;
  trunk?: VlanUse[];
  native?: VlanUse;
  origin: Origin;
}

export interface Link {
  /** The name, else `a -- b` of the qualified names. */
  id: Id;
  name?: string;
  label?: string;
  parent?: Id;
  a: LinkEnd;
  b: LinkEnd;
  medium: Medium;
  /** Bits per second. */
  bandwidth?: number;
  /** Seconds, one way. */
  latency?: number;
  /** Fraction of lost packets. */
  loss?: number;
  /** `tunnel ipsec`: an overlay between its ends. */
  tunnel?: string;
  attributes: Record<string, AttributeValue>;
  metadata: Metadata;
  origin: Origin;
}

// -------------------------------------------------------------------------------------------------------- flows

export interface Flow {
  id: Id;
  /** What users call it: NAME, else label, else `from -> to`. */
  title: string;
  name?: string;
  label?: string;
  /** The element whose block declares it. */
  parent?: Id;
  from: Endpoint[];
  to: Endpoint[];
  /** Undefined: no `over` was written. */
  ports?: PortMatch[];
  access?: 'writes' | 'reads';
  /** `reads prefer db2`. */
  prefer?: Id;
  share?: number;
  times?: number;
  optional: boolean;
  async: boolean;
  /** Seconds. */
  timeout?: number;
  retry?: number;
  /** Seconds before the first further try; twice as long before each one after it. */
  backoff?: number;
  /** Connections that each caller may have open at once. */
  connections?: number;
  /** After so many failures in a row the caller asks no more for `open` seconds. */
  breaker?: { failures: number; /** seconds */ open?: number };
  tls: boolean;
  via: { id: Id; origin: Origin }[];
  /** Elements, groups or flows that must work too. */
  needs: { id: Id; origin: Origin }[];
  /** The chain it was written in and its place there from 0. */
  chain: { id: Id; index: number };
  metadata: Metadata;
  origin: Origin;
}

// --------------------------------------------------------------------------------------------------- redundancy

export type GroupMode = 'active-active' | 'active-standby' | 'quorum';

export interface Group extends Thing {
  mode: GroupMode;
  /** Where the mode is written, its number included; undefined where none is. */
  modeOrigin?: Origin;
  /** How many members must work: 1, K of `need K`, K of `quorum K`. */
  need: number;
  /** Elements or groups, primary first (highest priority, else order written). */
  members: { id: Id; priority?: number; /** Where that number is written: at the member, or on the element itself. */ priorityOrigin?: Origin; origin: Origin }[];
  /** True where `count N` made it. */
  counted: boolean;
}

export interface Vrrp {
  id: number;
  /** Seconds between advertisements; 1 unless stated. */
  interval: number;
  version: 2 | 3;
  preempt: boolean;
  origin: Origin;
}

export interface Heartbeat { every: number; timeout?: number; origin: Origin }
export interface Failover { automatic: boolean; /** seconds */ within?: number; origin: Origin }
export interface Replication { from: Id; to: Id; mode: 'sync' | 'async'; /** seconds */ lag?: number; origin: Origin }
export interface Backup { from: Id; to: Id; /** seconds */ every?: number; origin: Origin }

export type BalanceAlgorithm = 'round-robin' | 'static-round-robin' | 'ip-hash' | 'consistent-hash' | 'least-connections' | 'least-response-time' | 'random';

export interface Balance {
  target: Id;
  algorithm: BalanceAlgorithm;
  weights: { id: Id; weight: number; origin: Origin }[];
  check?: { ports: PortMatch[]; every?: number; fall?: number; rise?: number; timeout?: number; origin: Origin };
  passive?: { maxFails?: number; failTimeout?: number; origin: Origin };
  retry?: number;
  sticky: boolean;
  /** Seconds in which a server that came back grows into its share. */
  slowStart?: number;
  matches: { pattern: string; origin: Origin }[];
  origin: Origin;
}

// --------------------------------------------------------------------------------------------- intent, behaviour

export type Figure =
  | 'availability' | 'errors' | 'throughput' | 'share' | 'utilisation' | 'downtime' | 'failover' | 'data-loss'
  | 'queue' | 'refused' | 'completion' | 'percentile';

export type Comparator = '>=' | '<=' | '>' | '<' | '=';

/** What an expectation is about: named parts, or a standard over all of a kind. */
export type Subject =
  | { type: 'named'; ids: Id[]; text: string; origin: Origin }
  | { type: 'every'; kind: string; tag?: string; place?: Id; text: string; origin: Origin };

export type ExpectationBody =
  | { type: 'reach'; from: Subject | Endpoint; to: Endpoint[]; ports?: PortMatch[]; negated: boolean; transitively: boolean }
  | { type: 'passes'; from: Subject | Endpoint; to: Endpoint[]; through: Id[]; transitively: boolean }
  | { type: 'figure'; figure: Figure; /** 0 to 1, of percentiles */ percentile?: number; subject: Subject; comparator: Comparator; value: Value }
  | { type: 'no-single-point'; subject: Subject }
  | { type: 'survives'; subject: Subject; count: number; kind: string }
  | { type: 'spread'; subject: Subject; over: string }
  | { type: 'has'; subject: Subject; property: string }
  | { type: 'no-flow'; from: Endpoint; to: Endpoint; except?: PortMatch[] };

export interface Expectation {
  /** The whole line as written, spaces folded: what `lintel test` prints. */
  text: string;
  body: ExpectationBody;
  /** The title of the scenario it stands in. */
  scenario?: string;
  origin: Origin;
}

export interface Sequence {
  title: string;
  steps: { from: Endpoint; to: Endpoint; reply: boolean; text?: string; origin: Origin }[];
  origin: Origin;
}

export interface Load {
  /** A flow, or the ends of one. */
  flow?: Id;
  from?: Endpoint;
  to?: Endpoint;
  /** Open load: requests per second, at the beginning where they change; closed load: users and their think time (seconds). */
  rate?: number;
  /** The rate at its end, which it reaches evenly. */
  ramp?: number;
  /** Rates that take over one after another, each for so many seconds. */
  steps?: { rates: number[]; each: number };
  /** So many requests at once, every so many seconds. */
  burst?: { count: number; every: number };
  /** Moments at which requests came when they were recorded, in order: seconds from the beginning of the load. */
  recorded?: number[];
  users?: number;
  think?: Distribution;
  steady: boolean;
  /** Seconds. */
  duration?: number;
  /** Bytes per request. */
  size?: number;
  origin: Origin;
}

export type EventAction = 'fail' | 'kill' | 'stop' | 'recover' | 'slow' | 'cut' | 'partition' | 'chaos' | 'flap' | 'restart' | 'wear' | 'job' | 'load';

export interface ScenarioEvent {
  /** Seconds from the start. */
  at: number;
  action: EventAction;
  targets: Id[];
  /** The other side of a partition. */
  from?: Id[];
  factor?: number;
  /** Flapping: a period, half of it down; a restart: how long each is away. Seconds. */
  every?: number;
  /** Seconds that it goes on. */
  duration?: number;
  job?: Id;
  load?: Load;
  origin: Origin;
}

export interface Scenario {
  title: string;
  loads: Load[];
  events: ScenarioEvent[];
  seed?: number;
  /** Runs under seeds one after another, at least two: expectations are judged by their mean. */
  replications?: number;
  /** Seconds. */
  duration?: number;
  /** Seconds at the start that no figure counts. */
  warmup?: number;
  metadata: Metadata;
  origin: Origin;
}

export interface Stage {
  name: string;
  after: string[];
  tasks: number;
  /** Bytes, cores, seconds a task. */
  memory?: number;
  vcores?: number;
  duration?: Distribution;
  origin: Origin;
}

export interface Job {
  id: Id;
  name: string;
  label?: string;
  on: Id;
  /** The scheduler's queue that it is submitted to; several where a counted master has one in each instance. */
  queue?: Id[];
  stages: Stage[];
  scenario?: string;
  origin: Origin;
}

export interface View {
  name: string;
  label?: string;
  show: { what: 'flows' | 'links' | 'all'; of: Id[] }[];
  collapse: Id[];
  hide: { ids: Id[]; tags: string[] };
  highlight: { ids: Id[]; tags: string[] };
  direction?: 'right' | 'down' | 'left' | 'up';
  near: { a: Id; b: Id }[];
  rank: { ids: Id[] }[];
  origin: Origin;
}

// --------------------------------------------------------------------------------------------------- references

export type ReferenceTarget = 'element' | 'group' | 'securitygroup' | 'link' | 'flow' | 'kind' | 'software' | 'protocol'
  | 'attribute' | 'job' | 'stage' | 'view' | 'variant';

/** One written name and what it means. The declaration itself is listed too (`declares`). */
export interface Reference {
  target: ReferenceTarget;
  /** Several where a counted name stands for its instances: the group's id comes first. */
  id: Id;
  declares: boolean;
  uri: string;
  /** Only the segment of a qualified name that names the target. */
  range: import('./origin.js').Range;
}
