import type { RuleEntry } from './rule-entry.js';
export declare function ruleEntries(): RuleEntry[];
