/** The smallest part of a network on which the kernel and the facts still differ, found by taking statements out. */
import { readModel } from '../support/read-model.js';
import { paths, print, without, type Statement } from './generate/source.js';
import { judge, type JudgeSettings, type Subject } from './judge.js';
import type { Oracle } from './oracle.js';
import type { Question } from './probes.js';

export function subjectOf(name: string, statements: readonly Statement[]): Subject {
  return { name, model: readModel(print(statements), `file:///${encodeURIComponent(name)}.arch`) };
}

/** Takes out thirds, then less, then single statements; of each candidate the kernel is asked the one question that differed. */
export async function shrink(oracle: Oracle, statements: Statement[], about: Question, problems: number): Promise<Statement[]> {
  const key = (dial: Question['dial']): string => JSON.stringify([dial.from.split('.').at(-1), dial.toAddress, dial.port!.text, dial.fromAddress?.length]);
  const wanted = key(about.dial);
  const settings: JudgeSettings = { most: Infinity, only: ({ dial }) => key(dial) === wanted };
  let current = statements;
  for (let size = Math.ceil(paths(current).length / 3); size >= 1;) {
    const all = paths(current);
    const candidates: Statement[][] = [];
    for (let at = 0; at < all.length; at += size) candidates.push(without(current, new Set(all.slice(at, at + size).map((path) => path.join('.')))));
    const kept = await smaller(oracle, candidates.reverse(), settings, problems);
    if (kept) {
      current = kept;
      size = Math.max(1, Math.min(size, Math.ceil(paths(current).length / 2)));
    } else {
      if (size === 1) break;
      size = Math.floor(size / 2);
    }
  }
  return current;
}

async function smaller(oracle: Oracle, candidates: Statement[][], settings: JudgeSettings, problems: number): Promise<Statement[] | undefined> {
  const subjects = candidates.map((each, nth) => ({ statements: each, subject: subjectOf(`candidate${nth}`, each) })).filter(({ subject }) => subject.model.problems.length <= problems);
  for (let at = 0; at < subjects.length; at += 16) {
    const some = subjects.slice(at, at + 16);
    const { verdicts } = await judge(oracle, some.map((each) => each.subject), settings);
    const found = verdicts.findIndex((verdict) => (verdict.comparison?.differences.length ?? 0) > 0);
    if (found >= 0) return some[found]!.statements;
  }
  return undefined;
}
