/** An architecture as one root and one variant read it: what questions about names are asked of. */
import type { Facts } from '../facts/query.js';
import type { Model } from '../model/model.js';

export interface View {
  root: string;
  variant?: string;
  model: Model;
  facts: Facts;
}
