/** What other parts ask of capacity: offered loads, holding times, and where they meet a limit. */
export { busyCores, type BusyCores } from './busy-cores.js';
export { offeredLoads } from './offered.js';
export { greatestOffer } from './peaks.js';
export { holdings, type Holding } from './holding.js';
export { serving, type Serving } from './serving.js';
export { jobMembers, statesRoom, type JobMember } from './job-members.js';
export { misfitTasks, type MisfitTasks } from './misfit-tasks.js';
export { overloads, type Overload } from './overloads.js';
export { overloadsAfterLoss, type OverloadAfterLoss } from './after-loss.js';
export { fewConnections, type FewConnections } from './few-connections.js';
export { shortTimeouts, type ShortTimeout } from './short-timeouts.js';
export { oneAddressClients, type OneAddress } from './one-address.js';
export { ineffectiveWeights, type IneffectiveWeights } from './ineffective-weights.js';
export type * from './types.js';
