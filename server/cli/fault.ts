/**
 * How the command line ends. A fault is what the user or the machine did wrong: one line on stderr, exit 2; its stack
 * only with `--verbose`.
 */
import { word } from '#language/messages/word.js';
import type { Text } from '#language/model/finding.js';

export const EXIT = {
  /** Nothing at or above the threshold. */
  clean: 0,
  /** Findings, a failed expectation, or a difference with `--check`. */
  findings: 1,
  /** Wrong usage, unreadable input, or an internal fault. */
  fault: 2,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export class Fault extends Error {
  override name = 'Fault';

  constructor(text: Text, options?: ErrorOptions) {
    super(word(text), options);
  }
}

/** An exception's own words on one line, whatever was thrown. */
export function reasonOf(thrown: unknown): string {
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return reason.replaceAll(/\s*[\r\n]+\s*/g, ' ').trim();
}
