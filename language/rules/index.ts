/** All rules, sorted by id. */
import { rule as ineffectiveWeight } from './capacity/ineffective-weight.js';
import { rule as overload } from './capacity/overload.js';
import { rule as overloadAfterLoss } from './capacity/overload-after-loss.js';
import { rule as poolTooSmall } from './capacity/pool-too-small.js';
import { rule as stickyBehindOneAddress } from './capacity/sticky-behind-one-address.js';
import { rule as taskFitsNowhere } from './capacity/task-fits-nowhere.js';
import { rule as timeoutShorterThanService } from './capacity/timeout-shorter-than-service.js';
import { rule as unfitQueues } from './capacity/unfit-queues.js';
import { rule as stepWithoutFlow } from './intent/step-without-flow.js';
import { rule as ambiguousName } from './model/ambiguous-name.js';
import { rule as badAddress } from './model/bad-address.js';
import { rule as badQuantity } from './model/bad-quantity.js';
import { rule as cycle } from './model/cycle.js';
import { rule as dataFailed } from './model/data-failed.js';
import { rule as duplicateName } from './model/duplicate-name.js';
import { rule as emptyGroup } from './model/empty-group.js';
import { rule as importFailed } from './model/import-failed.js';
import { rule as isolated } from './model/isolated.js';
import { rule as missingCapability } from './model/missing-capability.js';
import { rule as softwareOnWrongSystem } from './model/software-on-wrong-system.js';
import { rule as stalePosition } from './model/stale-position.js';
import { rule as syntax } from './model/syntax.js';
import { rule as unknownName } from './model/unknown-name.js';
import { rule as unknownSoftware } from './model/unknown-software.js';
import { rule as unknownWord } from './model/unknown-word.js';
import { rule as unreadableLayout } from './model/unreadable-layout.js';
import { rule as unused } from './model/unused.js';
import { rule as wrongKind } from './model/wrong-kind.js';
import { rule as accessMeetsTrunk } from './network/access-meets-trunk.js';
import { rule as addressOutsideSubnet } from './network/address-outside-subnet.js';
import { rule as asymmetricPath } from './network/asymmetric-path.js';
import { rule as blackhole } from './network/blackhole.js';
import { rule as duplicateAddress } from './network/duplicate-address.js';
import { rule as flowDenied } from './network/flow-denied.js';
import { rule as gatewayOffSegment } from './network/gateway-off-segment.js';
import { rule as layer2Loop } from './network/layer2-loop.js';
import { rule as missingGateway } from './network/missing-gateway.js';
import { rule as multipathInconsistent } from './network/multipath-inconsistent.js';
import { rule as natTargetUnreachable } from './network/nat-target-unreachable.js';
import { rule as nativeVlanMismatch } from './network/native-vlan-mismatch.js';
import { rule as noReturnRoute } from './network/no-return-route.js';
import { rule as noRoute } from './network/no-route.js';
import { rule as portUsedTwice } from './network/port-used-twice.js';
import { rule as reservedAddress } from './network/reserved-address.js';
import { rule as routingLoop } from './network/routing-loop.js';
import { rule as severalGateways } from './network/several-gateways.js';
import { rule as staticRoutePins } from './network/static-route-pins.js';
import { rule as subnetOverlap } from './network/subnet-overlap.js';
import { rule as trunkMismatch } from './network/trunk-mismatch.js';
import { rule as vlanOutOfRange } from './network/vlan-out-of-range.js';
import { rule as vlanPartitioned } from './network/vlan-partitioned.js';
import { rule as vlanUndeclared } from './network/vlan-undeclared.js';
import { rule as vlanUnreachable } from './network/vlan-unreachable.js';
import { rule as wrongMedium } from './network/wrong-medium.js';
import { rule as balancerWithoutCheck } from './redundancy/balancer-without-check.js';
import { rule as checkNotCarried } from './redundancy/check-not-carried.js';
import { rule as dependencyCeiling } from './redundancy/dependency-ceiling.js';
import { rule as failoverTooSlow } from './redundancy/failover-too-slow.js';
import { rule as layer4UrlRules } from './redundancy/layer4-url-rules.js';
import { rule as missingVip } from './redundancy/missing-vip.js';
import { rule as scaledOutWithoutBalancer } from './redundancy/scaled-out-without-balancer.js';
import { rule as sharedFate } from './redundancy/shared-fate.js';
import { rule as singleBackend } from './redundancy/single-backend.js';
import { rule as singlePointOfFailure } from './redundancy/single-point-of-failure.js';
import { rule as standbyWithoutFailover } from './redundancy/standby-without-failover.js';
import { rule as statefulWithoutReplication } from './redundancy/stateful-without-replication.js';
import { rule as targetMissed } from './redundancy/target-missed.js';
import { rule as unfitQuorum } from './redundancy/unfit-quorum.js';
import { rule as vrrpInconsistent } from './redundancy/vrrp-inconsistent.js';
import { rule as adminPortExposed } from './security/admin-port-exposed.js';
import { rule as cleartextOverInternet } from './security/cleartext-over-internet.js';
import { rule as databaseExposed } from './security/database-exposed.js';
import { rule as lateralAdministration } from './security/lateral-administration.js';
import { rule as missingFirewall } from './security/missing-firewall.js';
import { rule as missingWaf } from './security/missing-waf.js';
import { rule as notListening } from './security/not-listening.js';
import { rule as portClosedOnHost } from './security/port-closed-on-host.js';
import { rule as ruleNeverMatches } from './security/rule-never-matches.js';
import { rule as ruleTooWide } from './security/rule-too-wide.js';
import { rule as unusedRule } from './security/unused-rule.js';
import { rule as unwiredFilter } from './security/unwired-filter.js';
import { rule as dasOverNetwork } from './storage/das-over-network.js';
import { rule as dasShared } from './storage/das-shared.js';
import { rule as mountUnreachable } from './storage/mount-unreachable.js';
import { rule as singleFabric } from './storage/single-fabric.js';
import type { Rule } from './rule.js';

export const rules: readonly Rule[] = [
  ineffectiveWeight,
  overload,
  overloadAfterLoss,
  poolTooSmall,
  stickyBehindOneAddress,
  taskFitsNowhere,
  timeoutShorterThanService,
  unfitQueues,
  stepWithoutFlow,
  ambiguousName,
  badAddress,
  badQuantity,
  cycle,
  dataFailed,
  duplicateName,
  emptyGroup,
  importFailed,
  isolated,
  missingCapability,
  softwareOnWrongSystem,
  stalePosition,
  syntax,
  unknownName,
  unknownSoftware,
  unknownWord,
  unreadableLayout,
  unused,
  wrongKind,
  accessMeetsTrunk,
  addressOutsideSubnet,
  asymmetricPath,
  blackhole,
  duplicateAddress,
  flowDenied,
  gatewayOffSegment,
  layer2Loop,
  missingGateway,
  multipathInconsistent,
  natTargetUnreachable,
  nativeVlanMismatch,
  noReturnRoute,
  noRoute,
  portUsedTwice,
  reservedAddress,
  routingLoop,
  severalGateways,
  staticRoutePins,
  subnetOverlap,
  trunkMismatch,
  vlanOutOfRange,
  vlanPartitioned,
  vlanUndeclared,
  vlanUnreachable,
  wrongMedium,
  balancerWithoutCheck,
  checkNotCarried,
  dependencyCeiling,
  failoverTooSlow,
  layer4UrlRules,
  missingVip,
  scaledOutWithoutBalancer,
  sharedFate,
  singleBackend,
  singlePointOfFailure,
  standbyWithoutFailover,
  statefulWithoutReplication,
  targetMissed,
  unfitQuorum,
  vrrpInconsistent,
  adminPortExposed,
  cleartextOverInternet,
  databaseExposed,
  lateralAdministration,
  missingFirewall,
  missingWaf,
  notListening,
  portClosedOnHost,
  ruleNeverMatches,
  ruleTooWide,
  unusedRule,
  unwiredFilter,
  dasOverNetwork,
  dasShared,
  mountUnreachable,
  singleFabric,
];
