/** The rules as SARIF's reporting descriptors, with what code scanning shows beside a result. */
import type { ReportingDescriptor } from 'sarif';
import type { Severity } from '#language/model/finding.js';
import { type RuleEntry } from '../../rule-entry.js';
export declare const LEVELS: Record<Severity, 'error' | 'warning' | 'note'>;
/** @param homepage of the project, where it has one: rule pages are found below it. */
export declare function descriptor(rule: RuleEntry, homepage?: string): ReportingDescriptor;
