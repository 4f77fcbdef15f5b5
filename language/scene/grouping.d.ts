/**
 * Which groups are drawn as frames and where: a group whose visible members stand side by side in one container (or
 * are themselves such groups) becomes a frame around them. A group spread over several places cannot; its members
 * carry its badge instead.
 */
import type { Id, Model } from '../model/model.js';
export interface Grouping {
    /** Group → the nodes in its frame: element ids, or ids of framed groups. */
    frames: ReadonlyMap<Id, readonly Id[]>;
    /** Element or group → the frame around it. */
    frameOf: ReadonlyMap<Id, Id>;
    /** Frame → the element that contains it. */
    homeOf: ReadonlyMap<Id, Id | undefined>;
    /** Element → groups that it belongs to without a frame of theirs around it. */
    spread: ReadonlyMap<Id, readonly Id[]>;
}
export declare function groupsOfPicture(model: Model, visible: ReadonlySet<Id>, homes: ReadonlyMap<Id, Id | undefined>): Grouping;
