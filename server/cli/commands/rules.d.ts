/** `lintel rules`: the catalogue, a line a rule. */
import type { AddCommand } from '../context.js';
export declare const addRules: AddCommand;
