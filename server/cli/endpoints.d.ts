import type { Facts } from '#language/facts/query.js';
import type { Endpoint } from '#language/model/model.js';
import type { Given } from './inputs.js';
export interface NamedEnd {
    endpoint: Endpoint;
    /** The qualified name, or the address. */
    name: string;
    /** False where no element stands behind it. */
    connects: boolean;
}
export declare function endpointOf(facts: Facts, written: string, given: Given): NamedEnd;
