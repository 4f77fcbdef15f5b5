import type { Id, Model } from '../model/model.js';
import { type WaysOf } from './ways.js';
export declare function publicPlaces(model: Model, ways: WaysOf): Set<Id>;
