/** The minimal cut sets of a service one by one: what fails together, what falls then, and what it costs. */
import { figures, MINUTES_PER_YEAR } from '#language/facts/redundancy/figures.js';
import { reliability } from '#language/facts/redundancy/reliability.js';
import { spanText } from '#language/facts/redundancy/wording.js';
import { partName } from '#language/facts/network/short-name.js';
import type { Facts } from '#language/facts/query.js';
import { text, word } from '#language/messages/word.js';
import type { Id } from '#language/model/model.js';

/** Cut sets of more parts than this are many and unlikely; `lintel availability --order` lists them. */
export const HIGHEST_ORDER = 3;

export interface CutSet {
  members: { id: Id; name: string }[];
  /** Share of time in which all of it is down at once, if each fails on its own; undefined where nothing is known of one of them. */
  down: number | undefined;
  /** `1 h 20 min a year, 34% of the time lost`, or why there is no figure. */
  said: string;
}

export interface CutSets {
  works: boolean;
  sets: CutSet[];
  /** What is not complete or not exact, worded. */
  notes: string[];
}

/** Smaller sets first; of equal size the one that costs most. */
export function cutSetsOf(facts: Facts, id: Id): CutSets | undefined {
  const found = figures(facts, id, HIGHEST_ORDER);
  if (!found) return undefined;
  const sets = found.cutSets.map((ids): CutSet => {
    const known = ids.map((each) => facts.ask(reliability, each));
    const nothing = ids.filter((_, index) => known[index]!.basis.type === 'nothing');
    const down = nothing.length > 0 ? undefined : known.reduce((share, { unavailability }) => share * unavailability, 1);
    return { members: ids.map((each) => ({ id: each, name: partName(facts, each) })), down, said: saidOf(facts, ids.length, down, nothing, found.unavailability) };
  });
  const notes = [
    ...(found.cutSetsComplete ? [] : [word(text('reach.cuts-incomplete', { order: HIGHEST_ORDER }))]),
    ...(found.works && found.unavailability === undefined ? [word(text('reach.cuts-bounds'))] : []),
  ];
  return { works: found.works, sets: sets.sort((a, b) => a.members.length - b.members.length || (b.down ?? -1) - (a.down ?? -1)), notes };
}

function saidOf(facts: Facts, count: number, down: number | undefined, nothing: readonly Id[], all: number | undefined): string {
  if (down === undefined) return word(text('reach.cut-unknown', { names: nothing.map((each) => partName(facts, each)) }));
  const span = spanText(down * MINUTES_PER_YEAR);
  if (all === undefined || all <= 0) return word(text('reach.cut-span', { span, count }));
  return word(text('reach.cut-share', { span, count, share: percent(Math.min(1, down / all)) }));
}

/** Two figures that say something, never more than there are. */
function percent(share: number): string {
  const percents = share * 100;
  return percents >= 10 ? String(Math.round(percents)) : percents < 0.01 ? '<0.01' : String(Number(percents.toPrecision(2)));
}
