/** Kinds that go by another word elsewhere: in other tools, in other trades, in short. Each word leads to the library's kinds, likeliest first. */
const OTHER_WORDS: Record<string, readonly string[]> = {
  host: ['server', 'vm'], node: ['server', 'vm'], machine: ['server', 'vm'], computer: ['server', 'pc'], 'virtual-machine': ['vm'], instance: ['vm', 'container'],
  person: ['users'], people: ['users'], customer: ['users'], customers: ['users'], participant: ['users', 'app'],
  db: ['database'], rdbms: ['relational-database'], dbms: ['database'], nosql: ['document-store', 'key-value-store'],
  lb: ['loadbalancer'], balancer: ['loadbalancer'], alb: ['l7switch', 'loadbalancer'], nlb: ['l4switch', 'loadbalancer'], fw: ['firewall'], ap: ['access-point'],
  mq: ['queue', 'broker'], bus: ['broker'], topic: ['broker'], bucket: ['object-store'], nat: ['nat-gateway'], vpn: ['vpn-gateway'], igw: ['internet-gateway'],
  network: ['zone', 'lan', 'vpc'], subgraph: ['zone', 'site'], cluster: ['zone', 'site'], boundary: ['zone', 'site'], dmz: ['zone'], segment: ['lan', 'vlan'],
  system: ['app', 'site'], 'software-system': ['app'], softwaresystem: ['app'], application: ['app'], microservice: ['app', 'container'], backend: ['app', 'api'], frontend: ['web'],
  website: ['web'], webapp: ['web', 'app'], datacenter: ['data-centre'], datacentre: ['data-centre'], 'data-center': ['data-centre'], az: ['availability-zone'],
};

/** What the word is called here, of the kinds that there are. */
export function otherWord(word: string, kinds: Readonly<Record<string, unknown>>): string[] {
  const lower = word.toLowerCase();
  return Object.hasOwn(OTHER_WORDS, lower) ? OTHER_WORDS[lower]!.filter((kind) => Object.hasOwn(kinds, kind)) : [];
}
