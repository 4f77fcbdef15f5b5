import type { Facts } from '../facts/query.js';
import type { Element, Id, Model } from '../model/model.js';
import type { Way } from './options.js';
/** What readers look for at the border of a network: internet, NAT, VPN gateways. */
export declare function isGateway(element: Element): boolean;
export interface Landmarks {
    filters: ReadonlySet<Id>;
    /** Gateways, and routers that stand at an internet. */
    border: ReadonlySet<Id>;
}
export declare function landmarksOf(model: Model): Landmarks;
/** The landmarks of a flow between these two: a gateway only of one that comes from the internet or leaves the gateway's own place. */
export declare function isLandmark(model: Model, landmarks: Landmarks, id: Id, from: Id, to: Id): boolean;
/** What `SceneOptions.passes` takes. */
export declare function passesOf(facts: Facts): Record<Id, Way[]>;
