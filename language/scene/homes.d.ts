import type { Id, Model } from '../model/model.js';
export declare function homesOf(model: Model, visible: ReadonlySet<Id>): Map<Id, Id | undefined>;
