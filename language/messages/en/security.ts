/** What the security rules say. */
export const security = {
  'security.related.cut': 'A firewall on this link would stand in every such path.',
  'security.related.flow': 'The flow {flow} comes this way.',

  'security.missing-firewall.title': 'An element that the internet reaches past every firewall',
  'security.missing-firewall.what': '{name} can be reached from {internet} without passing any firewall, waf or security group.',
  'security.missing-firewall.why': 'Whatever anybody on the internet sends to it arrives: every open port, every flaw of its software. The way is {path}. Rules of a switch or router, address translation and the host\'\'s own inbound rules do not count as a firewall.',
  'security.missing-firewall.todo.cut': 'Put a firewall on the link {cut}, where it stands in every such path, or give {name} a security group.',
  'security.missing-firewall.todo': 'No single link is on every such path: put a firewall on each, or give {name} a security group.',
  'security.missing-firewall.fix': 'Put a firewall on the link {cut}',

  'security.missing-waf.title': 'Web traffic from the internet that no web application firewall sees',
  'security.missing-waf.what': 'Web requests from {source} arrive at {name} without a web application firewall before it.',
  'security.missing-waf.why': 'A packet filter lets {ports} through whatever the request says; injection and forged requests are only seen by something that reads them.',
  'security.missing-waf.todo': 'Put a waf in the line before {name}, or run one on the balancer that takes the requests.',
  'security.missing-waf.todo.firewall': 'Make {firewall}, which stands in the line already, a waf, or put one before {name}.',
  'security.missing-waf.fix': 'Make {firewall} a waf',

  'security.database-exposed.title': 'A database or storage that the internet can open a connection to',
  'security.database-exposed.what': '{internet} can open a connection to {name}.',
  'security.database-exposed.why': 'Data stores are the first thing that is scanned for, and one guessed password or unpatched flaw is a breach. The way is {path}.',
  'security.database-exposed.todo': 'Remove the rule or translation that lets it in, and let only the tier in front of {name} talk to it.',

  'security.port-closed-on-host.title': 'A flow to a port that its target\'\'s own firewall leaves closed',
  'security.port-closed-on-host.what.default': 'The flow {flow} arrives at {element}, whose own inbound block leaves {port} closed to {source}.',
  'security.port-closed-on-host.what.rule': 'The flow {flow} arrives at {element}, whose own inbound block closes {port} to {source}: "{about}".',
  'security.port-closed-on-host.why': 'A host drops what its own firewall does not allow, however open the network before it is; {count, plural, one {the connection} other {# connections}} would hang until a timeout.',
  'security.port-closed-on-host.todo.default': 'Allow {source} over {port} in the inbound block of {by}, or drop the flow.',
  'security.port-closed-on-host.todo.rule': 'Allow {source} over {port} before that rule in the inbound block of {by}, or drop the flow.',

  'security.unwired-filter.title': 'A firewall that no traffic passes',
  'security.unwired-filter.what': 'No path passes {name}: traffic goes around it.',
  'security.unwired-filter.why': 'A filter that is not in the line filters nothing, and readers of the drawing believe that it does.',
  'security.unwired-filter.todo': 'Wire {name} into the line of traffic that it should judge, or remove it.',
} as const;
