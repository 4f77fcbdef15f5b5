import { type Rule } from '../rules/rule.js';
export declare const expectationRules: readonly Rule[];
