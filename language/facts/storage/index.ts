/** What other parts ask of storage: one import for rules. */
export { attachedStorages, dasAround, type AttachedStorage, type Attachment } from './das.js';
export { loneFabrics, loneHosts, type LoneFabric, type LoneHost } from './fabrics.js';
export { machineOf } from './machines.js';
export { wrongMedia, type WrongMedium } from './media.js';
export { mountWays, unreachedMounts, type UnreachedMount } from './unreached-mounts.js';
