/** What the preview says of a run at a moment: the caption, who has which role, who is unwell. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { ScenarioMotion } from '../../../client/webview/scenario/scenario-motion.js';
import type { RunView } from '../../../client/webview/scenario/run-view.js';
import type { Intervention } from '../../../client/webview/motion/interventions.js';
import { Facts } from '../../../language/facts/query.js';
import { word } from '../../../language/messages/word.js';
import { readModel } from '../../support/read-model.js';

const example = (path: string, changed = (text: string): string => text): Facts => factsOf(changed(readFileSync(`examples/${path}`, 'utf8')));
/** In a quarter of its time: it recovers after 14 minutes. */
const clinic = example('s28-clinical-study/clinical-study.arch', (text) => text.replace('for 1h', 'for 15m').replace('at 40m', 'at 14m').replace('availability of portal >= 99%', 'availability of portal >= 95%'));
const pair = example('s23-haproxy-keepalived/haproxy-keepalived.arch');

function factsOf(text: string): Facts {
  const facts = new Facts(readModel(text));
  assert.deepEqual(facts.read('problems'), []);
  return facts;
}

function played(facts: Facts, acts: readonly Intervention[] = []): (seconds: number) => RunView {
  const motion = new ScenarioMotion(facts, facts.read('scenarios')[0]!, acts);
  return (seconds) => motion.stateAt(seconds).run!;
}

const said = ({ caption }: RunView): string => caption.said.map(word).join(' ');
const requests = ({ caption }: RunView): string => (caption.requests ? word(caption.requests) : '');
const roles = (run: RunView): Record<string, string> => Object.fromEntries([...run.roles].map(([id, { name, due }]) => [run.nameOf(id), due === undefined ? name : `${name} ${due.toFixed(1)}`]));

/** Two databases that hear each other's heartbeat. */
const HEARTBEAT = (failover: string): string => `
users people
database main { service-time 5ms }
database spare { service-time 5ms }
group db active-standby { members main, spare  ${failover} }
flow people -> db over mysql timeout 1s as shop
scenario "main dies" { load shop 20/s steady for 1m  at 20.5s fail main }
`;

describe('the caption of a scenario', () => {
  it('tells the failover of the clinical study from beginning to end', () => {
    const at = played(clinic);
    assert.equal(said(at(300)), 'Everything works.');
    assert.match(requests(at(300)), /^\d+ requests a second, all answered\.$/);
    assert.equal(said(at(610)), 'db1 no longer answers. Nobody serves for db until db2 takes over: that takes 30 s, 20 s to go. Meanwhile writes to db fail; reads from db go on.');
    assert.match(requests(at(620)), /^(19|20|21|18)% of the last [\d,]+ requests failed\.$/);
    assert.match(said(at(630)), /^db2 takes over from db1\. db was without a server for 30 s\. \d+ acknowledged writes to db are lost: they had not been copied\.$/);
    assert.equal(said(at(800)), 'db1 is still down; db2 serves in its place.');
    assert.equal(said(at(840)), 'db1 is back and stands by: db2 goes on serving for db.');
    assert.equal(said(at(900)), 'The scenario is over: all that it expects holds.');
    assert.deepEqual([300, 610, 630, 800, 840, 900].map((moment) => at(moment).caption.kind), ['calm', 'trouble', 'turn', 'trouble', 'turn', 'calm']);
  });

  it('speaks of the group while it fails over and comes back, and of nothing where nothing happens', () => {
    const at = played(clinic);
    assert.deepEqual([300, 610, 630, 800, 840, 900].map((moment) => at(moment).caption.about), [[], ['idc.data.db'], ['idc.data.db'], [], ['idc.data.db'], []]);
  });

  it('counts the advertisements that a backup misses, and names the address that it takes', () => {
    const at = played(pair);
    assert.equal(said(at(120.2)), 'lb1 no longer answers. lb2 still expects the next advertisement. After 3.609 s without one it takes over the address 10.23.0.10: 2.9 s to go.');
    assert.match(said(at(120.6)), /lb2 has missed one advertisement\./);
    assert.match(said(at(122.5)), /has missed 3 advertisements\. After 3\.609 s/);
    assert.match(said(at(124)), /^\S+ takes over from \S+ with the address 10\.23\.0\.10\. balancer was without a server for 3\.042 s\./);
  });

  it('counts missed heartbeats', () => {
    const at = played(factsOf(HEARTBEAT('heartbeat every 2s timeout 6s')));
    assert.match(said(at(21)), /^main no longer answers\. spare still expects the next heartbeat\. It takes over 6 s after the last one: 4\.3 s to go\./);
    assert.match(said(at(22)), /spare has missed one heartbeat\./);
    assert.match(said(at(24.5)), /spare has missed 2 heartbeats\. It takes over 6 s after the last one: [\d.]+ m?s to go\./);
    assert.match(said(at(26)), /^spare takes over from main\./);
  });

  it('says that somebody has to switch over by hand, and that nobody is left', () => {
    assert.equal(said(played(factsOf(HEARTBEAT('failover manual')))(40)), 'main no longer answers. Nobody serves for db until somebody switches over by hand: nothing says how long that takes.');
    const gone = played(factsOf(HEARTBEAT('failover automatic within 10s')), [{ at: 25, id: 'spare', action: 'fail' }]);
    assert.equal(said(gone(40)), 'main no longer answers. Nobody serves for db, and nobody is left to take over.');
    assert.match(requests(gone(40)), /^No request is answered: all of the last \d+ have failed\.$/);
  });

  it('tells how far the checks of a balancer have come, and then that it sends nothing there', () => {
    const at = played(clinic, [{ at: 300, id: 'idc.app.was#1', action: 'fail' }]);
    assert.match(said(at(301)), /^was#1 fails: it answers nobody any more\. lb#1 checks was#1 every 2 s: none of 3 checks has failed yet\. Until the last of them it still sends requests there\.$/);
    assert.match(said(at(304.5)), /one of 3 checks has failed/);
    assert.match(said(at(320)), /^was#1 is still down; lb#1 sends its requests to the others\.$|takes was#1 out/);
    assert.deepEqual(at(330).health.get('idc.app.was#1')!.outBy.map((id) => at(330).nameOf(id)).sort(), ['lb#1', 'lb#2']);
    assert.equal(at(300).health.size, 0);
  });

  it('speaks only of what is asked of the group that is lost', () => {
    const at = played(example('s27-fabless-web-site/fabless.arch'));
    assert.doesNotMatch(said(at(301)), /was/);
    assert.match(said(at(301)), /^db1 no longer answers\. Nobody serves for db until db2 takes over/);
  });

  it('is calm about the steps of a job', () => {
    const motion = new ScenarioMotion(example('s13-hadoop/hadoop.arch'), example('s13-hadoop/hadoop.arch').read('scenarios')[0]!);
    while (!motion.reach(1, 1000));
    const run = motion.stateAt(1).run!;
    assert.equal(run.caption.kind, 'calm');
    assert.match(said(run), /submitted by analyst to the ResourceManager/);
  });

  it('tells beside the steps of a job who is still down', () => {
    const facts = example('s13-hadoop/hadoop.arch');
    const motion = new ScenarioMotion(facts, facts.read('scenarios').find(({ events }) => events.some(({ action, targets }) => action === 'fail' && targets[0] === 'worker#2'))!);
    while (!motion.reach(30, 1000));
    const { caption } = motion.stateAt(30).run!;
    assert.equal(caption.kind, 'trouble');
    assert.match(caption.said.map(word).join(' '), /^7\. .* worker#2 is still down\.$/);
  });

  it('says who is slow and what is cut', () => {
    const at = played(clinic, [{ at: 100, id: 'idc.app.was#1', action: 'slow', factor: 10 }]);
    assert.equal(said(at(100)), 'was#1 takes 10 times as long.');
    assert.equal(said(at(200)), 'was#1 takes 10 times as long as usual.');
    assert.equal(at(200).health.get('idc.app.was#1')!.slow, 10);
  });
});

describe('the roles of a scenario', () => {
  it('are active and standby, with the time of a takeover that is under way', () => {
    const at = played(clinic);
    const db = (moment: number): (string | undefined)[] => ['db1', 'db2'].map((name) => roles(at(moment))[name]);
    assert.deepEqual(db(10), ['active', 'standby']);
    assert.deepEqual(db(610), ['down', 'standby 20.0']);
    assert.deepEqual(db(631), ['down', 'active']);
    assert.deepEqual(db(841), ['standby', 'active'], 'it does not give back');
  });

  it('are the states of VRRP, and the address goes back to the higher priority', () => {
    const at = played(pair);
    const lb = (moment: number): (string | undefined)[] => ['lb1', 'lb2'].map((name) => at(moment).roles.get(`idc.front.${name}`)!.name);
    assert.deepEqual(lb(10), ['master', 'backup']);
    assert.deepEqual(lb(121), ['init', 'backup']);
    assert.deepEqual(lb(130), ['init', 'master']);
    assert.deepEqual(lb(400), ['master', 'backup']);
    assert.equal(at(0).addressOf('idc.front.balancer'), '10.23.0.10');
  });

  it('tell which arrows lead to who is asked no more: writes go to the standby, reads where they went', () => {
    const at = played(clinic);
    const redirects = (moment: number): string[] => at(moment).redirects.map(({ flow, from, to }) => `${flow}: ${from} ${to}`);
    assert.deepEqual(redirects(300), []);
    assert.deepEqual(redirects(610), [], 'nobody serves yet');
    assert.deepEqual(redirects(700), ['idc.app.was -> idc.data.db: idc.data.db1 idc.data.db2']);
  });

  it('are the same after seeking back', () => {
    const at = played(pair);
    const before = roles(at(121));
    at(500);
    assert.deepEqual(roles(at(121)), before);
  });
});

describe('how far a copy is behind', () => {
  it('is its lag, and the writes that were acknowledged within it', () => {
    const [lag] = played(clinic)(300).lags;
    assert.equal(lag!.behind, 0.2);
    // 40 writes a second.
    assert.ok(lag!.writes >= 1 && lag!.writes <= 20, String(lag!.writes));
  });

  it('is nothing to speak of while the one that serves has nobody to copy to', () => {
    const at = played(clinic);
    assert.deepEqual([300, 610, 700, 850].map((moment) => at(moment).lags[0]!.alone), [undefined, undefined, 'idc.data.db2', undefined]);
  });
});
