/** Networks judged by the kernel, a batch at a time: translated, built, asked, compared. */
import { Facts } from '#language/facts/query.js';
import type { Model } from '#language/model/model.js';
import { compare, type Comparison } from './compare.js';
import type { Oracle } from './oracle.js';
import { questionsOf, type Question } from './probes.js';
import type { Answer, Topology } from './topology.js';
import { Refusal } from './translate/refusal.js';
import { translate, type Translation } from './translate/translate.js';

export interface Subject { name: string; model: Model }

export interface Verdict {
  subject: Subject;
  /** Why it could not be asked. */
  refused?: string;
  /** The kernel would not be configured like that. */
  error?: string;
  comparison?: Comparison;
  skipped: Map<string, number>;
  questions: Question[];
  answers: Answer[];
}

export interface JudgeSettings {
  most: number;
  /** Only these questions. */
  only?: (question: Question) => boolean;
}

interface Prepared { verdict: Verdict; translation?: Translation; topology?: Topology; facts: Facts }

export async function judge(oracle: Oracle, subjects: readonly Subject[], settings: JudgeSettings): Promise<{ verdicts: Verdict[]; seconds: number[] }> {
  const prepared = subjects.map((subject) => prepare(subject, settings));
  const asked = prepared.filter((each) => each.topology);
  const { networks, seconds } = asked.length > 0 ? await oracle.ask(asked.map((each) => each.topology!)) : { networks: [], seconds: [] };
  asked.forEach((each, nth) => {
    const found = networks[nth]!;
    if ('error' in found) {
      each.verdict.error = found.error;
      return;
    }
    each.verdict.answers = found.answers;
    each.verdict.comparison = compare(each.facts, each.translation!, each.verdict.questions, found.answers);
  });
  await askAgain(oracle, asked);
  return { verdicts: prepared.map((each) => each.verdict), seconds };
}

/** What stayed without an answer on a busy machine, or by chance, is asked once more before it counts. */
async function askAgain(oracle: Oracle, prepared: readonly Prepared[]): Promise<void> {
  const unlike = prepared.filter((each) => each.verdict.comparison?.differences.length).map((each) => {
    const which = each.verdict.comparison!.differences.map((difference) => each.verdict.questions.indexOf(difference.question));
    return { each, which, topology: { ...each.topology!, probes: which.map((nth) => each.verdict.questions[nth]!.probe), ...(each.topology!.chances ? { chances: 3 * each.topology!.chances } : {}) } };
  });
  if (unlike.length === 0) return;
  const { networks } = await oracle.ask(unlike.map(({ topology }) => topology), { timeout: 1.2, rounds: 3 });
  unlike.forEach(({ each, which }, nth) => {
    const found = networks[nth]!;
    if ('error' in found) return;
    which.forEach((question, at) => { if (found.answers[at]!.how === 'open') each.verdict.answers[question] = found.answers[at]!; });
    each.verdict.comparison = compare(each.facts, each.translation!, each.verdict.questions, each.verdict.answers);
  });
}

export function prepare(subject: Subject, settings: JudgeSettings): Prepared {
  const facts = new Facts(subject.model);
  const verdict: Verdict = { subject, skipped: new Map(), questions: [], answers: [] };
  try {
    const translation = translate(subject.model, facts);
    const { questions: all, skipped, ports } = questionsOf(subject.model, translation, settings.only ? Infinity : settings.most);
    const questions = settings.only ? all.filter(settings.only) : all;
    verdict.skipped = skipped;
    verdict.questions = questions;
    if (questions.length === 0) return { verdict: { ...verdict, refused: 'nobody in it has an address' }, facts };
    const { topology } = translation;
    topology.probes = questions.map((each) => each.probe);
    for (const station of translation.stations.all.values()) topology.nodes[translation.names.of('n', station.id)]!.listen = listening(subject.model, station.id, ports);
    return { verdict, translation, topology, facts };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { verdict: { ...verdict, refused: error.message }, facts };
  }
}

/** A machine listens at every port that is asked for or translated to, unless it says at which. */
function listening(model: Model, station: string, ports: readonly { protocol: string; low: number }[]): string[] {
  const stated = model.elements[station]!.ports;
  const translated = Object.values(model.elements).flatMap((element) => element.network.nat).flatMap((rule) => (rule.type === 'dnat' ? rule.toPorts ?? [] : []));
  // Of a range the first and the last are asked for.
  const ends = translated.flatMap((port) => [port, { ...port, low: port.high }]);
  return [...ports, ...ends].filter((port) => port.protocol !== 'icmp' && (stated === undefined || stated.some((each) => each.protocol === port.protocol && each.low <= port.low && port.low <= each.high)))
    .map((port) => `${port.protocol}/${port.low}`).filter((port, at, all) => all.indexOf(port) === at);
}
