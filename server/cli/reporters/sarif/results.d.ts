/** Findings as SARIF results: one location, the path as a code flow, repairs as replacements. */
import type { ArtifactLocation, Result } from 'sarif';
import { type Places } from '../../places.js';
import { type ReportedFinding } from '../../report.js';
export declare const SOURCE_ROOT = "%SRCROOT%";
export declare function results(findings: readonly ReportedFinding[], places: Places, ruleIndex: ReadonlyMap<string, number>): Result[];
/** A relative URI: percent-encoded, as `건강/망.arch` must be. Files on another drive keep an absolute one. */
export declare function artifact(uri: string, places: Places): ArtifactLocation;
