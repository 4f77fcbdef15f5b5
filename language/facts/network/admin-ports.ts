/**
 * Ports at which a machine is governed or its data are held: those of protocols that the catalogue calls
 * `administrative` (ssh, rdp …, of the library or of the architecture's own) and the default ports of database
 * software. Nobody outside should be able to open them: CIS Controls v8 4.6 and 12.3, AWS Foundational Security Best
 * Practices EC2.13, EC2.14 and EC2.19.
 */
import type { PortMatch } from '../../model/model.js';
import { query } from '../query.js';

export interface AdminPort {
  protocol: 'tcp' | 'udp';
  /** 1 to 65535. */
  port: number;
  /** The catalogue name of the protocol or software: `ssh`, `mysql`. What listens at that port alone comes first. */
  name: string;
  what: 'administration' | 'database';
}

export interface AdminPorts {
  /** Sorted by transport and port. */
  all: readonly AdminPort[];
  at(protocol: PortMatch['protocol'], port: number): AdminPort | undefined;
  /** Those that a list of ports opens; undefined (any port) opens all. */
  within(ports: readonly PortMatch[] | undefined): AdminPort[];
}

export const adminPorts = query('network.admin-ports', (facts): AdminPorts => {
  const found = new Map<string, AdminPort>();
  const put = (ports: readonly PortMatch[], name: string, what: AdminPort['what']): void => {
    for (const each of ports) {
      // A whole transport or a wide range is no port that the protocol is known by.
      if (each.protocol === 'icmp' || each.high - each.low > WIDEST_LISTENING) continue;
      for (let port = each.low; port <= each.high; port++) {
        const key = `${each.protocol}/${port}`;
        if (!found.has(key)) found.set(key, { protocol: each.protocol, port, name, what });
      }
    }
  };
  const protocols = facts.read('protocols');
  const software = facts.read('software');
  for (const each of Object.values(protocols)) if (each.administrative) put(each.ports, each.name, 'administration');
  // Cloud databases answer at the port of https: the port alone does not tell them from a web site.
  const shared = (port: PortMatch): boolean => Object.values(protocols)
    .some((each) => each.library && !each.administrative && each.ports.some((own) => own.protocol === port.protocol && own.low <= port.low && port.high <= own.high));
  // What listens at that port alone is what the port is known by: mysql before a cloud service that speaks its protocol.
  for (const each of Object.values(software).sort((a, b) => (a.ports?.length ?? 0) - (b.ports?.length ?? 0))) {
    if (each.roles.includes('database')) put((each.ports ?? []).filter((port) => !shared(port)), each.name, 'database');
  }
  const all = [...found.values()].sort((a, b) => (a.protocol === b.protocol ? a.port - b.port : a.protocol < b.protocol ? -1 : 1));
  return {
    all,
    at: (protocol, port) => found.get(`${protocol}/${port}`),
    within: (ports) => (ports === undefined ? all.slice()
      : all.filter((each) => ports.some((match) => match.protocol === each.protocol && match.low <= each.port && each.port <= match.high))),
  };
});

/** Ports in a row that one service listens at; VNC and the like number their displays. */
const WIDEST_LISTENING = 99;
