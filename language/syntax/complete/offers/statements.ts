/** Statements: their keywords, snippets for those with several parts, and which of them suit the block around. */
import type { Role } from '../../../model/model.js';
import type { Place } from '../place.js';
import type { Offer } from '../proposal.js';

/** Statements that say something of the element whose block they stand in: at the top of a file there is none. */
const OF_AN_ELEMENT = new Set(['software', 'os', 'port', 'requires', 'powered-by', 'mount', 'service-time', 'instance', 'subnet', 'ip', 'interface', 'gateway', 'route',
  'routing', 'vip', 'stp', 'transparent', 'allow', 'deny', 'default', 'stateless', 'inbound', 'use', 'dnat', 'masquerade', 'snat', 'vrrp', 'heartbeat', 'failover',
  'replicate', 'backup', 'repair', 'balance', 'count', 'priority']);

/** Roles that a statement is mostly written for. What is not listed suits any. */
const SUITS: Record<string, readonly Role[]> = {
  subnet: ['place'], gateway: ['place', 'compute', 'service', 'database', 'storage', 'processing', 'device', 'actor'], os: ['compute', 'database', 'service', 'balancer'],
  software: ['compute', 'service', 'database', 'balancer', 'filter', 'router', 'storage', 'processing', 'part'],
  interface: ['router', 'filter', 'switch', 'balancer', 'compute'], route: ['router', 'filter', 'place', 'compute'], routing: ['router', 'filter'],
  allow: ['router', 'filter'], deny: ['router', 'filter'], default: ['router', 'filter'], stateless: ['router', 'filter'],
  dnat: ['router', 'filter'], masquerade: ['router', 'filter'], snat: ['router', 'filter'], stp: ['switch'], transparent: ['balancer', 'filter', 'service'],
  balance: ['balancer', 'router', 'service'], vip: ['balancer', 'router', 'filter', 'database', 'service'], vrrp: ['balancer', 'router', 'filter'],
  replicate: ['database', 'storage'], backup: ['database', 'storage'], mount: ['compute', 'service', 'database'], inbound: ['compute', 'service', 'database', 'balancer', 'storage', 'processing'],
  use: ['compute', 'service', 'database', 'balancer', 'storage', 'processing'], ip: ['compute', 'service', 'database', 'balancer', 'storage', 'processing', 'router', 'filter', 'device', 'actor'],
};

/** How well a statement suits the block: smaller is better, undefined not at all. */
function suitability(keyword: string, { block, kind, element }: Place): number | undefined {
  const top = block.rule === 'Architecture' || block.rule === 'VariantBlock';
  if (top) return OF_AN_ELEMENT.has(keyword) && keyword !== 'software' ? undefined : 2;
  if (block.owner?.type !== 'Element' && block.owner?.type !== 'Refine') return 1;
  const suited = SUITS[keyword];
  const roles = new Set(element?.roles ?? (kind ? [kind.role] : []));
  if (!suited) return OF_AN_ELEMENT.has(keyword) && roles.has('place') ? 4 : 2.5;
  return roles.size === 0 || suited.some((role) => roles.has(role)) ? 2 : 4;
}

export function statementOffers(keyword: string, type: string, place: Place): Offer[] {
  const rank = suitability(keyword, place);
  if (rank === undefined) return [];
  const snippets = SNIPPETS[`${type}`] ?? [];
  return [
    { label: keyword, kind: 'keyword', rank },
    ...snippets.filter(([text]) => text.startsWith(keyword)).map(([text, label], index): Offer => ({ label, kind: 'snippet', text, snippet: true, rank: rank + 0.1 + index / 100 })),
  ];
}

/** By node type: the text with its placeholders, and the line that the list shows. */
const SNIPPETS: Record<string, readonly (readonly [text: string, label: string])[]> = {
  Header: [['architecture "${1:title}" {\n\towner "${2:team}"\n}\n$0', 'architecture "…" { … }']],
  Flow: [['flow ${1:from} -> ${2:to} over ${3:https}', 'flow … -> … over …']],
  Link: [['link ${1:a} -- ${2:b}', 'link … -- …']],
  Group: [['group ${1:name} ${2|active-active,active-standby|} {\n\tmembers ${3:a, b}\n}', 'group … { members … }']],
  SecurityGroup: [['securitygroup ${1:name} {\n\tallow ${2:from} over ${3:tcp/443}\n}', 'securitygroup … { allow … }']],
  Rule: [['allow ${1:from} -> ${2:to} over ${3:tcp/443}', 'allow … -> … over …'], ['deny ${1:from} -> ${2:to}', 'deny … -> …']],
  InboundStatement: [['inbound {\n\tallow ${1:from} over ${2:tcp/22}\n}', 'inbound { allow … }']],
  RouteStatement: [['route ${1:default} via ${2:router}', 'route … via …']],
  DnatStatement: [['dnat ${1:address} over ${2:tcp/443} -> ${3:target}', 'dnat … -> …']],
  BalanceStatement: [['balance ${1:target} ${2|round-robin,least-connections,ip-hash,consistent-hash,static-round-robin,least-response-time,random|} {\n\tcheck ${3:tcp/80} every ${4:2s} fall ${5:3} rise ${6:2}\n}', 'balance … { check … }']],
  ReplicateStatement: [['replicate ${1:from} -> ${2:to} ${3|async,sync|}', 'replicate … -> …']],
  FailoverStatement: [['failover automatic within ${1:30s}', 'failover automatic within …']],
  VrrpStatement: [['vrrp ${1:51} every ${2:1s}', 'vrrp … every …']],
  HeartbeatStatement: [['heartbeat every ${1:1s} timeout ${2:3s}', 'heartbeat every … timeout …']],
  Expect: [
    ['expect ${1:from} can reach ${2:to} over ${3:tcp/443}', 'expect … can reach …'], ['expect ${1:from} cannot reach ${2:to}', 'expect … cannot reach …'],
    ['expect availability of ${1:service} >= ${2:99.9%}', 'expect availability of … >= …'], ['expect no single point of failure for ${1:service}', 'expect no single point of failure for …'],
  ],
  Scenario: [['scenario "${1:title}" {\n\tload ${2:flow} ${3:100}/s for ${4:10m}\n\tat ${5:1m} fail ${6:element}\n}', 'scenario "…" { … }']],
  Load: [['load ${1:flow} ${2:100}/s for ${3:10m}', 'load … for …']],
  Event: [['at ${1:1m} ${2|fail,recover,kill,stop|} ${3:element}', 'at … fail …']],
  Sequence: [['sequence "${1:title}" {\n\t${2:a} -> ${3:b} "${4:request}"\n\t${2:a} <- ${3:b} "${5:reply}"\n}', 'sequence "…" { … }']],
  View: [['view ${1:name} "${2:title}" {\n\tshow ${3|flows,links,all|}\n}', 'view … { show … }']],
  Variant: [['variant ${1:name} {\n\t$0\n}', 'variant … { … }']],
  KindDeclaration: [['kind ${1:name} extends ${2:server} {\n\t$0\n}', 'kind … extends … { … }']],
  SoftwareDeclaration: [['software ${1:name} "${2:Name}" {\n\tis ${3:database}\n\tport ${4:tcp/8080}\n}', 'software … { is … }']],
  Job: [['job ${1:name} on ${2:group} {\n\tstage ${3:map} { tasks ${4:20}  duration ${5:30s} }\n}', 'job … on … { stage … }']],
  Import: [['import "${1:file.arch}"', 'import "…"']],
};
