/**
 * `npm run test:kernel [-- DIR …]`: asks the Linux kernel about networks and holds its answers against the reachability
 * facts. Ends with 1 where they differ. `--short` is what CI runs.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { generate } from './generate/network.js';
import { print, type Statement } from './generate/source.js';
import { judge, type Subject, type Verdict } from './judge.js';
import { Oracle } from './oracle.js';
import { recordOf } from './record.js';
import { shrink, subjectOf } from './shrink.js';
import { subjectsIn } from './subjects.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    short: { type: 'boolean', default: false },
    verbose: { type: 'boolean', short: 'v', default: false },
    random: { type: 'string' },
    seed: { type: 'string', default: '1' },
    batch: { type: 'string', default: '12' },
    most: { type: 'string' },
    shrink: { type: 'boolean', default: false },
    record: { type: 'string' },
  },
});

interface Given extends Subject { statements?: Statement[] }

const settings = { most: Number(values.most ?? (values.short ? 200 : 400)) };
const totals = { networks: 0, probes: 0, differences: 0, refused: 0, errors: 0 };
const skipped = new Map<string, number>();
/** Random networks that the kernel has answered for. */
let judgedRandom = 0;

async function main(): Promise<void> {
  const random = Number(values.random ?? (positionals.length > 0 ? 0 : values.short ? 25 : 300));
  const first = Number(values.seed);
  const onDisk: Given[] = positionals.length > 0 ? subjectsIn(positionals) : values.random === undefined ? subjectsIn(['examples']) : [];
  const batch = Number(values.batch);
  const oracle = new Oracle();
  const began = Date.now();
  try {
    for (let at = 0; at < onDisk.length + random; at += batch) {
      const some = Array.from({ length: Math.min(batch, onDisk.length + random - at) }, (_, nth) => onDisk[at + nth] ?? made(first + at + nth - onDisk.length));
      const { verdicts, seconds } = await judge(oracle, some, settings);
      if (values.verbose) console.log(`built, asked, cleared in ${seconds.join(', ')} s`);
      for (const verdict of verdicts) await tell(oracle, verdict);
    }
    // In place of random networks that the kernel cannot build, so that as many are asked as were asked for.
    for (let extra = first + random; judgedRandom < random && extra < first + random + Math.ceil(random / 2); extra += batch) {
      const some = Array.from({ length: Math.min(batch, random - judgedRandom) }, (_, nth) => made(extra + nth));
      for (const verdict of (await judge(oracle, some, settings)).verdicts) await tell(oracle, verdict);
    }
  } finally {
    await oracle.close();
  }
  for (const [why, count] of skipped) console.log(`${count} probes not asked: ${why}`);
  console.log(`${totals.networks} networks, ${totals.probes} probes, ${totals.differences} differences${totals.refused > 0 ? `, ${totals.refused} not asked` : ''}${totals.errors > 0 ? `, ${totals.errors} not built` : ''}`);
  // What `.ci/run` sums: a probe on which both agree is one that passes.
  const failing = totals.differences + totals.errors;
  console.log(`\n  ${totals.probes - totals.differences} passing (${Math.round((Date.now() - began) / 1000)}s)\n${failing > 0 ? `  ${failing} failing\n` : ''}`);
  process.exitCode = failing > 0 ? 1 : 0;
}

function made(seed: number): Given {
  const statements = generate(seed);
  return { ...subjectOf(`random-${seed}`, statements), statements };
}

async function tell(oracle: Oracle, verdict: Verdict): Promise<void> {
  const { name } = verdict.subject;
  const { statements } = verdict.subject as Given;
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
  const { compared, differences } = verdict.comparison!;
  totals.networks++;
  if (statements) judgedRandom++;
  totals.probes += compared;
  totals.differences += differences.length;
  for (const [why, count] of verdict.skipped) skipped.set(why, (skipped.get(why) ?? 0) + count);
  if (values.verbose) console.log(`${name}: ${compared} probes, ${verdict.answers.filter((each) => each.how === 'open').length} answered`);
  for (const each of differences) console.log(`${name}: ${each.from} -> ${each.to} over ${each.over}: kernel ${each.kernel}; we say ${each.ours}`);
  if (values.record !== undefined && differences.length === 0) record(values.record, name, statements, verdict);
  if (!values.shrink || !statements || differences.length === 0) return;
  // One of each kind: many questions fail for one reason.
  const kinds = new Map(differences.map((each) => [each.ours.replace(/[0-9a-f:.]{3,}|\b\S*\d\S*/g, ''), each]));
  for (const [nth, each] of [...kinds.values()].entries()) {
    const small = await shrink(oracle, statements, each.question, verdict.subject.model.problems.length);
    const { verdicts } = await judge(oracle, [subjectOf(name, small)], settings);
    console.log(`${name}, shrunk:\n${print(small)}`);
    for (const one of verdicts[0]!.comparison?.differences ?? []) console.log(`  ${one.from} -> ${one.to} over ${one.over}: kernel ${one.kernel}; we say ${one.ours}`);
    if (values.record !== undefined) record(values.record, `${name}${nth > 0 ? `-${nth + 1}` : ''}`, small, verdicts[0]!);
  }
}

/** Of a file that is there already only the answers are written. */
function record(folder: string, name: string, statements: Statement[] | undefined, verdict: Verdict): void {
  mkdirSync(folder, { recursive: true });
  if (statements) writeFileSync(join(folder, `${name}.arch`), print(statements));
  writeFileSync(join(folder, `${basename(name, '.arch')}.json`), recordOf(verdict));
}

await main();
