/** What hangs on a part: the figures of a service, what falls with an element or link, what a group can spare. */
import { lossOf, weakenedBy, type Loss, type Weakening } from '#language/facts/redundancy/effect.js';
import { figures } from '#language/facts/redundancy/figures.js';
import { spokenName } from '#language/facts/redundancy/names.js';
import { reportOf, type Report } from '#language/facts/redundancy/report.js';
import { figureText, pointsText, targetTexts } from '#language/facts/redundancy/report-texts.js';
import { reserveOf } from '#language/facts/redundancy/reserve.js';
import { services } from '#language/facts/redundancy/services.js';
import { spanText } from '#language/facts/redundancy/wording.js';
import type { Facts } from '#language/facts/query.js';
import { text, word, type MessageId } from '#language/messages/word.js';
import type { Text } from '#language/model/finding.js';
import type { Id } from '#language/model/model.js';
import type { Session } from '../session.js';
import type { View } from '../views.js';
import { paragraphs, plain } from './markdown.js';

/** Milliseconds that a hover waits for figures; then it says that they are being computed. */
const PATIENCE = 400;

/** Undefined where it is nothing that stays available or does not. */
export async function redundancyText(session: Session, view: View, id: Id): Promise<string | undefined> {
  const { model } = view;
  const own = (table: object): boolean => Object.hasOwn(table, id);
  if (own(model.flows)) return worded(await answered(session, view, id, serviceLines));
  if (own(model.groups)) return paragraphs(worded(reserveLines(view, id)), worded(await answered(session, view, id, lossLines)));
  if (own(model.elements) || own(model.links)) return worded(await answered(session, view, id, lossLines));
  return undefined;
}

interface Lines { lines: Text[]; assumptions: Text[] }

async function answered(session: Session, view: View, id: Id, ask: (facts: Facts, id: Id) => Lines): Promise<Lines> {
  const question = (facts: Facts): Lines => ask(facts, id);
  const known = session.figures.known(view, question);
  if (known) return known;
  const late = new Promise<boolean>((resolve) => session.host.scheduler.after(PATIENCE, () => resolve(false)));
  const came = await Promise.race([session.figures.ready(view, `hover ${id}`, question), late]);
  return (came ? session.figures.known(view, question) : undefined) ?? { lines: [text('editor.hover.computing')], assumptions: [] };
}

/** Of a flow that is no service: nothing. */
function serviceLines(facts: Facts, id: Id): Lines {
  if (!facts.ask(services).some((flow) => flow.id === id)) return { lines: [], assumptions: [] };
  const report = reportOf(facts, id, figures(facts, id)!);
  return { lines: [figureText(report), ...targetTexts(report), pointsText(spoken(facts, report))], assumptions: report.assumptions };
}

function spoken(facts: Facts, { works, singlePoints }: Report): Pick<Report, 'works' | 'singlePoints'> {
  return { works, singlePoints: singlePoints.map((each) => spokenName(facts, each)) };
}

function lossLines(facts: Facts, id: Id): Lines {
  const loss = facts.ask(lossOf, id);
  return { lines: loss && facts.ask(services).length > 0 ? [...stops(facts, id, loss), ...weakens(facts, facts.ask(weakenedBy, id))] : [], assumptions: [] };
}

function stops(facts: Facts, id: Id, { stopped }: Loss): Text[] {
  const names = stopped.map((each) => spokenName(facts, each));
  const whole: MessageId = facts.groups[id] ? 'editor.hover.loss.group' : 'editor.hover.loss';
  return [text(whole, { names, count: names.length })];
}

function weakens(facts: Facts, all: Weakening[]): Text[] {
  return all.map(({ service, next }) => text('editor.hover.weakened', { service: spokenName(facts, service), next: next.map((each) => spokenName(facts, each)), count: next.length }));
}

function reserveLines({ facts }: View, id: Id): Lines {
  const { members, spare, waits, handover } = facts.ask(reserveOf, id)!;
  const lines = [
    text(waits ? 'editor.hover.reserve.waits' : 'editor.hover.reserve', { members, spare }),
    ...(handover === undefined ? [] : [text('editor.hover.handover', { span: spanText(handover / 60) })]),
  ];
  return { lines: members > 0 ? lines : [], assumptions: [] };
}

function worded({ lines, assumptions }: Lines): string | undefined {
  if (lines.length === 0) return undefined;
  const list = (all: Text[]): string => all.map((each) => `- ${plain(word(each))}`).join('\n');
  return paragraphs(list(lines), assumptions.length > 0 ? `${word(text('editor.hover.assumed'))}\n\n${list(assumptions)}` : undefined);
}
