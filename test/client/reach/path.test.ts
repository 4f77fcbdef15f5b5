/** The way in the preview: hop by hop what `lintel trace` says, and the reason where it ends. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Facts } from '#language/facts/query.js';
import { ICMP, portsBetween } from '../../../client/webview/reach/path-ports.js';
import { endOf, pathView } from '../../../client/webview/reach/path-view.js';
import { readModel } from '../../support/read-model.js';
import { Machine } from '../../server/cli/support/world.js';

interface TraceJson {
  reachable: boolean; disposition: string;
  hops: { element: string; link: string | null; layer: number; action: string; detail: string; line: number | null }[];
  back: TraceJson['hops'];
}

const example = (path: string): string => readFileSync(new URL(`../../../examples/${path}`, import.meta.url), 'utf8');

/** Two floors, a firewall between them, a group behind one address, and IPv6. */
const FLOORS = `
lan 일층 { subnet 10.1.0.0/24, 2001:db8:1::/64  pc 손님 { ip 10.1.0.50, 2001:db8:1::50 } }
lan two { subnet 10.2.0.0/24, 2001:db8:2::/64
  server web count 2
  group pool active-active { members web  vip 10.2.0.100 }
  database db { software mysql  ip 10.2.0.20, 2001:db8:2::20 }
}
firewall fw {
  interface 일층 10.1.0.1
  interface two 10.2.0.1
  interface 일층 2001:db8:1::1/64
  interface two 2001:db8:2::1/64
  allow 손님 -> db over mysql
}
flow 손님 -> db over mysql
`;

describe('a way in the preview', () => {
  const facts = new Facts(readModel(FLOORS));

  it('is what the command line traces, for every pair and port of an example', async () => {
    const machine = new Machine({ 'plan.arch': example('s12-wan-to-lan/wan-to-lan.arch'), 'survey.arch': example('s29-survey/survey.arch') });
    try {
      const questions: [file: string, variant: string | undefined, from: string, to: string, over: string][] = [
        ['plan.arch', 'static', 'us.us-office.us-pc', 'korea.kr-servers.erp', 'tcp/443'],
        ['plan.arch', 'static', 'us.us-office.us-pc', 'korea.kr-servers.erp', 'icmp'],
        ['plan.arch', 'dynamic', 'korea.kr-office', 'us.us-servers.design', 'tcp/445'],
        ['plan.arch', 'dynamic', 'world', 'korea.kr-servers.erp', 'tcp/443'],
        ['survey.arch', undefined, 'world.android-users', 'seoul.private.app', 'tcp/443'],
        ['survey.arch', undefined, 'seoul.private.app', 'seoul.private.db', 'tcp/3306'],
        ['survey.arch', undefined, 'seoul.public.auth', 'seoul.private.db2', 'tcp/22'],
        ['survey.arch', undefined, 'seoul.private.app', 'tokyo.vault', 'icmp'],
      ];
      for (const [file, variant, from, to, over] of questions) {
        const said = await machine.run('trace', variant ? `${file}#${variant}` : file, from, to, '--over', over, '--format', 'json');
        assert.equal(said.code, 0, said.stderr);
        const expected = JSON.parse(said.stdout) as TraceJson;
        const read = new Facts(readModel(machine.read(file), 'file:///plan.arch', variant));
        const [protocol, number] = over.split('/') as ['tcp', string | undefined];
        const port = number === undefined ? ICMP : { protocol, low: Number(number), high: Number(number), text: over };
        const view = pathView(read, { from, to, port })!;
        assert.deepEqual([view.reachable, view.disposition], [expected.reachable, expected.disposition], `${from} ${to}`);
        const plain = (hops: typeof view.request): TraceJson['hops'] => hops.map(({ element, link, layer, action, said: detail, origin }) =>
          ({ element, link: link ?? null, layer, action, detail, line: origin ? origin.range.start.line + 1 : null }));
        const lines = (hops: TraceJson['hops']): TraceJson['hops'] => hops.map(({ element, link, layer, action, detail, line }) => ({ element, link, layer, action, detail, line }));
        assert.deepEqual(plain(view.request), lines(expected.hops), `${from} ${to}`);
        assert.deepEqual(plain(view.reply), lines(expected.back), `${from} ${to}`);
      }
    } finally {
      machine.remove();
    }
  });

  it('offers what a flow asks first, then what the target listens on, and icmp', () => {
    const keys = (from: string, to: string): string[] => portsBetween(facts, endOf(facts, from)!, endOf(facts, to)!).map(({ key, asked }) => (asked ? `${key}!` : key));
    assert.deepEqual(keys('일층.손님', 'two.db'), ['tcp/3306!', 'icmp']);
    assert.deepEqual(keys('two.db', '일층.손님'), ['icmp']);
  });

  it('ends with the place, the reason and what to do', () => {
    const port = { protocol: 'tcp', low: 22, high: 22, text: 'ssh' } as const;
    const { end, request, verdict, reachable } = pathView(facts, { from: '일층.손님', to: 'two.db', port })!;
    assert.equal(reachable, false);
    assert.equal(verdict, 'denied by default');
    assert.deepEqual([end!.element, end!.reply, request.at(-1)!.element], ['fw', false, 'fw']);
    assert.match(end!.said, /fw allows nothing/);
    assert.match(end!.todo, /give it a rule that allows .* over tcp\/22/);
    assert.equal(end!.origin.uri, 'file:///test.arch');
  });

  it('numbers hops from 1 and goes both ways', () => {
    const { request, reply } = pathView(facts, { from: '일층.손님', to: 'two.db', port: { protocol: 'tcp', low: 3306, high: 3306, text: 'mysql' } })!;
    for (const hops of [request, reply]) assert.deepEqual(hops.map((hop) => hop.number), hops.map((_, index) => index + 1));
    assert.equal(request[0]!.element, '일층.손님');
    assert.equal(reply[0]!.element, 'two.db');
    assert.equal(reply.at(-1)!.element, '일층.손님');
  });

  it('says whose wiring is not described where it can only assume', () => {
    const bare = new Facts(readModel('server a\nserver b\nflow a -> b over http'));
    const view = pathView(bare, { from: 'a', to: 'b', port: ICMP })!;
    assert.equal(view.disposition, 'assumed');
    assert.match(view.unknown!, /wiring of a is not described/);
  });

  it('asks between two large places in no time, and says what one pair after another says', () => {
    const lan = (name: string, net: number): string => `lan ${name} { subnet 10.${net}.0.0/16\n${Array.from({ length: 150 }, (_, index) => `server ${name}${index} { ip 10.${net}.1.${index + 1}  port tcp/80 }`).join('\n')} }`;
    for (const [rule, reachable] of [['allow a -> b over tcp/80', true], ['allow a -> b42 over tcp/80', false]] as const) {
      const large = new Facts(readModel(`${lan('a', 1)}\n${lan('b', 2)}\nfirewall fw { interface a 10.1.0.1\n interface b 10.2.0.1\n ${rule} }`));
      const port = { protocol: 'tcp', low: 80, high: 80, text: 'tcp/80' } as const;
      const before = large.answered;
      const view = pathView(large, { from: 'a', to: 'b', port })!;
      assert.equal(view.reachable, reachable);
      assert.deepEqual([view.request[0]!.element, view.end?.element], ['a.a0', reachable ? undefined : 'fw']);
      assert.ok(large.answered - before < 5_000, `${large.answered - before} questions`);
    }
  });

  it('has no answer where nothing is behind an end', () => {
    const empty = new Facts(readModel('zone empty\nserver a'));
    assert.equal(pathView(empty, { from: 'a', to: 'empty', port: ICMP }), undefined);
    assert.equal(pathView(empty, { from: 'a', to: 'gone', port: ICMP }), undefined);
  });

  it('has something to do for every reason why a way may end', () => {
    const texts = new Set<string>();
    for (const variant of ['allow 손님 -> db over mysql', 'allow any -> any', '']) {
      const all = new Facts(readModel(FLOORS.replace('allow 손님 -> db over mysql', variant)));
      for (const port of [ICMP, { protocol: 'tcp', low: 22, high: 22, text: 'ssh' } as const]) {
        for (const [from, to] of [['일층.손님', 'two.db'], ['two.web#1', '일층.손님'], ['일층.손님', 'two.web#1']] as const) {
          const end = pathView(all, { from, to, port })?.end;
          if (end) texts.add(end.todo);
        }
      }
    }
    assert.ok(texts.size >= 2);
    for (const said of texts) assert.doesNotMatch(said, /undefined|\{/);
  });
});
