/** A network as the oracle builds it (`scripts/kernel/oracle.py`), and what it answers. Names are short and plain: namespaces and devices have them. */
export interface Topology {
  nodes: Record<string, Node>;
  switches: Record<string, { kind: 'vlan' | 'plain' }>;
  /** Filters in the line: bridges in namespaces of their own whose frames pass nftables. */
  lines: Record<string, { devs: string[]; nft: string }>;
  cables: { a: CableEnd; b: CableEnd }[];
  probes: Probe[];
  /** How often a probe without answer is asked again with another seed, where the kernel chooses among equals. */
  chances?: number;
}

export interface Node {
  /** Devices to set up, in order. */
  devs: string[];
  /** Devices that end at a switch in userspace. */
  offload?: string[];
  bridges?: { dev: string; mac: string; ports: string[] }[];
  forward?: boolean;
  /** The machine chooses among equal routes or targets. */
  chooses?: boolean;
  sysctls?: Record<string, number | string>;
  /** Lines for `ip -batch`, for `ip -4 -batch`, for `ip -6 -batch`. */
  links?: string[];
  ip4: string[];
  ip6: string[];
  nft?: string;
  /** `tcp/80`. */
  listen: string[];
}

/** Undefined settings on a VLAN switch: VLAN 1, untagged. */
export interface PortOfSwitch { access?: number; trunk?: number[]; native?: number }

export type CableEnd = { node: string; dev: string; mac?: string } | { switch: string; port?: PortOfSwitch };

export interface Probe {
  /** A node. */
  from: string;
  source?: string;
  to: string;
  protocol: 'tcp' | 'udp' | 'icmp';
  port?: number;
}

export interface Answer {
  /** `open`, `timeout`, `refused`, `ehostunreach`, … */
  how: string;
  /** The node that answered, and the source address that it saw; of tcp and udp. */
  by?: string;
  seen?: string;
  /** Where the kernel chooses among equals: true where other choices are not answered. */
  partly?: boolean;
}
