/** What the facts say of a network against what the kernel says, question by question. */
import { carriage, dialKey } from '#language/facts/network/index.js';
import type { Facts } from '#language/facts/query.js';
import { word } from '#language/messages/word.js';
import type { Question } from './probes.js';
import type { Answer } from './topology.js';
import type { Translation } from './translate/translate.js';

export interface Difference {
  from: string;
  to: string;
  over: string;
  /** What came back in the kernel's network, and whether that is an answer. */
  kernel: string;
  ours: string;
  question: Question;
}

export interface Comparison { differences: Difference[]; compared: number; assumed: number }

export function compare(facts: Facts, translation: Translation, questions: readonly Question[], answers: readonly Answer[]): Comparison {
  const differences: Difference[] = [];
  let compared = 0;
  let assumed = 0;
  questions.forEach((question, nth) => {
    const { dial } = question;
    const answer = answers[nth]!;
    const found = facts.ask(carriage, dialKey(dial));
    if (found.trace.disposition === 'assumed') {
      assumed++;
      return;
    }
    compared++;
    if ((answer.how === 'open') === found.trace.reachable) return;
    const by = answer.by === undefined ? '' : ` from ${translation.nameOf(answer.by)}`;
    differences.push({
      question,
      from: `${dial.from}${dial.fromAddress ? ` (${dial.fromAddress})` : ''}`,
      to: dial.toAddress === dial.to ? dial.to : `${dial.to} (${dial.toAddress})`,
      over: dial.port!.text,
      kernel: `${answer.how}${by}${answer.seen ? `, seen as ${answer.seen}` : ''}`,
      ours: found.trace.stop ? `${found.trace.disposition}${found.trace.stop.reply ? ' of the reply' : ''} at ${found.trace.stop.element}: ${word(found.trace.stop.text)}` : found.trace.disposition,
    });
  });
  return { differences, compared, assumed };
}
