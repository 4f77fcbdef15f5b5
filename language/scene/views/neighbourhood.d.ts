import type { Id, Model } from '../../model/model.js';
import type { Show } from '../scene.js';
export interface Neighbourhood {
    /** Whatever stands in the centre, included. */
    ids: Set<Id>;
    /** True where a flow, or a cable, joins two of them. */
    flows: boolean;
    links: boolean;
}
/** @param show only along these lines; along both where it is undefined. */
export declare function around(model: Model, centre: ReadonlySet<Id>, depth: number, show: Show | undefined): Neighbourhood;
