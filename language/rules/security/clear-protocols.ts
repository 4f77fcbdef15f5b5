/** Which protocols show what they carry to everybody on the way, and the twin of each that does not. */
import { adminPorts } from '../../facts/network/index.js';
import { query, type Facts } from '../../facts/query.js';
import type { PortMatch, ProtocolName } from '../../model/model.js';

/**
 * Unencrypted, and not held against anybody: they carry nothing secret (DNS, NTP), protect it themselves (Kerberos) or
 * turn to TLS within the connection as a rule (SMTP: RFC 3207; submission: RFC 8314), or are never meant for an internet.
 */
const EXEMPT = new Set(['dns', 'ntp', 'dhcp', 'kerberos', 'smtp', 'submission', 'rip', 'bgp', 'rpcbind', 'socks', 'coap', 'sip', 'rtsp', 'radius', 'snmp-trap', 'msrpc']);

export interface ClearProtocol {
  /** As the catalogue calls it: `http`, `mysql`. */
  name: string;
  /** The same over TLS or in its successor, where the catalogue has one: `https`. */
  twin?: ProtocolName;
}

/** Successors that are not the same name with an `s`. */
const TWINS: Record<string, string> = { ws: 'wss', ftp: 'ftps', telnet: 'ssh', rsh: 'ssh', rlogin: 'ssh', rexec: 'ssh', 'http-alt': 'https-alt', 'winrm-http': 'winrm' };

/** By transport and port, the library's first where several share it. */
const byPort = query('security.protocols-by-port', (facts): Map<string, ProtocolName> => {
  const found = new Map<string, ProtocolName>();
  for (const each of Object.values(facts.read('protocols'))) {
    if (!each.library) continue;
    for (const port of each.ports) if (port.low === port.high && !found.has(`${port.protocol}/${port.low}`)) found.set(`${port.protocol}/${port.low}`, each);
  }
  return found;
});

/** Undefined where the protocol is encrypted, exempt or not known. What an architecture declares itself is not judged: nobody said what it carries. */
export function clearProtocol(facts: Facts, port: PortMatch): ClearProtocol | undefined {
  if (port.protocol === 'icmp' || port.low !== port.high) return undefined;
  const protocols = facts.read('protocols');
  const protocol = port.name === undefined ? facts.ask(byPort).get(`${port.protocol}/${port.low}`) : protocols[port.name];
  if (protocol) {
    if (!protocol.library || protocol.encrypted || EXEMPT.has(protocol.name) || (protocol.layer ?? 7) < 5) return undefined;
    const twin = protocols[TWINS[protocol.name] ?? `${protocol.name}s`];
    return { name: protocol.name, ...(twin?.encrypted ? { twin } : {}) };
  }
  const database = facts.ask(adminPorts).at(port.protocol, port.low);
  return database?.what === 'database' ? { name: port.name ?? database.name } : undefined;
}
