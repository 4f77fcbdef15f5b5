/** Known answers: a table of comma-separated values with a line of headings, one model a line. */
import { existsSync, readFileSync } from 'node:fs';

export type Answer = Readonly<Record<string, string>>;

/** By the model's name, which is the first column; empty where there is no such file. */
export function readAnswers(file: URL | string): Map<string, Answer> {
  if (!existsSync(file)) return new Map();
  const [headings, ...lines] = readFileSync(file, 'utf8').split(/\r?\n/).filter((line) => line.trim() !== '').map((line) => line.split(',').map((cell) => cell.trim()));
  return new Map(lines.map((cells) => [cells[0]!, Object.fromEntries(headings!.map((heading, i) => [heading, cells[i] ?? '']))]));
}
