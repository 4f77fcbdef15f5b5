import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { Machine } from './support/world.js';
import { validated, validatedSarif } from './support/schemas.js';

const SHOP = `internet world { users shoppers }
waf edge { allow world -> lb over https }
zone lan {
  loadbalancer lb
  server web count 2
  database db { software mysql }
}
link world -- edge -- lan
flow shoppers -> lb over https as shop
flow lb -> web over http -> db over mysql
expect world cannot reach db
`;
const CLEAN = 'internet world { users people }\nwaf edge count 2 { allow world -> api over https }\nserver api count 2\nlink world -- edge -- api\nflow people -> api over https as portal\n';
const BROKEN = 'server a {\n  ip 10.0.0.999\n}\nflow a -> nobody over http\n';
const VARIANTS = `${SHOP}view small "Small" { show flows }\nvariant now "Now" { server spare }\nvariant later { server other  flow other -> lost over http }\n`;

describe('the command line', () => {
  let machine: Machine;
  beforeEach(() => { machine = new Machine({ 'shop.arch': SHOP, 'broken.arch': BROKEN }); });
  afterEach(() => machine.remove());

  /** Exit 2, nothing on stdout, one line on stderr. */
  async function faulty(says: RegExp, ...args: string[]): Promise<void> {
    const { code, stdout, stderr } = await machine.run(...args);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^lintel: [^\n]+\n$/);
    assert.match(stderr, says);
  }

  describe('check', () => {
    interface Check { findings: { rule: string; file: string; severity: string; variant?: string }[]; summary: { files: number; errors: number; warnings: number } }

    async function check(...args: string[]): Promise<Check & { code: number }> {
      const { code, stdout, stderr } = await machine.run('check', '--format', 'json', ...args);
      assert.equal(stderr, '');
      return { code, ...validated<Check>('check', stdout) };
    }

    it('exits 1 with errors, 0 with warnings alone', async () => {
      assert.equal((await check('broken.arch')).code, 1);
      const { code, summary } = await check('shop.arch');
      assert.equal(code, 0);
      assert.equal(summary.errors, 0);
    });

    it('takes the threshold as inclusive', async () => {
      const found = await check('shop.arch');
      const worst = found.summary.warnings > 0 ? 'warning' : 'info';
      assert.equal((await check('shop.arch', '--fail-on', worst)).code, 1);
      assert.equal((await check('shop.arch', '--fail-on', 'info')).code, 1);
      assert.equal((await check('broken.arch', '--fail-on', 'never')).code, 0);
    });

    it('bounds warnings', async () => {
      machine.write('lintel.json', '{"rules": {"redundancy/single-point-of-failure": "warning"}}');
      const { warnings } = (await check('shop.arch')).summary;
      assert.ok(warnings > 0);
      assert.equal((await check('shop.arch', '--max-warnings', String(warnings))).code, 0);
      assert.equal((await check('shop.arch', '--max-warnings', String(warnings - 1))).code, 1);
    });

    it('reads settings from lintel.json, found upward', async () => {
      machine.write('lintel.json', '{"rules": {"redundancy/single-point-of-failure": "off"}}');
      machine.write('deep/er/shop.arch', SHOP);
      assert.ok(!(await check('deep/er/shop.arch')).findings.some(({ rule }) => rule === 'redundancy/single-point-of-failure'));
      machine.write('deep/lintel.json', '{"rules": {"redundancy/single-point-of-failure": "error"}}');
      const { findings, code } = await check('deep/er/shop.arch');
      assert.ok(findings.some(({ rule, severity }) => rule === 'redundancy/single-point-of-failure' && severity === 'error'));
      assert.equal(code, 1);
    });

    it('searches folders, but neither hidden ones nor installed packages', async () => {
      for (const folder of ['a', '.git', 'node_modules/x', 'a/.hidden']) machine.write(`${folder}/one.arch`, CLEAN);
      assert.equal((await check('.')).summary.files, 3);
      assert.equal((await check()).summary.files, 3);
      assert.equal((await check('a', 'a/one.arch')).summary.files, 1);
    });

    it('checks an imported file through its importer only, and says each finding once', async () => {
      machine.write('lib/shared.arch', 'server far { ip 10.0.0.999 }\n');
      machine.write('one.arch', 'import "lib/shared.arch"\n');
      machine.write('two.arch', 'import "lib/shared.arch"\n');
      const { findings, summary } = await check('one.arch', 'two.arch', 'lib');
      assert.equal(findings.filter(({ rule, file }) => rule === 'model/bad-address' && file === 'lib/shared.arch').length, 1);
      assert.equal(summary.files, 3);
    });

    it('refuses imports from outside the project', async () => {
      machine.write('project/lintel.json', '{}');
      machine.write('project/main.arch', 'import "../broken.arch"\n');
      const { findings } = await check('project/main.arch');
      assert.ok(findings.some(({ rule }) => rule === 'model/import-failed'));
      assert.ok(!findings.some(({ file }) => file === 'broken.arch'));
    });

    it('checks every variant, and one where it is named', async () => {
      machine.write('v.arch', VARIANTS);
      const all = await check('v.arch');
      assert.deepEqual(all.findings.filter(({ rule }) => rule === 'model/unknown-name').map(({ variant }) => variant), ['later']);
      assert.equal(all.code, 1);
      assert.equal((await check('v.arch#now')).code, 0);
      assert.equal((await check('v.arch#later')).code, 1);
      await faulty(/no variant never; it has now and later/, 'check', 'v.arch#never');
      await faulty(/no variant x, and no others/, 'check', 'shop.arch#x');
    });

    it('takes a path that exists before a variant', async () => {
      machine.write('a#b.arch', CLEAN);
      assert.deepEqual((await check('a#b.arch')).summary.files, 1);
    });

    it('writes every format, to a file too', async () => {
      const sarif = validatedSarif<Log>((await machine.run('check', '--format', 'sarif', 'broken.arch')).stdout);
      assert.ok(sarif.runs[0]!.results!.length > 0);
      assert.ok(sarif.runs[0]!.results!.every(({ ruleIndex }) => ruleIndex !== undefined));
      assert.deepEqual(validatedSarif<Log>((await machine.run('check', '--format', 'sarif', '--output', 'out/x.sarif', 'broken.arch')).stdout || machine.read('out/x.sarif')).runs[0]!.results, sarif.runs[0]!.results);
      assert.match((await machine.run('check', '--format', 'github', 'broken.arch')).stdout, /^::error file=broken\.arch,line=2,/m);
      assert.match((await machine.run('check', '--format', 'junit', 'broken.arch')).stdout, /^<\?xml/);
      assert.match((await machine.run('check', '--format', 'rdjson', 'broken.arch')).stdout, /"name": "lintel"/);
      assert.match((await machine.run('check', 'broken.arch')).stdout, /error\[model\/bad-address\] [^\n]*\n[^\n]*--> broken\.arch:2:6\n/);
    });

    it('says the same in every format', async () => {
      const { findings } = JSON.parse((await machine.run('check', '--format', 'json', 'broken.arch', 'shop.arch')).stdout) as { findings: { message: string }[] };
      const sarif = JSON.parse((await machine.run('check', '--format', 'sarif', 'broken.arch', 'shop.arch')).stdout) as Log;
      assert.deepEqual(sarif.runs[0]!.results!.map(({ message }) => message.text), findings.map(({ message }) => message));
    });

    it('survives what no program wrote', async () => {
      machine.write('binary.arch', Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 7919) % 256)).toString('latin1'));
      machine.write('empty.arch', '');
      assert.equal((await check('binary.arch')).code, 1);
      assert.equal((await check('empty.arch')).code, 0);
    });

    it('ends with 2 and one line for what cannot be done', async () => {
      await faulty(/no file or folder nowhere/, 'check', 'nowhere');
      await faulty(/no \.arch file in dist2/, 'check', (machine.write('dist2/x.txt', ''), 'dist2'));
      await faulty(/Allowed choices are text, json, sarif/, 'check', '--format', 'xml', 'shop.arch');
      await faulty(/-1 is not a whole number/, 'check', '--max-warnings', '-1', 'shop.arch');
      await faulty(/unknown option '--bogus'/, 'check', '--bogus');
      machine.write('taken', '');
      await faulty(/taken\/x\.json cannot be written/, 'check', 'shop.arch', '--output', 'taken/x.json');
      for (const [content, says] of [
        ['{', /lintel\.json is no JSON/], ['[]', /is not an object/], ['{"rules": []}', /rules is not an object/], ['{"rulez": {}}', /rulez is unknown/],
        ['{"rules": {"network/flow-deneid": "off"}}', /did you mean network\/flow-denied/], ['{"rules": {"network/flow-denied": "loud"}}', /cannot be "loud"; it can be error, warning/],
      ] as const) {
        machine.write('lintel.json', content);
        await faulty(says, 'check', 'shop.arch');
      }
    });

    it('colours on a terminal unless told not to', async () => {
      assert.doesNotMatch((await machine.run('check', 'broken.arch')).stdout, /\u001b/);
      machine.terminal = true;
      assert.match((await machine.run('check', 'broken.arch')).stdout, /\u001b\[/);
      machine.env = { NO_COLOR: '1' };
      assert.doesNotMatch((await machine.run('check', 'broken.arch')).stdout, /\u001b/);
      machine.env = { TERM: 'dumb' };
      assert.doesNotMatch((await machine.run('check', 'broken.arch')).stdout, /\u001b/);
    });
  });

  describe('trace', () => {
    interface Trace { from: string; to: string; over: { protocol: string; port: number | null }; reachable: boolean; disposition: string; hops: { element: string; line: number | null }[]; back: unknown[] }

    async function trace(...args: string[]): Promise<Trace> {
      const { code, stdout } = await machine.run('trace', 'shop.arch', ...args, '--format', 'json');
      assert.equal(code, 0);
      return validated<Trace>('trace', stdout);
    }

    it('follows the packet and its reply, by qualified names', async () => {
      const found = await trace('shoppers', 'lb', '--over', 'https');
      assert.deepEqual([found.from, found.to, found.reachable, found.disposition], ['world.shoppers', 'lan.lb', true, 'accepted']);
      assert.deepEqual(found.over, { protocol: 'tcp', port: 443 });
      assert.equal(found.hops.at(-1)!.element, 'lan.lb');
      assert.ok(found.hops.some(({ element, line }) => element === 'edge' && line === 2));
      assert.ok(found.back.length > 0);
    });

    it('uses icmp without a port, and says where it ends', async () => {
      const found = await trace('world', 'db');
      assert.deepEqual([found.reachable, found.disposition, found.over.protocol, found.over.port], [false, 'denied-by-default', 'icmp', null]);
      const { stdout, stderr } = await machine.run('trace', 'shop.arch', 'world', 'db');
      assert.match(stderr, /^lintel: without --over a ping \(icmp\) is traced; \S+ is asked over [^:]+: --over \S+\n$/);
      assert.match(stdout, /^world → lan\.db over icmp: denied by default\n/);
      assert.match(stdout, /It ends at line 2: /);
    });

    it('says where equal ways end that do not lead there', async () => {
      machine.write('ways.arch', `zone a { subnet 10.0.1.0/24  server s { ip 10.0.1.5 } }
zone b { subnet 10.0.2.0/24  server t { ip 10.0.2.5  gateway 10.0.2.2 } }
zone w { subnet 10.1.0.0/24 }
router r1 { interface a 10.0.1.1  interface w 10.1.0.1  route 10.0.2.0/24 via 10.1.0.2  route 10.0.2.0/24 via 10.1.0.3 }
router r2 { interface w 10.1.0.2  interface b 10.0.2.2  route 10.0.1.0/24 via r1 }
router r3 { interface w 10.1.0.3 }
`);
      const { stdout: json } = await machine.run('trace', 'ways.arch', 's', 't', '--format', 'json');
      const { reachable, failing } = validated<{ reachable: boolean; failing: { element: string; reply: boolean; line: number }[] }>('trace', json);
      assert.equal(reachable, true);
      assert.deepEqual(failing.map(({ element, reply, line }) => [element, reply, line]), [['r3', false, 6]]);
      const { stdout } = await machine.run('trace', 'ways.arch', 's', 't');
      assert.match(stdout, /Some connections fail: one of several equal ways ends at line 6: r3 has no route to 10\.0\.2\.5\./);
    });

    it('refuses what it does not know', async () => {
      await faulty(/nothing called shoper; did you mean shoppers\?/, 'trace', 'shop.arch', 'shoper', 'db');
      await faulty(/neither protocol and port/, 'trace', 'shop.arch', 'world', 'db', '--over', 'tcp/99999');
      await faulty(/neither protocol and port/, 'trace', 'shop.arch', 'world', 'db', '--over', 'nosuch');
      await faulty(/missing required argument 'to'/, 'trace', 'shop.arch', 'world');
      machine.write('v.arch', VARIANTS);
      await faulty(/has the variants now and later: name one, such as v\.arch#now/, 'trace', 'v.arch', 'world', 'db');
      machine.write('two.arch', 'zone a { server s }\nzone b { server s }\nserver t\n');
      await faulty(/s may be a\.s or b\.s/, 'trace', 'two.arch', 't', 's');
    });

    it('notes on stderr that part of the file was not understood', async () => {
      machine.write('part.arch', `${SHOP}server x { ip 10.0.0.999 }\n`);
      const { code, stderr } = await machine.run('trace', 'part.arch', 'world', 'db');
      assert.equal(code, 0);
      assert.match(stderr, /^lintel: part\.arch has errors [^\n]*\n/);
    });
  });

  describe('matrix', () => {
    const NET = 'zone a { subnet 10.0.0.0/24  server x { ip 10.0.0.1 }  server y { ip 10.0.0.2 } }\nzone b { subnet 10.1.0.0/24  server z { ip 10.1.0.1 } }\nlink a -- b\nserver unaddressed\n';

    it('asks every pair of elements with an address, both ways', async () => {
      machine.write('net.arch', NET);
      const { stdout, code } = await machine.run('matrix', 'net.arch', '--over', 'tcp/22', '--format', 'json');
      assert.equal(code, 0);
      const { pairs, over } = validated<{ pairs: { from: string; to: string; reachable: boolean }[]; over: object }>('matrix', stdout);
      assert.deepEqual(over, { protocol: 'tcp', port: 22 });
      assert.equal(pairs.length, 6);
      assert.equal(pairs.find(({ from, to }) => from === 'a.x' && to === 'a.y')!.reachable, true);
      const csv = (await machine.run('matrix', 'net.arch', '--format', 'csv')).stdout.split('\n');
      assert.equal(csv[0], 'from,to,reachable,disposition');
      assert.equal(csv.length, 8);
      assert.match((await machine.run('matrix', 'net.arch')).stdout, /^a\.x {2}→ {2}a\.y {2}reachable$/m);
    });
  });

  describe('availability', () => {
    interface Availability { services: { name: string; availability: number; singlePoints: string[]; cutSets: string[][]; importance: { element: string }[]; assumptions: string[]; target: number | null }[] }

    it('has the documented shape, and cut sets to the order asked for', async () => {
      const run = async (...args: string[]): Promise<Availability> => validated<Availability>('availability', (await machine.run('availability', 'shop.arch', '--format', 'json', ...args)).stdout);
      const [shop] = (await run()).services;
      assert.equal(shop!.name, 'shop');
      assert.ok(shop!.availability > 0.99 && shop!.availability < 1);
      assert.deepEqual([...shop!.singlePoints].sort(), ['edge', 'edge -- lan', 'lan.db', 'lan.lb', 'world -- edge']);
      assert.ok(shop!.cutSets.some((set) => set.length === 2 && set.includes('lan.web#1')));
      assert.ok(shop!.assumptions.length > 0);
      assert.equal(shop!.target, null);
      assert.ok((await run('--order', '1')).services[0]!.cutSets.every((set) => set.length === 1));
      await faulty(/0 is not a whole number from 1 to/, 'availability', 'shop.arch', '--order', '0');
    });

    it('tells people how long a service is out, whether that is asked for, and what would gain most', async () => {
      machine.write('target.arch', `${SHOP}expect availability of shop >= 99.95%\n`);
      const { stdout } = await machine.run('availability', 'target.arch');
      assert.match(stdout, /^shop \(world\.shoppers → lan\.lb\)\n {2}Availability 99\.9\d+% \(3 nines\): out \d+ h \d+ min a year \(\d+ minutes\)\n/);
      assert.match(stdout, /\n {2}Asked for: 99\.95%, which allows 4 h 23 min a year: missed by \d+ h \d+ min\n/);
      assert.match(stdout, /\n {2}5 single points of failure: edge, /);
      assert.match(stdout, /\n {2}Most would be gained by a second lan\.db that takes over at once: \d+ h( \d+ min)? a year, to 99\.9\d+%\n/);
      assert.match(stdout, /\n {4}Part +Never fails +Doubled +Birnbaum +Fussell-Vesely\n {4}lan\.db +\d+ h/);
      assert.match(stdout, /\n {4}lan\.web#1 and lan\.web#2\n/);
      machine.write('met.arch', `${SHOP}expect availability of shop >= 99%\n`);
      assert.match((await machine.run('availability', 'met.arch')).stdout, /Asked for: 99%, which allows 87 h 36 min a year: met, with \d+ h( \d+ min)? to spare\n/);
    });

    it('says of what never works that it does not, and of what never fails that nothing is known to', async () => {
      machine.write('cut.arch', 'server a { ip 10.0.0.1/24 }\nserver b { ip 10.9.0.1/24 }\nhub h\nlink a -- h\nhub i\nlink b -- i\nflow a -> b over tcp/1 as x\n');
      assert.match((await machine.run('availability', 'cut.arch')).stdout, /\n {2}Availability 0%: it does not work even with everything up[^\n]*\n {2}No single points or cut sets/);
      machine.write('sure.arch', 'users u\nserver b { availability 100% }\nflow u -> b as x\n');
      assert.match((await machine.run('availability', 'sure.arch')).stdout, /\n {2}Availability 100%: nothing that it rests on is known to fail, or never so much of it at once\n/);
    });

    it('says aloud that there are no services', async () => {
      machine.write('none.arch', 'server a\n');
      assert.deepEqual(validated<Availability>('availability', (await machine.run('availability', 'none.arch', '--format', 'json')).stdout).services, []);
      assert.match((await machine.run('availability', 'none.arch')).stdout, /^No services: /);
    });
  });

  describe('simulate', () => {
    interface Run {
      scenario: string; seed: number; duration: number; assumptions: string[]; flows: { name: string; offered: number; served: number; failed: number; latency: { p50: number } }[];
      failovers: { group: string; from: string; to: string; at: number; downtime: number }[]; events: { at: number; kind: string; text: string }[];
      expectations: { text: string; passed: boolean; actual: string; file: string; line: number }[]; capacity?: { factor: number; breaks: string };
    }
    const STANDBY = `client users
database db count 2 active-standby { service-time 10ms workers 4 failover automatic within 30s }
flow users -> db over mysql writes timeout 1s as asks
scenario "밤" { load asks 100/s steady for 5m  at 1m fail db#1  expect availability of asks >= 95% }
scenario "day" { load asks 100/s steady for 5m  expect p95 of asks <= 15ms }
`;

    it('runs a scenario: figures, who took over, what was expected', async () => {
      machine.write('s.arch', STANDBY);
      const { code, stdout } = await machine.run('simulate', 's.arch', '--scenario', '밤', '--format', 'json');
      const run = validated<Run>('simulate', stdout);
      assert.equal(code, 1);
      assert.deepEqual([run.scenario, run.seed, run.duration], ['밤', 1, 300]);
      assert.deepEqual(run.flows.map(({ name, offered, served, failed }) => [name, offered, served, failed]), [['asks', 30_000, 26_999, 3001]]);
      assert.deepEqual(run.failovers.map(({ group, from, to, at, downtime }) => [group, from, to, at, downtime]), [['db', 'db#1', 'db#2', 60, 30]]);
      assert.deepEqual(run.events.map(({ at, kind }) => [at, kind]), [[60, 'failed'], [60, 'nobody-serves'], [90, 'took-over'], [90, 'lost-writes']]);
      assert.deepEqual(run.expectations, [{ text: 'availability of asks >= 95%', passed: false, actual: '90%, 5 points below 95%', file: 's.arch', line: 4 }]);
    });

    it('runs all where none is named; the same seed gives the same bytes', async () => {
      machine.write('s.arch', STANDBY);
      const first = await machine.run('simulate', 's.arch', '--format', 'json');
      assert.deepEqual((JSON.parse(first.stdout) as Run[]).map(({ scenario }) => scenario), ['밤', 'day']);
      assert.equal((await machine.run('simulate', 's.arch', '--format', 'json')).stdout, first.stdout);
      assert.match((await machine.run('simulate', 's.arch')).stdout, /^밤: 300 s, seed 1\n[^]*60\.000 s +db#1 fails[^]*failed {2}availability of asks >= 95%[^]*\nday: 300 s, seed 1\n/);
      assert.match((await machine.run('simulate', 's.arch', '--format', 'csv')).stdout, /^scenario,variant,[^\n]*\n밤,,1,asks,30000,/);
    });

    it('finds the load at which an expectation breaks', async () => {
      machine.write('s.arch', STANDBY.replace('100/s steady for 5m  expect p95', '100/s for 1m  expect p95'));
      const { stdout } = await machine.run('simulate', 's.arch', '--scenario', 'day', '--find-capacity', '--format', 'json');
      const { capacity } = validated<Run>('simulate', stdout);
      // Four workers of 10 ms each bear 400 requests a second, and less where they may hardly wait.
      assert.ok(capacity!.factor > 2 && capacity!.factor < 4, `${capacity!.factor}`);
      assert.equal(capacity!.breaks, 'p95 of asks <= 15ms');
    });

    it('tells of jobs: when they were done, what began again, and a bar for each node', async () => {
      machine.write('job.arch', `server 노드 count 2 { vcores 2  memory 4GB  heartbeat every 1s timeout 10s }
job sort on 노드 { stage map { tasks 6  duration 30s } }
scenario "loss" { at 15s fail 노드#2  expect completion of sort <= 60s }
scenario "all" { at 1s fail 노드  expect completion of sort <= 60s }
`);
      interface Jobs { jobs: { name: string; completion: number | null; rerun: number; outcome: string; timeline: { stage: string; task: number; node: string; start: number; end: number | null; outcome: string }[] }[]; expectations: { passed: boolean; actual: string }[] }
      const [loss, all] = validated<Jobs[]>('simulate', (await machine.run('simulate', 'job.arch', '--format', 'json')).stdout);
      assert.deepEqual(loss!.jobs.map(({ name, completion, rerun, outcome }) => [name, completion, rerun, outcome]), [['sort', 90, 2, 'done']]);
      assert.deepEqual(loss!.jobs[0]!.timeline.filter((task) => task.outcome === 'lost').map(({ task, node, start, end }) => [task, node, start, end]), [[2, '노드#2', 0, 15], [4, '노드#2', 0, 15]]);
      assert.deepEqual(loss!.expectations.map(({ passed, actual }) => [passed, actual]), [[false, '90 s, 30 s above 60 s']]);
      assert.deepEqual(all!.jobs.map(({ completion, outcome }) => [completion, outcome]), [[null, 'unfinished']]);
      assert.deepEqual(all!.expectations.map(({ passed, actual }) => [passed, actual]), [[false, 'Job sort is not done when the run ends']]);
      const { stdout } = await machine.run('simulate', 'job.arch', '--scenario', 'loss');
      assert.match(stdout, /sort: done in 90 s, 2 tasks began again\n +노드#1 {2}1{60}\n +노드#2 {2}1{10}×·{49}\n +0 s +90 s\n +1 map; × tasks lost\n/);
    });

    it('says which scenarios there are', async () => {
      machine.write('s.arch', STANDBY);
      await faulty(/has no scenario “night”; it has “밤” and “day”/, 'simulate', 's.arch', '--scenario', 'night');
      await faulty(/has no scenario to run/, 'simulate', 'shop.arch');
    });
  });

  describe('test', () => {
    interface Tests { tests: { text: string; passed: boolean; actual: string; file: string; line: number; variant?: string }[]; summary: { passed: number; failed: number } }

    it('judges expectations, those of scenarios by running them, exits 1 when one fails', async () => {
      machine.write('t.arch', `${SHOP}expect no single point of failure for shop\nscenario "night" { load shop 10/s for 1m  expect availability of shop >= 99% }\n`);
      const { code, stdout } = await machine.run('test', 't.arch', '--format', 'json');
      const { tests, summary } = validated<Tests>('test', stdout);
      assert.equal(code, 1);
      assert.deepEqual(tests.map(({ line, passed }) => [line, passed]), [[11, true], [12, false], [13, true]]);
      assert.equal(tests[2]!.actual, '100%, 1 points above 99%');
      assert.deepEqual(summary, { passed: 2, failed: 1 });
      assert.equal((await machine.run('test', 'shop.arch')).code, 0);
    });

    it('writes text, TAP and JUnit', async () => {
      machine.write('t.arch', `${SHOP}expect no single point of failure for shop\n`);
      assert.match((await machine.run('test', 't.arch')).stdout, /^passed {2}.*cannot reach db {2}\(t\.arch:11\)\n {8}is: It is not reachable\nfailed {2}[^\n]*\n {8}is: [^\n]*edge[^\n]*\n\n1 passed, 1 failed\n$/);
      const tap = (await machine.run('test', 't.arch', '--format', 'tap')).stdout;
      assert.match(tap, /^TAP version 14\n1\.\.2\nok 1 - /);
      assert.match(tap, /\nnot ok 2 - [^\n]*\n {2}---\n {2}actual: "[^\n]*"\n {2}at: "t\.arch:12"\n {2}\.\.\.\n$/);
      assert.match((await machine.run('test', 't.arch', '--format', 'junit')).stdout, /<testsuites name="lintel test" tests="2" failures="1"/);
    });

    it('counts an undecided expectation as failed', async () => {
      machine.write('u.arch', 'server a\nserver b\nexpect a can reach b over tcp/1\n');
      const { code, stdout } = await machine.run('test', 'u.arch', '--format', 'json');
      assert.equal(code, 1);
      assert.equal(validated<Tests>('test', stdout).tests[0]!.passed, false);
    });

    it('does not let a mistyped expectation pass by vanishing', async () => {
      machine.write('typo.arch', `${SHOP}expect world cannot reach dbb\n`);
      const { code, stderr } = await machine.run('test', 'typo.arch');
      assert.equal(code, 2);
      assert.match(stderr, /typo\.arch has errors/);
    });

    it('exits 1 where an expectation fails, whatever else is wrong with the file', async () => {
      machine.write('both.arch', `${SHOP}expect world cannot reach dbb\nexpect no single point of failure for shop\n`);
      const { code, stderr } = await machine.run('test', 'both.arch');
      assert.equal(code, 1);
      assert.match(stderr, /both\.arch has errors/);
    });

    it('lists once what comes out the same in every variant', async () => {
      machine.write('v.arch', `${SHOP}variant a { }\nvariant b { remove edge  waf edge { allow any -> any }  link world -- edge -- lan }\n`);
      const { tests } = validated<Tests>('test', (await machine.run('test', 'v.arch', '--format', 'json')).stdout);
      assert.deepEqual(tests.map(({ variant, passed }) => [variant, passed]), [['a', true], ['b', false]]);
      const named = validated<Tests>('test', (await machine.run('test', 'v.arch#a', '--format', 'json')).stdout);
      assert.deepEqual(named.tests.map(({ variant, passed }) => [variant, passed]), [[undefined, true]]);
    });
  });

  describe('render', () => {
    it('writes SVG in either theme, and the laid-out scene as JSON', async () => {
      assert.deepEqual(await machine.run('render', 'shop.arch', '--output', 'pics/shop.svg'), { code: 0, stdout: '', stderr: '' });
      assert.match(machine.read('pics/shop.svg'), /^<svg [\s\S]*<\/svg>\n$/);
      await machine.run('render', 'shop.arch', '--output', 'dark.svg', '--theme', 'dark');
      assert.notEqual(machine.read('dark.svg'), machine.read('pics/shop.svg'));
      await machine.run('render', 'shop.arch', '--output', 'shop.json');
      const scene = validated<{ nodes: { id: string; origin: object }[] }>('scene', machine.read('shop.json'));
      assert.deepEqual(scene.nodes.find(({ id }) => id === 'edge')!.origin, { file: 'shop.arch', range: { start: { line: 2, column: 5 }, end: { line: 2, column: 9 } } });
    });

    it('draws a view, and refuses one that is not there', async () => {
      machine.write('v.arch', `${SHOP}view small "Small picture" { show links }\n`);
      await machine.run('render', 'v.arch', '--view', 'small', '--output', 'v.json');
      assert.deepEqual([validated<{ title: string; show: string }>('scene', machine.read('v.json'))].map(({ title, show }) => [title, show]), [['Small picture', 'links']]);
      await faulty(/no view large; it has small/, 'render', 'v.arch', '--view', 'large', '--output', 'x.svg');
    });

    it('draws the views that every file has, and says which there are', async () => {
      const viewOf = async (...options: string[]): Promise<[string?, string?]> => {
        assert.deepEqual(await machine.run('render', 'shop.arch', ...options, '--output', 'v.json'), { code: 0, stdout: '', stderr: '' });
        const { view, title } = validated<{ view?: string; title: string }>('scene', machine.read('v.json'));
        return [view, title];
      };
      assert.deepEqual(await viewOf('--network'), ['@network', 'Network']);
      assert.deepEqual(await viewOf('--of', 'lan'), ['@inside lan', 'Inside lan']);
      assert.deepEqual(await viewOf('--view', '@inside lan'), ['@inside lan', 'Inside lan']);
      assert.deepEqual(await viewOf('--around', 'db'), ['@around 1 lan.db', 'Around db']);
      assert.deepEqual(await viewOf('--around', 'web', '--depth', '2'), ['@around 2 lan.web', 'Around web']);
      await faulty(/no view @inside wan; it has @network and @inside lan/, 'render', 'shop.arch', '--view', '@inside wan', '--output', 'x.svg');
      await faulty(/shop\.arch.*\bdbb\b.*\bdb\b/, 'render', 'shop.arch', '--around', 'dbb', '--output', 'x.svg');
      await faulty(/10\.0\.0\.1 is an address/, 'render', 'shop.arch', '--of', '10.0.0.1', '--output', 'x.svg');
      await faulty(/not a whole number from 1 to 3/, 'render', 'shop.arch', '--around', 'db', '--depth', '4', '--output', 'x.svg');
      await faulty(/--around/, 'render', 'shop.arch', '--depth', '2', '--output', 'x.svg');
      await faulty(/cannot be used with option/, 'render', 'shop.arch', '--of', 'lan', '--network', '--output', 'x.svg');
    });

    it('refuses other kinds of file, before it works for nothing', async () => {
      await faulty(/x\.gif ends in none of \.svg, \.png, \.pdf, \.html, \.json/, 'render', 'shop.arch', '--output', 'x.gif');
      await faulty(/required option '--output <file>'/, 'render', 'shop.arch');
      await faulty(/is a folder/, 'render', '.', '--output', 'x.svg');
      assert.ok(!existsSync(join(machine.folder, 'x.gif')));
    });
  });

  describe('fmt', () => {
    const UGLY = 'server   a   {\r\nip    10.0.0.1\r\n}\r\n';

    it('formats in place and names what it changed', async () => {
      machine.write('ugly.arch', UGLY);
      assert.deepEqual(await machine.run('fmt', 'ugly.arch'), { code: 0, stdout: 'ugly.arch\n', stderr: '' });
      assert.match(machine.read('ugly.arch'), /^server a \{\r\n {2}ip 10\.0\.0\.1\r\n\}\r\n$/);
      assert.deepEqual(await machine.run('fmt', 'ugly.arch'), { code: 0, stdout: '', stderr: '' });
    });

    it('only tells with --check', async () => {
      machine.write('ugly.arch', UGLY);
      assert.deepEqual(await machine.run('fmt', '--check', 'ugly.arch'), { code: 1, stdout: 'ugly.arch\n', stderr: '' });
      assert.equal(machine.read('ugly.arch'), UGLY);
    });

    it('leaves a broken file as it is, and says so', async () => {
      machine.write('half.arch', 'server   a {\n  ip\n');
      const { code, stderr } = await machine.run('fmt', 'half.arch');
      assert.equal(code, 2);
      assert.match(stderr, /half\.arch has a syntax error/);
      assert.equal(machine.read('half.arch'), 'server   a {\n  ip\n');
    });
  });

  describe('rules and explain', () => {
    it('list every rule, and print the page of one', async () => {
      const { stdout } = await machine.run('rules');
      assert.match(stdout, /^network\/flow-denied +error +fix +\S/m);
      const lines = stdout.trimEnd().split('\n');
      assert.deepEqual(lines, [...lines].sort());
      assert.match((await machine.run('explain', 'network/flow-denied')).stdout, /Fails[\s\S]*Passes/);
      await faulty(/did you mean network\/flow-denied\?/, 'explain', 'flow-denied');
    });
  });

  describe('as a whole', () => {
    it('helps', async () => {
      const { code, stdout } = await machine.run('--help');
      assert.equal(code, 0);
      for (const name of ['check', 'trace', 'matrix', 'availability', 'test', 'render', 'preview', 'fmt', 'rules', 'explain', 'lsp']) assert.match(stdout, new RegExp(`^ {2}${name}\\b`, 'm'));
      assert.match((await machine.run('check', '--help')).stdout, /--fail-on/);
      assert.deepEqual(await machine.run('--version'), { code: 0, stdout: '1.2.3\n', stderr: '' });
    });

    it('says in one line what was wrong with the words', async () => {
      await faulty(/no command given/);
      await faulty(/unknown command 'chek' \(Did you mean check\?\)/, 'chek');
      await faulty(/--stdio only/, 'lsp');
      await faulty(/language-server\.cjs is missing/, 'lsp', '--stdio');
      await faulty(/preview\.js is missing/, 'preview', 'shop.arch');
      await faulty(/65536 is not a whole number from 1 to 65535/, 'preview', 'shop.arch', '--port', '65536');
    });

    it('starts the language server that lies beside it', async () => {
      machine.write('dist/language-server.cjs', `require('node:fs').writeFileSync(require('node:path').join(__dirname, 'started'), '')`);
      assert.deepEqual(await machine.run('lsp', '--stdio', '--clientProcessId', '1'), { code: 0, stdout: '', stderr: '' });
      assert.ok(existsSync(join(machine.folder, 'dist/started')));
    });

    it('shows the stack of a fault with --verbose only', async () => {
      const { code, stderr } = await machine.run('check', 'nowhere', '--verbose');
      assert.equal(code, 2);
      assert.match(stderr, /^lintel: [^\n]+\nFault: [^\n]+\n +at /);
    });
  });
});
