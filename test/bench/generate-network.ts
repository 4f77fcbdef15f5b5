/**
 * Campus networks of a given size for benchmarks: hosts dealt out over VLANs and access switches, one L3 switch that
 * routes between them under an ordered list of filter lines, and a firewall towards the internet. The same size always
 * gives the same text.
 */

export interface NetworkSize {
  hosts: number;
  vlans: number;
  /** Lines of the L3 switch's filter. */
  lines: number;
}

/** Ports that the lines speak of, as people write them. */
const PORTS = ['tcp/22', 'tcp/443', 'tcp/3306', 'tcp/8080', 'tcp/8000-8010', 'udp/53', 'icmp', 'tcp/5432', 'tcp/6379', 'tcp/25'];
const SWITCHES = 12;

/** A model's text: `hosts` machines, and some thirty devices around them. */
export function generateNetwork({ hosts, vlans, lines }: NetworkSize): string {
  const numbers = Array.from({ length: vlans }, (_, index) => index + 1);
  const machines = Array.from({ length: hosts }, (_, index) => ({ name: `h${index + 1}`, vlan: (index % vlans) + 1, sw: (Math.floor(index / vlans) % SWITCHES) + 1, place: Math.floor(index / vlans) }));
  const switches = Array.from({ length: SWITCHES }, (_, index) => index + 1);
  return [
    'internet world { users visitors }',
    'firewall edge { interface world 203.0.113.2/29  interface transit 10.255.0.1  route 10.0.0.0/8 via core  allow any -> world  masquerade any }',
    'zone transit { subnet 10.255.0.0/30 }',
    'site campus {',
    ...numbers.map((n) => `  vlan v${n} ${100 + n} { subnet 10.${n}.0.0/22 }`),
    '  l3switch core {',
    '    interface transit 10.255.0.2',
    '    route default via edge',
    ...numbers.map((n) => `    interface v${n} 10.${n}.0.1`),
    ...Array.from({ length: lines }, (_, index) => `    ${line(index, hosts, vlans)}`),
    '  }',
    ...switches.map((n) => `  l2switch sw${n}`),
    ...switches.map((n) => `  link core:g1/0/${n} -- sw${n}:up trunk ${numbers.map((v) => `v${v}`).join(', ')}`),
    ...machines.map(({ name, vlan, place }) => `  server ${name} { ip 10.${vlan}.${(place + 10) >> 8}.${(place + 10) & 255} }`),
    ...machines.map(({ name, vlan, sw }) => `  link sw${sw} -- ${name} access v${vlan}`),
    '}',
    'link world -- edge',
    '',
  ].join('\n');
}

/** Four lines of five speak of whole VLANs, the fifth of two machines; one of nine denies. */
function line(index: number, hosts: number, vlans: number): string {
  const vlan = (seed: number): string => `v${((seed * 7) % vlans) + 1}`;
  const host = (seed: number): string => `h${((seed * 37) % hosts) + 1}`;
  const action = index % 9 === 8 ? 'deny ' : 'allow';
  const ends = index % 5 === 4 ? `${host(index)} -> ${host(index + 11)}` : `${vlan(index)} -> ${vlan(index * 3 + 5)}`;
  return `${action} ${ends} over ${PORTS[(index * 3 + (index >> 2)) % PORTS.length]!}`;
}
