/** What other parts ask of the network: one import for rules, expectations, redundancy, traces. */
export { endpointNamed, traceBetween } from './between.js';
export { carriage, carriageOfAll, carriageOfAny } from './carriage.js';
export { dialKey, dialOf } from './dial.js';
export { everyElement } from './ends.js';
export { exposures, openedFromInternet, type Exposure } from './exposure.js';
export { endpointElements, flowDials, type End } from './flow-dials.js';
export { flowSteps } from './flow-steps.js';
export { leadsAround, passes, type PassesAnswer, type PassesQuestion } from './passes.js';
export { everyWayPasses } from './path-graph.js';
export { reach, type ReachAnswer, type ReachQuestion } from './reach.js';
export { duplicateAddresses, overlappingSubnets, reservedAddresses, strayAddresses } from './address-defects.js';
export { freeGateway, gatewayChoices, partyNamed } from './gateway-repairs.js';
export { culpritBetween, type Culprit } from './culprits.js';
export { missingRoute, prefixAround, type MissingRoute } from './missing-routes.js';
export { areas } from './routing-area.js';
export { troubles, type Trouble, type TroubleKind } from './troubles.js';
export * from './types.js';
export { isWired, networkDescribed } from './wired.js';
