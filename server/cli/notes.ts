/** What an answer leaves out is said beside it: on stderr, so that the answer itself can still be piped. */
import type { Analysis } from '#language/project/project.js';
import type { Given } from './inputs.js';
import { say } from './say.js';
import type { World } from './world.js';

/** True where something that was written could not be understood. */
export function isBroken({ findings }: Pick<Analysis, 'findings'>): boolean {
  return findings.some(({ rule, severity }) => rule.startsWith('model/') && severity === 'error');
}

export function noteIfBroken(analysis: Pick<Analysis, 'findings'>, { written }: Pick<Given, 'written'>, { stderr }: Pick<World, 'stderr'>): void {
  if (isBroken(analysis)) stderr.write(`${say('cli.note.not-whole', { file: written })}\n`);
}
