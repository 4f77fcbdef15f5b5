/**
 * `npm run test:kernel [-- DIR …]`: asks the Linux kernel about networks and holds its answers against the reachability
 * facts. Ends with 1 where they differ. `--short` is what CI runs.
 */
import { parseArgs } from 'node:util';
import { judge, type Subject, type Verdict } from './judge.js';
import { Oracle } from './oracle.js';
import { subjectsIn } from './subjects.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    short: { type: 'boolean', default: false },
    verbose: { type: 'boolean', short: 'v', default: false },
    batch: { type: 'string', default: '12' },
    most: { type: 'string', default: '400' },
  },
});

async function main(): Promise<void> {
  const subjects: Subject[] = positionals.length > 0 ? subjectsIn(positionals) : subjectsIn(['examples']);
  const oracle = new Oracle();
  const batch = Number(values.batch);
  const totals = { networks: 0, probes: 0, differences: 0, refused: 0, errors: 0 };
  const skipped = new Map<string, number>();
  try {
    for (let at = 0; at < subjects.length; at += batch) {
      const { verdicts } = await judge(oracle, subjects.slice(at, at + batch), { most: Number(values.most) });
      for (const verdict of verdicts) tell(verdict, totals, skipped);
    }
  } finally {
    await oracle.close();
  }
  for (const [why, count] of skipped) console.log(`${count} probes not asked: ${why}`);
  console.log(`${totals.networks} networks, ${totals.probes} probes, ${totals.differences} differences${totals.refused > 0 ? `, ${totals.refused} not asked` : ''}${totals.errors > 0 ? `, ${totals.errors} not built` : ''}`);
  // What `.ci/run` sums: a probe on which both agree is one that passes.
  console.log(`\n  ${totals.probes - totals.differences} passing\n${totals.differences + totals.errors > 0 ? `  ${totals.differences + totals.errors} failing\n` : ''}`);
  process.exitCode = totals.differences + totals.errors > 0 ? 1 : 0;
}

function tell(verdict: Verdict, totals: { networks: number; probes: number; differences: number; refused: number; errors: number }, skipped: Map<string, number>): void {
  const { name } = verdict.subject;
  if (verdict.refused !== undefined) {
    totals.refused++;
    console.log(`${name}: not asked: ${verdict.refused}`);
    return;
  }
  if (verdict.error !== undefined) {
    totals.errors++;
    console.log(`${name}: not built: ${verdict.error}`);
    return;
  }
  totals.networks++;
  totals.probes += verdict.comparison!.compared;
  totals.differences += verdict.comparison!.differences.length;
  for (const [why, count] of verdict.skipped) skipped.set(why, (skipped.get(why) ?? 0) + count);
  if (values.verbose) console.log(`${name}: ${verdict.comparison!.compared} probes, ${verdict.answers.filter((each) => each.how === 'open').length} answered`);
  for (const each of verdict.comparison!.differences) console.log(`${name}: ${each.from} -> ${each.to} over ${each.over}: kernel ${each.kernel}; we say ${each.ours}`);
}

await main();
