/**
 * Findings as badges: a finding stands at its culprit, or at what hides it. Where the picture does not show the culprit
 * at all, an error or warning stands at the next part that it is about; lesser ones are left to pictures that do.
 */
import type { Finding } from '../model/finding.js';
import type { Id } from '../model/model.js';
import type { Badge } from './scene.js';
/** Badges by the node or edge that carries them. */
export declare function badgesBy(findings: readonly Finding[], carrier: (subject: Id) => string | undefined): Map<string, Badge[]>;
