/**
 * The caption: what happens at a moment of a run, as somebody would say it who stands beside the reader. Told from the state
 * of the run alone, so that every moment has the same caption, however it was come to.
 */
import { measureText, rounded } from '#language/expectations/measures.js';
import { text, word } from '#language/messages/word.js';
import type { Text } from '#language/model/finding.js';
import type { Id } from '#language/model/model.js';
import type { LogEntry, LogKind } from '#language/simulation/outcome/log.js';
import type { CallPlan } from '#language/simulation/plan.js';
import type { Run } from '#language/simulation/run.js';
import { checkSaid, standsBy } from './check-caption.js';
import type { Lately } from './run-view.js';
import { takeoverSaid, type Names } from './takeover-caption.js';

export interface Caption {
  /** Form and colour: all is well, something is wrong, something has just turned to the better. */
  kind: 'calm' | 'trouble' | 'turn';
  said: readonly Text[];
  /** What becomes of requests. */
  requests?: Text;
  /** Elements and groups that it speaks of, where something happens at this moment. */
  about: readonly Id[];
}

export interface Told extends Names {
  run: Run;
  lately: Lately;
  /** Elements, groups and flows that do not work. */
  broken: ReadonlySet<Id>;
  /** Seconds of the run for which an event is news. */
  news: number;
  textOf(entry: LogEntry): Text;
}

/** What is told first of all that happened at once; what is not listed is told by itself. */
const WEIGHT: Partial<Record<LogKind, number>> = { 'two-masters': 5, 'took-over': 4, 'gave-back': 4, 'one-master': 4, 'lost-writes': 3, 'lost-messages': 3, 'marked-down': 2, 'marked-up': 2, 'nobody-serves': -1, 'job-submitted': -1 };
const BETTER: readonly LogKind[] = ['took-over', 'gave-back', 'one-master', 'recovered', 'joined', 'marked-up', 'breaker-closed', 'copied-again', 'job-done', 'blocks-copied'];
/** Neither trouble nor the end of it. */
const PLAIN: readonly LogKind[] = ['job-submitted', 'job-step'];
const MOST_SENTENCES = 2;

export function captionOf(told: Told): Caption {
  const requests = requestsSaid(told);
  const with_ = (kind: Caption['kind'], said: Text[], about: readonly Id[] = []): Caption => ({ kind, said, ...(requests ? { requests } : {}), about });
  const takeover = takeoverSaid(told.run, told);
  if (takeover) return with_('trouble', [...takeover.said, ...flowsSaid(told, takeover.group)], [takeover.group]);
  const news = newsOf(told);
  const checked = checkSaid(told.run, told);
  const said = [...news.map((entry) => newsSaid(told, entry)), ...(checked && !news.some(({ kind }) => BETTER.includes(kind)) ? [checked] : [])];
  const still = stillSaid(told);
  // What goes on as it should does not hide what is wrong.
  if (news.length > 0 && news.every(({ kind }) => PLAIN.includes(kind))) said.push(...still.slice(0, 1));
  if (said.length > 0) return with_(kindOf(news, still.length > 0), said, aboutOf(told.run, news));
  return still.length > 0 ? with_('trouble', still) : with_('calm', [text('playback.calm')]);
}

function kindOf(news: readonly LogEntry[], troubled: boolean): Caption['kind'] {
  if (news.length > 0 && news.every(({ kind }) => PLAIN.includes(kind))) return troubled ? 'trouble' : 'calm';
  return news.length > 0 && news.every(({ kind }) => BETTER.includes(kind) || kind === 'lost-writes') ? 'turn' : 'trouble';
}

// ------------------------------------------------------------------------------------------------------------- news

/** The latest that happened, where it is news, and with it what happened in the same moment. */
function newsOf({ run, news }: Told): LogEntry[] {
  const { log } = run.state;
  const last = log.at(-1);
  if (!last || last.at < run.now - news) return [];
  const together: LogEntry[] = [];
  for (let at = log.length - 1; at >= 0 && log[at]!.at > last.at - 1e-6; at--) together.unshift(log[at]!);
  const weight = ({ kind }: LogEntry): number => WEIGHT[kind] ?? 0;
  return together.filter((entry) => weight(entry) >= 0).sort((a, b) => weight(b) - weight(a)).slice(0, MOST_SENTENCES);
}

function newsSaid(told: Told, entry: LogEntry): Text {
  const { nameOf, addressOf } = told;
  const { kind, subject, other, detail, amount = 0 } = entry;
  if (kind === 'took-over' && other !== undefined && detail !== undefined) {
    const params = { group: nameOf(subject), other: nameOf(other), detail: nameOf(detail), address: addressOf(subject) ?? 'none' };
    return amount > 0 ? text('playback.took-over', { ...params, gap: measureText(amount, 'duration') }) : text('playback.took-over-at-once', params);
  }
  const beside = kind === 'recovered' ? servesBeside(told.run, subject) : undefined;
  if (beside) return text('playback.back-standby', { who: nameOf(subject), group: nameOf(beside.group), server: nameOf(beside.server) });
  return text('playback.sentence', { said: told.textOf(entry) });
}

/** What happened to whom, and the groups that these belong to. */
function aboutOf({ plan }: Run, news: readonly LogEntry[]): Id[] {
  const ids = news.filter(({ kind }) => !PLAIN.includes(kind)).flatMap(({ subject, other }) => (other === undefined ? [subject] : [subject, other]));
  return [...new Set(ids.flatMap((id) => plan.groups.find(({ members }) => members.some((member) => member.id === id))?.id ?? id))];
}

/** Another member that serves for the group of this one. */
function servesBeside({ plan, state }: Run, id: Id): { group: Id; server: Id } | undefined {
  for (const [index, group] of plan.groups.entries()) {
    if (group.mode !== 'active-standby') continue;
    const at = group.members.findIndex((member) => member.id === id);
    const { serving, gapSince } = state.groups[index]!;
    const server = group.members[serving];
    if (at >= 0 && server && serving !== at && gapSince < 0) return { group: group.id, server: server.id };
  }
  return undefined;
}

// ------------------------------------------------------------------------------------------------ what goes on being

function stillSaid({ run, nameOf }: Told): Text[] {
  const { plan, state } = run;
  const { failing, cut, partitions } = state.trouble;
  const said: Text[] = [];
  const plain: string[] = [];
  for (const id of Object.keys(failing)) {
    const beside = servesBeside(run, id);
    const station = plan.stations.findIndex((each) => each.id === id);
    const balancer = plan.balancers.find(({ members, assumed, station: own }, index) => !assumed && members.includes(station) && !standsBy(run, own) && !state.balancers[index]!.peers[members.indexOf(station)]!.up);
    if (beside) said.push(text('playback.still-served', { who: nameOf(id), server: nameOf(beside.server) }));
    else if (balancer) said.push(text('playback.still-out', { who: nameOf(id), balancer: nameOf(plan.stations[balancer.station]!.id) }));
    else plain.push(nameOf(id));
  }
  if (plain.length > 0) said.push(text('playback.still-down', { names: plain.slice(0, 4), count: plain.length }));
  if (cut.length > 0) said.push(text('playback.still-cut', { names: cut.slice(0, 4).map(nameOf), count: cut.length }));
  for (const { a, b } of partitions) if (a[0] !== undefined && b[0] !== undefined) said.push(text('playback.still-parted', { subject: nameOf(a[0]), other: nameOf(b[0]) }));
  plan.stations.forEach(({ id }, index) => {
    const { slow } = state.stations[index]!;
    if (slow !== 1) said.push(text('playback.still-slow', { who: nameOf(id), factor: rounded(slow) }));
  });
  return said.slice(0, MOST_SENTENCES);
}

// --------------------------------------------------------------------------------------------------------- requests

function requestsSaid({ run, lately: { served, failed, seconds, underWay, usually } }: Told): Text | undefined {
  const { plan, now } = run;
  if (plan.loads.length === 0) return undefined;
  if (served + failed === 0) {
    // As many as come in a second are always under way somewhere.
    if (underWay > Math.max(10, usually)) return text('playback.requests-waiting', { count: underWay });
    return underWay > 0 || plan.loads.some(({ from, until }) => from <= now && now < until) ? undefined : text('playback.requests-quiet');
  }
  if (served === 0) return text('playback.requests-none', { failed });
  if (failed > 0) return text('playback.requests-failing', { share: measureText(Number((failed / (served + failed)).toPrecision(2)), 'share'), all: served + failed });
  return text('playback.requests-well', { rate: rounded(Number((served / seconds).toPrecision(3))) });
}

/** Where some of what is asked of a group goes on while the rest waits: writes and reads. */
function flowsSaid({ run: { plan }, broken, nameOf }: Told, group: Id): Text[] {
  const asked = plan.calls.filter(({ flow, targets }, index) => targets.some(({ id }) => id === group) && plan.calls.findIndex((each) => each.flow === flow) === index);
  const isLost = ({ flow }: CallPlan): boolean => broken.has(plan.flows[flow]!.id);
  const [lost, kept] = [asked.filter(isLost), asked.filter((call) => !isLost(call))];
  if (lost.length === 0 || kept.length === 0) return [];
  const name = nameOf(group);
  const said = ({ writes, targets, flow }: CallPlan): string => word(
    writes ? text('playback.writes-to', { name }) : targets.some(({ id, reads }) => id === group && reads) ? text('playback.reads-from', { name }) : text('playback.named', { name: nameOf(plan.flows[flow]!.id) }),
  );
  return [text('playback.flows-wait', { lost: lost.map(said), kept: kept.map(said) })];
}
