/** Words of closed lists that the grammar leaves open: media, directions, figures, shapes of distributions. */
import type { ValueType } from '../../../model/values.js';
import type { Offer } from '../proposal.js';

/** What an expectation may measure, and in what. */
export const FIGURES: Record<string, ValueType> = {
  availability: 'share', p50: 'duration', p90: 'duration', p95: 'duration', p99: 'duration', errors: 'share', throughput: 'rate', share: 'share',
  utilisation: 'share', downtime: 'duration', failover: 'duration', 'data-loss': 'duration', queue: 'number', refused: 'number', completion: 'duration',
};

const ROLES = ['place', 'actor', 'compute', 'service', 'database', 'switch', 'router', 'filter', 'balancer', 'storage', 'processing', 'device', 'part'];
const VALUE_TYPES = ['duration', 'rate', 'size', 'bandwidth', 'share', 'window', 'number', 'string', 'address', 'name', 'flag'];

const WORDS: Record<string, readonly string[]> = {
  'MediumStatement.medium': ['ethernet', 'fc', 'sas', 'sata', 'scsi', 'wifi', 'bluetooth', 'zigbee', 'serial'],
  'TunnelStatement.tunnel': ['ipsec', 'wireguard', 'gre', 'vxlan', 'openvpn'],
  'RoutingStatement.protocol': ['ospf', 'bgp', 'is-is', 'rip', 'eigrp'],
  'ViewDirection.direction': ['right', 'down', 'left', 'up'],
  'RoleStatement.role': ROLES,
  'AttributeDeclaration.type': VALUE_TYPES,
  'Distribution.shape': ['exponential', 'uniform', 'lognormal', 'hyperexponential', 'samples', 'constant'],
  'MetaStatement.key': [],
};

export function wordOffers(use: string): Offer[] | undefined {
  if (use === 'ExpectFigure.figure') return Object.entries(FIGURES).map(([label, detail], index): Offer => ({ label, kind: 'value', detail, rank: 1 + index / 100 }));
  return WORDS[use]?.map((label, index): Offer => ({ label, kind: 'value', rank: 1 + index / 100 }));
}

/** Attributes of blocks that have a list of their own. */
export const BLOCK_WORDS: Record<string, readonly string[]> = {
  Scenario: ['seed', 'warmup', 'replications', 'owner', 'doc'],
  Stage: ['tasks', 'memory', 'vcores'],
};

export function blockWordOffers(owner: string | undefined): Offer[] {
  return (BLOCK_WORDS[owner ?? ''] ?? []).map((label): Offer => ({ label, kind: 'attribute', rank: 1 }));
}

/** What `expect … has` may ask for, beside attributes. */
export const PROPERTIES = ['replicate', 'backup', 'failover', 'vrrp', 'heartbeat', 'vip', 'balance', 'check', 'software', 'os', 'port', 'ip', 'gateway', 'subnet',
  'inbound', 'securitygroup', 'tls', 'timeout', 'retry', 'backoff', 'connections', 'breaker', 'owner', 'doc', 'technology', 'tag', 'description', 'label'];
