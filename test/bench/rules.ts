/**
 * `npm run bench:rules`: what each rule costs as a model grows. Campuses of 500, 2,000 and 5,000 elements are checked, rule by rule in the order
 * of a check, so that a fact is paid for by the first rule that asks for it. Times are of the processor, not of the clock, and printed as ratios: to the
 * whole check, and from one size to the next beside the growth of the model. What is far above that growth is not linear.
 * With `--defects` every campus has mistakes of its own, so that rules have something to say. Other sizes may be given.
 */
import { allRules, check } from '#language/check/check.js';
import { applyPrecedence } from '#language/check/precedence.js';
import { carriage, dialKey, flowDials } from '#language/facts/network/index.js';
import { Facts } from '#language/facts/query.js';
import type { Finding } from '#language/model/finding.js';
import { readModel } from '../support/read-model.js';
import { generateModel } from './generate-model.js';
import { seedDefects } from './seed-defects.js';

const numbers = process.argv.slice(2).filter((each) => /^\d+$/.test(each)).map(Number);
const SIZES = numbers.length > 0 ? numbers : [500, 2000, 5000];
const DEFECTS = process.argv.includes('--defects');
/** Rows below this share of the check at the largest size are left out. */
const LEAST_SHARE = 0.002;

interface Row { step: string; times: number[]; findings: number[] }

function main(): void {
  measure(SIZES[0]!);
  const columns = SIZES.map(measure);
  const rows: Row[] = columns[0]!.map(({ step }, index) => ({ step, times: columns.map((column) => column[index]!.time), findings: columns.map((column) => column[index]!.findings) }));
  print(rows);
}

function measure(size: number): { step: string; time: number; findings: number }[] {
  const text = generateModel(size);
  const model = readModel(DEFECTS ? seedDefects(text) : text);
  const facts = new Facts(model);
  const found: Finding[] = [];
  const timed = (step: string, run: () => number): { step: string; time: number; findings: number } => {
    const start = process.cpuUsage();
    const findings = run();
    const { user, system } = process.cpuUsage(start);
    return { step, time: (user + system) / 1000, findings };
  };
  return [
    timed('(flows traced)', () => {
      for (const flow of Object.keys(facts.flows)) for (const dial of facts.ask(flowDials, flow)) facts.ask(carriage, dialKey(dial));
      return 0;
    }),
    ...allRules.map((rule) => timed(rule.id, () => {
      const said = [...rule.run(facts)];
      found.push(...said);
      return said.length;
    })),
    timed('(precedence)', () => applyPrecedence(facts, found).length),
    timed('(again, all known)', () => check(facts).length),
  ];
}

function print(rows: Row[]): void {
  const last = SIZES.length - 1;
  const whole = SIZES.map((_, at) => rows.filter((row) => row.step !== '(again, all known)').reduce((sum, row) => sum + row.times[at]!, 0));
  const growth = SIZES.map((size, at) => (at === 0 ? '' : `${(size / SIZES[at - 1]!).toFixed(1)}×`));
  console.log(`elements ${SIZES.join(', ')}; the model grows ${growth.slice(1).join(', ')}; the whole check ${SIZES.map((_, at) => `${(whole[at]! / 1000).toFixed(2)} s`).join(', ')} of processor`);
  console.log(['share', ...SIZES.slice(1).map((_, at) => `grows ${SIZES[at]}→${SIZES[at + 1]}`), 'findings', 'step'].join('\t'));
  for (const { step, times, findings } of [...rows].sort((a, b) => b.times[last]! - a.times[last]!)) {
    if (times[last]! / whole[last]! < LEAST_SHARE) continue;
    console.log([`${(100 * times[last]! / whole[last]!).toFixed(1)}%`, ...times.slice(1).map((time, at) => `${(time / Math.max(times[at]!, 0.5)).toFixed(1)}×`), findings[last], step].join('\t'));
  }
}

main();
