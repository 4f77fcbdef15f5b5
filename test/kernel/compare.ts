/** What the facts say of a network against what the kernel says, question by question. */
import { carriage, dialKey } from '#language/facts/network/index.js';
import type { Carriage, Dial, Trace } from '#language/facts/network/types.js';
import type { Facts } from '#language/facts/query.js';
import { word } from '#language/messages/word.js';
import { parseAddress } from '#language/model/ip.js';
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
    const by = answer.by === undefined ? '' : ` from ${translation.nameOf(answer.by)}`;
    const other = (answer.how === 'open') !== found.trace.reachable ? undefined : answeredOtherwise(translation, dial, found.trace, answer) ?? otherwiseOnSome(found, answer);
    if ((answer.how === 'open') === found.trace.reachable && other === undefined) return;
    differences.push({
      question,
      from: `${dial.from}${dial.fromAddress ? ` (${dial.fromAddress})` : ''}`,
      to: dial.toAddress === dial.to ? dial.to : `${dial.to} (${dial.toAddress})`,
      over: dial.port!.text,
      kernel: `${answer.how}${answer.partly ? ' by some of its equal ways' : ''}${by}${answer.seen ? `, seen as ${answer.seen}` : ''}`,
      ours: other ?? (found.trace.stop ? `${found.trace.disposition}${found.trace.stop.reply ? ' of the reply' : ''} at ${found.trace.stop.element}: ${word(found.trace.stop.text)}` : found.trace.disposition),
    });
  });
  return { differences, compared, assumed };
}

/** Of a connection that both let through where the kernel chooses among equals: all of its choices are answered, or some. */
function otherwiseOnSome({ trace, oneSided }: Carriage, answer: Answer): string | undefined {
  if (answer.partly === undefined) return undefined;
  const failing = trace.failing !== undefined || oneSided !== undefined;
  if (failing === answer.partly) return undefined;
  const [end] = trace.failing ?? [];
  return failing ? `some of its equal ways end${end ? ` at ${end.element}${end.reply ? ' on the way back' : ''}: ${word(end.text)}` : ` at ${oneSided!.join(', ')}`}` : 'all of its equal ways are open';
}

/** Of a connection that both let through: another machine answers than the trace ends at, or it sees another source than the trace makes of it. */
function answeredOtherwise(translation: Translation, dial: Dial, trace: Trace, answer: Answer): string | undefined {
  // Where the kernel chooses among equals, the trace tells one of several ways.
  if (answer.by === undefined || translation.topology.chances !== undefined) return undefined;
  const last = trace.hops.at(-1);
  if (last === undefined) return undefined;
  const station = translation.ground.station(last.element);
  if (station !== translation.nameOf(answer.by)) return `answered by ${station}`;
  const source = sourceOf(trace);
  if (source === undefined) {
    const own = dial.fromAddress === undefined ? translation.ground.addresses(translation.ground.station(dial.from)).map((each) => each.text) : [dial.fromAddress];
    return answer.seen === undefined || own.includes(answer.seen) ? undefined : `seen as one of ${own.join(', ')}`;
  }
  return answer.seen === source ? undefined : `seen as ${source}`;
}

/** The source that the last translation on the way makes, where it is an address. */
function sourceOf(trace: Trace): string | undefined {
  const translated = trace.hops.findLast((hop) => hop.action === 'translated');
  const after = translated?.detail.params?.['after'];
  const source = typeof after === 'object' && 'params' in after ? after.params?.['from'] : undefined;
  return typeof source === 'string' && parseAddress(source) ? source : undefined;
}
