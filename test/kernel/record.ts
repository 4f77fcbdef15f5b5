/** What the kernel said of a network, kept beside its file: read by tests that need no kernel. */
import type { Verdict } from './judge.js';

/** One question: who dials whom (at which address, from which where it is bound), over what, and whether it was answered. */
export interface Recorded { from: string; source?: string; to: string; address: string; over: string; answered: boolean; /** By some of the equal ways that the kernel chooses from, or by all; of those that were answered. */ partly?: boolean }

/** @returns JSON with one question a line. */
export function recordOf(verdict: Verdict): string {
  const lines = verdict.questions.map(({ dial }, nth): Recorded => ({
    from: dial.from, ...(dial.fromAddress ? { source: dial.fromAddress } : {}), to: dial.to, address: dial.toAddress!, over: dial.port!.text,
    answered: verdict.answers[nth]!.how === 'open', ...(verdict.answers[nth]!.partly === undefined ? {} : { partly: verdict.answers[nth]!.partly! }),
  }));
  return `[\n${lines.map((each) => `  ${JSON.stringify(each)}`).join(',\n')}\n]\n`;
}
