/**
 * Fingerprints tell a result of this run from those of the last, so that an alert stays the same alert while lines
 * move. They rest on what the finding is about, never on where it stands in its file.
 */
import { createHash } from 'node:crypto';
import type { ReportedFinding } from '../../report.js';

export class Fingerprints {
  private readonly seen = new Map<string, number>();

  /** @param file path from the root of the sources. Findings come in the order in which they are reported. */
  of({ rule, key, variant }: ReportedFinding, file: string): Record<string, string> {
    const digest = createHash('sha256').update(JSON.stringify([rule, file, key, variant ?? null])).digest('hex').slice(0, 16);
    const ordinal = (this.seen.get(digest) ?? 0) + 1;
    this.seen.set(digest, ordinal);
    const print = `${digest}:${ordinal}`;
    // The one name that GitHub's code scanning reads, and one of our own for others.
    return { primaryLocationLineHash: print, 'lintelFinding/v1': print };
  }
}
