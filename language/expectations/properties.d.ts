/** `expect every database has replicate`: whether something was said of an element, group or flow. */
import type { Facts } from '../facts/query.js';
import type { Id } from '../model/model.js';
export declare function hasProperty(facts: Facts, id: Id, property: string): boolean;
