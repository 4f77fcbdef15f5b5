import type { Facts } from '../facts/query.js';
import type { RelatedPlace, Text } from '../model/finding.js';
import type { Expectation, Id } from '../model/model.js';
import type { Origin } from '../model/origin.js';
export interface Judgement {
    /** Undefined: undecided, the model does not say enough. */
    holds: boolean | undefined;
    /** What is, in words. */
    actual: Text;
    /** Elements, links and flows to blame, each at its place. */
    culprits: {
        id: Id;
        origin: Origin;
    }[];
    path?: RelatedPlace[];
    /** How many parts a standard judged; 0 means that it matches nothing. */
    judged: number;
}
export declare function judge(facts: Facts, expectation: Expectation): Judgement | undefined;
