/** Numbers on the command line: whole, in their range, or a fault that says so. */
import { text } from '#language/messages/word.js';
import { Fault } from './fault.js';

export function wholeNumber(written: string, low: number, high: number): number {
  const value = Number(written);
  if (!/^\d+$/.test(written) || value < low || value > high) {
    throw new Fault(text('cli.fault.not-a-number', { text: written, low: String(low), high: String(high) }));
  }
  return value;
}
