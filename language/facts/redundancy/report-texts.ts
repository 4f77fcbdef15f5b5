/** A report of availability in sections, as the command line prints it and the editor shows it. */
import type { Text } from '../../model/finding.js';
import { text } from '../../messages/word.js';
import { MINUTES_PER_YEAR } from './figures.js';
import type { Report } from './report.js';
import { minutesRounded, nines, percentOf, spanText, targetPercent } from './wording.js';

export interface Section {
  title?: Text;
  lines: Text[];
  /** The first row heads the columns. */
  table?: (Text | string)[][];
}

/** More than anybody reads; JSON has them all. */
const MOST = 20;
const MOST_CUT_SETS = 100;

/** @param order of the cut sets that the report holds. */
export function sectionsOf(report: Report, order: number): Section[] {
  return [
    { lines: [figureText(report), ...targetTexts(report), pointsText(report), ...adviceTexts(report)] },
    ...cutSets(report, order), ...gains(report), ...handovers(report), ...planned(report), ...commonCauses(report), ...assumptions(report),
  ];
}

export function figureText({ works, unavailability: down, bounds, downtimeMinutesPerYear }: Pick<Report, 'works' | 'unavailability' | 'bounds' | 'downtimeMinutesPerYear'>): Text {
  if (!works) return text('redundancy.report.broken');
  if (down === null) {
    const { low, high } = bounds ?? { low: 0, high: 1 };
    return text('redundancy.report.bounds', {
      low: percentOf(1 - low), high: percentOf(1 - high), least: spanText((1 - high) * MINUTES_PER_YEAR), most: spanText((1 - low) * MINUTES_PER_YEAR),
    });
  }
  if (down === 0) return text('redundancy.report.never-down');
  const minutes = downtimeMinutesPerYear ?? down * MINUTES_PER_YEAR;
  return text('redundancy.report.figure', { share: percentOf(down), nines: nines(down), span: spanText(minutes), minutes: String(minutesRounded(minutes)) });
}

/** Figures are sums of many roundings: this much of a year is no difference. */
const TOLERANCE = 1e-12;

export function targetTexts({ unavailability: down, bounds, target }: Pick<Report, 'unavailability' | 'bounds' | 'target'>): Text[] {
  if (target === null) return [];
  const allowed = 1 - target;
  const least = down ?? 1 - (bounds?.high ?? 1);
  const most = down ?? 1 - (bounds?.low ?? 0);
  const params = (margin: number): Record<string, string | Text> => ({ target: targetPercent(target), allowed: spanText(allowed * MINUTES_PER_YEAR), margin: spanText(Math.abs(margin) * MINUTES_PER_YEAR) });
  if (Math.abs(most - allowed) <= TOLERANCE && Math.abs(least - allowed) <= TOLERANCE) return [text('redundancy.report.target-exact', params(0))];
  if (most <= allowed + TOLERANCE) return [text('redundancy.report.target-met', params(allowed - most))];
  if (least > allowed + TOLERANCE) return [text('redundancy.report.target-missed', params(least - allowed))];
  return [text('redundancy.report.target-open', params(0))];
}

export function pointsText({ works, singlePoints: names }: Pick<Report, 'works' | 'singlePoints'>): Text {
  if (!works) return text('redundancy.report.nothing-to-lose');
  return names.length > 0 ? text('redundancy.report.single-points', { names, count: names.length }) : text('redundancy.report.no-single-points');
}

/** The whole in one line: `99.97%, 2 h 38 min a year, 1 single point`. */
export function lensText({ works, unavailability: down, bounds, singlePoints, target }: Report): Text {
  if (!works) return text('redundancy.lens.broken');
  const points = text('redundancy.lens.points', { count: singlePoints.length });
  if (down === 0) return text('redundancy.lens.never-down', { points });
  const most = down ?? 1 - (bounds?.low ?? 0);
  const least = down ?? 1 - (bounds?.high ?? 1);
  const figure = down === null
    ? text('redundancy.lens.bounds', { low: percentOf(most), high: percentOf(least), most: spanText(most * MINUTES_PER_YEAR) })
    : text('redundancy.lens.figure', { share: percentOf(down), span: spanText(down * MINUTES_PER_YEAR) });
  if (target === null || least <= 1 - target + TOLERANCE) return text('redundancy.lens', { figure, points });
  return text('redundancy.lens.missed', { figure, points, target: targetPercent(target) });
}

/** What gains most: a second one of some part, or a quicker hand-over. */
function adviceTexts({ gains: [first], handovers: [slowest], unavailability: down }: Report): Text[] {
  if (slowest && slowest.minutes > (first?.doubled ?? 0)) return [text('redundancy.report.advice.handover', { group: slowest.group, span: spanText(slowest.minutes) })];
  if (!first || down === null) return [];
  const left = Math.max(0, down - first.doubled / MINUTES_PER_YEAR);
  return [text('redundancy.report.advice', { name: first.element, span: spanText(first.doubled), share: percentOf(left) })];
}

function cutSets({ cutSets: sets, cutSetsComplete }: Report, order: number): Section[] {
  if (sets.length === 0) return [];
  const shown = sets.slice(0, MOST_CUT_SETS);
  const more = sets.length > shown.length ? [text('redundancy.report.more', { count: sets.length - shown.length })] : cutSetsComplete ? [] : [text('redundancy.report.incomplete')];
  return [{ title: text('redundancy.report.cut-sets', { order, count: sets.length }), lines: [...shown.map((names) => text('redundancy.report.cut-set', { names })), ...more] }];
}

function gains({ gains: all, importance }: Report): Section[] {
  if (all.length === 0) return [];
  const weights = new Map(importance.map((each) => [each.element, each]));
  const rows = all.slice(0, MOST).map(({ element, perfect, doubled }) => {
    const { birnbaum, fussellVesely } = weights.get(element)!;
    return [element, spanText(perfect), spanText(doubled), digits(birnbaum), fussellVesely === null ? '' : digits(fussellVesely)];
  });
  const head = [text('redundancy.report.head.element'), text('redundancy.report.head.perfect'), text('redundancy.report.head.doubled'), text('redundancy.report.head.birnbaum'), text('redundancy.report.head.fussell-vesely')];
  return [{ title: text('redundancy.report.gains'), table: [head, ...rows], lines: all.length > rows.length ? [text('redundancy.report.more', { count: all.length - rows.length })] : [] }];
}

function handovers({ handovers: each }: Report): Section[] {
  if (each.length === 0) return [];
  return [{ title: text('redundancy.report.handovers'), lines: each.map(({ group, minutes }) => text('redundancy.report.handover', { group, span: spanText(minutes) })) }];
}

function planned({ planned: each, unavailability: down }: Report): Section[] {
  if (each.length === 0 || down === null) return [];
  const share = percentOf(Math.max(0, down - each.reduce((sum, { minutes }) => sum + minutes, 0) / MINUTES_PER_YEAR));
  const more = each.length > MOST ? [text('redundancy.report.more', { count: each.length - MOST })] : [];
  return [{ title: text('redundancy.report.planned', { share }), lines: [...each.slice(0, MOST).map(({ element, minutes }) => text('redundancy.report.planned-of', { name: element, span: spanText(minutes) })), ...more] }];
}

function commonCauses({ commonCauses: all }: Report): Section[] {
  if (all.length === 0) return [];
  return [{ title: text('redundancy.report.common-causes'), lines: all.map(({ cause, group, lost }) => text('redundancy.report.common-cause', { cause, group, lost })) }];
}

function assumptions({ assumptions: lines }: Report): Section[] {
  return lines.length > 0 ? [{ title: text('redundancy.report.assumptions'), lines }] : [];
}

function digits(value: number): string {
  return value === 0 ? '0' : value >= 0.001 ? value.toFixed(4) : value.toExponential(2);
}
