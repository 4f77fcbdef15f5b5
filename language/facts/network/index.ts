/** What other parts ask of the network: one import for rules, expectations, redundancy, traces. */
export { carriage } from './carriage.js';
export { dialKey, dialOf } from './dial.js';
export { flowDials, endpointElements } from './flow-dials.js';
export { isWired } from './wired.js';
export * from './types.js';
