/** What rules ask of software: systems and capabilities. */
export { alternatives } from './alternatives.js';
export { missingCapabilities, type MissingCapability } from './capabilities.js';
export { queueLevels, type QueueLevel } from './scheduler-queues.js';
export { runsOn, systemOf, type OperatingSystem } from './systems.js';
