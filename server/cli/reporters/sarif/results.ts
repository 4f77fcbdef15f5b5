/** Findings as SARIF results: one location, the path as a code flow, repairs as replacements. */
import type { ArtifactLocation, Fix, Location, PhysicalLocation, Region, Result } from 'sarif';
import type { Origin, Range } from '#language/model/origin.js';
import { isFile, plainRange, type Places } from '../../places.js';
import { messageIn, type ReportedFinding, type Said, type TextEdit } from '../../report.js';
import { Fingerprints } from './fingerprints.js';
import { LEVELS } from './rules.js';

export const SOURCE_ROOT = '%SRCROOT%';

export function results(findings: readonly ReportedFinding[], places: Places, ruleIndex: ReadonlyMap<string, number>): Result[] {
  const fingerprints = new Fingerprints();
  return findings.map((finding) => {
    const index = ruleIndex.get(finding.rule);
    return {
      ruleId: finding.rule,
      ...(index === undefined ? {} : { ruleIndex: index }),
      level: LEVELS[finding.severity],
      message: { text: messageIn(finding) },
      locations: [{ physicalLocation: physical(finding.origin, places) }],
      ...related(finding, places),
      ...codeFlows(finding, places),
      partialFingerprints: fingerprints.of(finding, places.file(finding.origin.uri)),
      ...fixes(finding, places),
      ...(finding.variant === undefined ? {} : { properties: { variant: finding.variant } }),
    };
  });
}

/** Documents of the standard library are on nobody's disk: a code host would refuse the whole upload for their scheme. */
function onDisk(places: readonly Said[]): Said[] {
  return places.filter(({ origin }) => isFile(origin.uri));
}

function related(finding: ReportedFinding, places: Places): Pick<Result, 'relatedLocations'> {
  const locations = onDisk(finding.related).map((each, id) => ({ id, ...location(each, places) }));
  return locations.length > 0 ? { relatedLocations: locations } : {};
}

function codeFlows(finding: ReportedFinding, places: Places): Pick<Result, 'codeFlows'> {
  const steps = onDisk(finding.path);
  if (steps.length === 0) return {};
  const locations = steps.map((step, index) => ({ location: location(step, places), executionOrder: index + 1 }));
  return { codeFlows: [{ threadFlows: [{ locations }] }] };
}

function fixes(finding: ReportedFinding, places: Places): Pick<Result, 'fixes'> {
  const writable = finding.fixes.filter(({ edits }) => edits.every(({ uri }) => isFile(uri)));
  return writable.length > 0 ? { fixes: writable.map(({ title, edits }) => fix(title, edits, places)) } : {};
}

function fix(title: string, edits: readonly TextEdit[], places: Places): Fix {
  return {
    description: { text: title },
    artifactChanges: [...new Set(edits.map(({ uri }) => uri))].map((uri) => ({
      artifactLocation: artifact(uri, places),
      replacements: edits.filter((edit) => edit.uri === uri).map(({ range, newText }) => ({ deletedRegion: region(range), insertedContent: { text: newText } })),
    })),
  };
}

function location({ message, origin }: Said, places: Places): Location {
  return { physicalLocation: physical(origin, places), message: { text: message } };
}

function physical(origin: Origin, places: Places): PhysicalLocation {
  return { artifactLocation: artifact(origin.uri, places), region: region(origin.range) };
}

function region(range: Range): Region {
  const { start, end } = plainRange(range);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** A relative URI: percent-encoded, as `건강/망.arch` must be. Files on another drive keep an absolute one. */
export function artifact(uri: string, places: Places): ArtifactLocation {
  const file = places.file(uri);
  if (file.startsWith('/') || /^[A-Za-z]:/.test(file) || !isFile(uri)) return { uri };
  return { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: SOURCE_ROOT };
}
