/** Load that cannot be carried: elements, links, groups without a member, pools. */
import { checkFixture } from '../../../support/fixture.js';

const AREA = ['capacity/overload', 'capacity/overload-after-loss', 'capacity/pool-too-small'];
/** All three at once: one defect is told once. */
const check = (text: string): void => checkFixture(text, (each) => AREA.includes(each) || (each.startsWith('model/') && !['model/unused', 'model/isolated'].includes(each)));
const over = '\n//^^^ error[capacity/overload]: ';
const afterLoss = '\n//^^^ warning[capacity/overload-after-loss]: ';
const pool = '\n//^^^ warning[capacity/pool-too-small]: ';
const load = (what: string): string => `scenario "s" { load ${what} }`;

describe('capacity/overload', () => {
  const one = (says: string, what: string, found = ''): string => `users u\napp a { ${says} }${found}\nflow u -> a over https as shop\n${load(what)}`;

  it('finds an element that is offered as much as it can serve, or more', () => {
    check(one('workers 10  service-time 100ms', 'shop 150/s for 1h', `${over}a is offered 150/s and can serve 100/s: 150% of what it can do`));
    check(one('workers 10  service-time 100ms', 'shop 100/s', `${over}100%`));
    check(one('workers 1  service-time exponential 20ms', 'shop 3600/min steady', `${over}a is offered 60/s and can serve 50/s: 120%`));
    check(one('workers 2  service-time uniform 10ms to 30ms  queue 7', 'shop 101/s', `${over}once the 7 places to wait are taken, the rest is refused`));
    check(one('workers 10  service-time 100ms', 'u -> a 500/s', `${over}500%`));
    check(one('workers 10  service-time 100ms', 'shop 10/s to 150/s for 10m', `${over}150%`));
    check(one('workers 10  service-time samples 50ms, 50ms, 200ms', 'shop 110/s', `${over}a is offered 110/s and can serve 100/s`));
    check(one('workers 10  service-time 100ms  rate-limit 90/s', 'shop 500/s'));
    check(one('workers 10  service-time 100ms  rate-limit 120/s', 'shop 500/s', `${over}a is offered 120/s`));
  });

  it('is silent just below, without workers, without times, without a load and without a scenario', () => {
    check(one('workers 10  service-time 100ms', 'shop 99/s'));
    check(one('service-time 100ms', 'shop 9000/s'));
    check(one('workers 10', 'shop 9000/s'));
    check(one('workers 10  service-time 100ms', 'shop 0/s'));
    check('users u\napp a { workers 1  service-time 1h }\nflow u -> a over https as shop\nscenario "s" { at 5m fail a }');
    check('users u\napp a { workers 1  service-time 1h }\nflow u -> a over https as shop');
  });

  it('counts the round trip that opens a connection by TLS, where each request opens one', () => {
    const far = (flow: string, what: string, found = ''): string => `users u\nzone z { subnet 10.0.0.0/24  app a { workers 10  ip 10.0.0.1 }${found}\n database db { ip 10.0.0.2 } }\nlink a -- db { latency 50ms }\nflow u -> a over https as shop\nflow a -> db over mysql ${flow}\n${load(what)}`;
    check(far('tls', 'shop 60/s', `${over}for 200 ms, waiting for "z.a -> z.db"`));
    check(far('', 'shop 60/s'));
    check(far('tls connections 20', 'shop 60/s'));
    check(far('tls', 'shop 60/s', '') .replace('load shop 60/s', 'load shop 60/s  load shop 1 users think 1h'));
  });

  it('counts what is waited for, links included, and not what is not waited for', () => {
    const two = (flow: string, found = '', rest = ''): string => `users u\napp a { workers 10  service-time 20ms }${found}\ndatabase db { service-time 80ms }\nflow u -> a over https as shop\nflow a -> db over mysql ${flow}\n${rest}${load('shop 110/s')}`;
    check(two('', `${over}for 100 ms (20 ms of its own work, the rest waiting for "a -> db")`));
    check(two('async'));
    check(two('share 50%'));
    check(two('share 50% times 2', over));
    check(two('optional', over));
    check(`users u\nzone z { subnet 10.0.0.0/24  app a { workers 10  ip 10.0.0.1 }${over}for 100 ms, waiting for "z.a -> z.db"\n database db { ip 10.0.0.2 } }\nlink a -- db { latency 50ms }\nflow u -> a over https as shop\nflow a -> db over mysql\n${load('shop 110/s')}`);
  });

  it('finds it far down, with shares and times, and at the primary alone', () => {
    check(`users 손님\napp 가게 count 2\ndatabase 원장1 { workers 5  service-time 50ms }${over}원장1 is offered 120/s and can serve 100/s\ndatabase 원장2 { workers 5  service-time 50ms }\ngroup 원장 active-standby { members 원장1, 원장2 }\nflow 손님 -> 가게 over https as 주문\nflow 가게 -> 원장 over mysql writes share 20% times 3\n${load('주문 200/s')}`);
  });

  it('finds readers of a broker that do not keep up with what is published, and does not count their reading as asking', () => {
    const bus = (packer: string, broker = 'workers 5  service-time 1ms', found = ''): string => `users u
app shop
broker bus { ${broker} }
server 포장 ${packer}
flow u -> shop over https as buying
flow shop -> bus over amqp async share 50% as orders
flow 포장 -> bus over amqp reads${found}
${load('buying 300/s')}`;
    check(bus(`count 3 { workers 4  service-time 100ms }${over}The 3 instances of 포장 together are offered 150/s and can serve 120/s`));
    check(bus('count 5 { workers 4  service-time 100ms }'));
    check(bus(`count 4 { workers 4  service-time 100ms }${afterLoss}Without 포장#1`));
    check(bus('{ workers 40  service-time 100ms }'));
    // Each reading flow gets everything.
    check(`${bus('{ workers 40  service-time 100ms }')}
server audit { workers 1  service-time 10ms }${over}audit is offered 150/s and can serve 100/s
flow audit -> bus over amqp reads`);
    // The broker is asked by who publishes only, and is not held while somebody works on it.
    check(`${bus('{ workers 40  service-time 100ms }', 'workers 1  service-time 5ms')}
flow u -> 포장 over https as asking
scenario "t" { load buying 100/s  load asking 150/s }`);
    check(bus('{ workers 40  service-time 100ms }').replace('service-time 1ms }', `service-time 50ms }${over}bus is offered 150/s and can serve 100/s`));
  });

  it('counts what a write waits for its synchronous copy, and nothing for an asynchronous one or a read', () => {
    const store = (copy: string, access: string, found = ''): string => `zone z { subnet 10.0.0.0/24
  app web { ip 10.0.0.11 }
  database db count 2 active-standby { workers 2  service-time 5ms  ip from 10.0.0.21  failover automatic within 10s  replicate db#1 -> db#2 ${copy} }${found}
  switch sw
}
link web -- sw
link db -- sw { latency 10ms }
flow web -> db over mysql ${access} as w
${load('w 60/s for 10m')}`;
    check(store('sync', 'writes', `${over}A request holds one of its 2 workers for 45 ms (5 ms of its own work, the rest until what is written has its copy on db#2)`));
    check(store('async lag 1s', 'writes'));
    check(store('sync', 'reads prefer db#1'));
    check(store('sync', ''));
  });

  it('tells instances of one declaration once, and the members of a group at the group', () => {
    check(`users u\nloadbalancer lb { balance web }\nserver web count 3 { workers 10  service-time 100ms }${over}The 3 instances of web together are offered 600/s and can serve 300/s: 200% of what they can do. A request holds one of 10 workers each for 100 ms\nflow u -> lb over https as shop\nflow lb -> web over http\n${load('shop 600/s')}`);
    check(`users u\nserver a { workers 10  service-time 100ms }\nserver b { workers 10  service-time 100ms }\ngroup web active-active { members a, b }${over}The 2 members of web together are offered 600/s and can serve 200/s\nflow u -> web over https as shop\n${load('shop 600/s')}`);
    check(`users u\nkind till extends app { workers 3  service-time 1s }\ntill one${over}one is offered 5/s\ntill two${over}two is offered 5/s\nflow u -> one, two over https as shop\n${load('shop 5/s')}`);
  });

  it('tells the one that gets too much by its weight, where all together could serve it', () => {
    check(`users u\nloadbalancer lb {\n balance web { weight web#1 9 }\n}\nserver web count 2 { workers 10  service-time 100ms }${over}web#1 is offered 108/s and can serve 100/s: 108% of what it can do\nflow u -> lb over https as shop\nflow lb -> web over http\n${load('shop 120/s')}`);
    check(`users u\nloadbalancer lb {\n balance web least-connections\n}\nserver a { workers 100  service-time 100ms }\nserver b { workers 10  service-time 100ms }\ngroup web active-active need 2 { members a, b }\nflow u -> lb over https as shop\nflow lb -> web over http\n${load('shop 500/s')}`);
  });

  it('adds loads that overlap, in one scenario; says how many would be enough', () => {
    check(`users u\napp a { workers 10  service-time 100ms }${over}Give it 13 workers or more (15 leave a fifth free for peaks)\nflow u -> a over https as shop\nscenario "s" { load shop 60/s for 10m  at 5m load shop 60/s for 10m }`);
    check(`users u\napp a { workers 10  service-time 100ms }\nflow u -> a over https as shop\nscenario "s" { load shop 60/s for 10m  at 10m load shop 60/s for 10m }\nscenario "t" { load shop 60/s }`);
    check(`users u\nserver a count 2 { workers 10  service-time 100ms }${over}Make it 6 or more instead of 2 (7 leave a fifth free for peaks), give each 26 workers\nflow u -> a over https as shop\n${load('shop 510/s')}`);
  });

  it('holds users who wait against what they could ask for at most, at the narrowest place alone', () => {
    check(one('workers 10  service-time 100ms', 'shop 500 users think 900ms', `${over}a would be asked for up to 500/s and can serve 100/s: 500%`));
    check(one('workers 10  service-time 100ms', 'shop 100 users think 900ms'));
    check(one('workers 10  service-time 100ms', 'shop 10 users'));
    check(one('workers 10  service-time 100ms', 'shop 11 users', `${over}110%`));
    check(`users u\napp a { workers 20  service-time 10ms }\ndatabase db { workers 2  service-time 40ms }${over}db would be asked for up to 95.2/s and can serve 50/s\nflow u -> a over https as shop\nflow a -> db over mysql\n${load('shop 100 users think 1s')}`);
  });

  it('finds links that cannot carry the size of what is sent, on every way only', () => {
    const wire = (size: string, found = '', more = ''): string => `internet world { users u }\nzone z { subnet 203.0.113.0/28  app a { ip 203.0.113.2 } }\nrouter r { interface world 203.0.113.33/30  interface z 203.0.113.1 }\nlink world -- r { bandwidth 100Mbps }${found}\n${more}flow u -> a over https as shop\n${load(`shop 100/s for 1h ${size}`)}`;
    check(wire('size 200kB', `${over}world -- r is to carry 160 Mbps in each direction and has 100 Mbps: 160%`));
    check(wire('size 125kB', over));
    check(wire('size 100kB'));
    check(wire(''));
    check(`users u\napp a { service-time 1ms }\nswitch s\nlink u -- s as one { bandwidth 100Mbps }\nlink u -- s as two { bandwidth 100Mbps }\nlink s -- a\nflow u -> a over https as shop\n${load('shop 100/s size 200kB')}`);
  });

  it('says nothing where calls go in a circle or the way of a request is not said', () => {
    check(`users u\napp a { workers 1  service-time 1s }\napp b { workers 1  service-time 1s }\nflow u -> a over https as shop\nflow a -> b over https\nflow b -> a over https\n${load('shop 100/s')}`);
    check(`users u\nloadbalancer lb { balance a { match "/a" }  balance b { match "/b" } }\napp a { workers 1  service-time 1s }\napp b { workers 1  service-time 1s }\nflow u -> lb over https as shop\nflow lb -> a over http\nflow lb -> b over http\n${load('shop 100/s')}`);
    check(`users u\nloadbalancer lb { balance a { match "/a" }  balance b { match "/b" } }\napp a { workers 1  service-time 1s }${over}a is offered 5/s\napp b { workers 100  service-time 1s }\nflow u -> lb over https as shop\nflow lb -> a over http share 5%\nflow lb -> b over http share 95%\n${load('shop 100/s')}`);
  });

  it('is told of a load in another file, with tabs, carriage returns and half a line', () => {
    check(`users u\r\napp a {\r\n\tworkers 10\r\n\tservice-time 100ms\r\n}\r\nflow u -> a over https as shop\r\n${load('shop 90/s')}\r\n`);
    checkFixture(`import "parts.arch"\nscenario "s" { load shop 150/s }\n//- /parts.arch\nusers u\napp a { workers 10  service-time 100ms }${over}a is offered 150/s\nflow u -> a over https as shop`, (each) => AREA.includes(each));
    checkFixture(`users u\napp a { workers 10  service-time 100ms }${over}\nflow u -> a over https as shop\n${load('shop 150/s')}\nscenario "half" { load shop`, (each) => AREA.includes(each));
  });
});

describe('capacity/overload-after-loss', () => {
  const web = (count: string, rate: number, found = '', says = 'workers 10  service-time 100ms'): string => `users u\nloadbalancer lb { balance web }\nserver web count ${count} { ${says} }${found}\nflow u -> lb over https as shop\nflow lb -> web over http\n${load(`shop ${rate}/s`)}`;

  it('finds a tier without a spare', () => {
    check(web('2', 150, `${afterLoss}Without web#1, web#2 is offered 150/s and can serve 100/s: 150%, against 75% while all of web is up.`));
    check(web('2', 150, `${afterLoss}Make it 3 or more instead of 2, or give each 16 workers`));
    check(web('2', 100, afterLoss));
    check(web('5', 400, `${afterLoss}Make it 6 or more instead of 5`));
    check(web('300', 29_950, afterLoss));
  });

  it('is silent where the rest can carry it, for one alone, and where all are needed anyway', () => {
    check(web('2', 99));
    check(web('3', 199));
    check(web('300', 29_000));
    check(web('2 active-active need 2', 150));
    check(web('1', 99));
  });

  it('gives way to an overload with all members', () => check(web('2', 250, `${over}The 2 instances of web`)));

  it('finds a standby that is smaller than its primary, and one to which reads come back', () => {
    check(`users 손님\ndatabase 큰 { workers 20  service-time 100ms }\ndatabase 작은 { workers 5  service-time 100ms }\ngroup 장부 active-standby { members 큰, 작은 }${afterLoss}Without 큰, 작은 is offered 100/s and can serve 50/s: 200%, against 0% while all of 장부 is up\nflow 손님 -> 장부 over mysql as 조회\n${load('조회 100/s')}`);
    check(`users u\napp a\ndatabase db count 2 active-standby { workers 10  service-time 100ms }${afterLoss}Without db#1, db#2 is offered 110/s and can serve 100/s: 110%, against 90% while all of db is up\nflow u -> a over https as shop\nflow a -> db over mysql writes share 20%\nflow a -> db over mysql reads prefer db#2 share 90%\n${load('shop 100/s')}`);
    check(`users u\ndatabase db count 2 active-standby { workers 20  service-time 100ms }\nflow u -> db over mysql as shop\n${load('shop 100/s')}`);
  });

  it('deals anew by weights, and looks at each member', () => {
    check(`users u\nloadbalancer lb { balance web { weight a 4 } }\nserver a { workers 41  service-time 100ms }\nserver b { workers 41  service-time 100ms }\nserver c { workers 14  service-time 100ms }\ngroup web active-active { members a, b, c }${afterLoss}Without a, c is offered 150/s and can serve 140/s\nflow u -> lb over https as shop\nflow lb -> web over http\n${load('shop 300/s')}`);
  });

  it('finds it among the targets of a balancer that are no group', () => {
    check(`users u\nloadbalancer lb${afterLoss}Without\nserver a { workers 10  service-time 100ms }\nserver b { workers 10  service-time 100ms }\nflow u -> lb over https as shop\nflow lb -> a over http\nflow lb -> b over http\n${load('shop 150/s')}`);
  });
});

describe('capacity/pool-too-small', () => {
  const tier = (says: string, rate: number, found = '', kind = 'connection-pool'): string => `users u\napp a { workers 500  service-time 10ms }\n${kind} p { ${says} }${found}\ndatabase db { workers 100  service-time 50ms }\nflow u -> a over https as shop\nflow a -> p\nflow p -> db over mysql\n${load(`shop ${rate}/s`)}`;

  it('finds a pool with fewer places than requests are in it', () => {
    check(tier('workers 10  queue 5', 500, `${pool}p has 10 places and 5 more may wait, and the load needs 25 at once. By Little's law 500 requests a second that each hold a place for 50 ms, waiting for "p -> db" occupy 25 places on average`));
    check(tier('workers 10', 500, `${pool}p has 10 places, and the load needs 25 at once`));
    check(tier('workers 25  queue 0', 500, `${pool}p has 25 places and nobody may wait`));
    check(tier('workers 10', 500, `${pool}Give it 26 places or more (32 leave a fifth free for peaks)`, 'thread-pool'));
    check(`kind lent "Lent" extends pool { workers 4 }\n${tier('', 100, `${pool}p has 4 places`, 'lent')}`);
  });

  it('is silent with one more place, without a number of places, and where the rest is too small', () => {
    check(tier('workers 26', 500));
    check(tier('queue 5', 500));
    check(`users u\napp a { workers 5  service-time 10ms }${over}a is offered 500/s\nconnection-pool p { workers 60 }\ndatabase db { workers 100  service-time 50ms }\nflow u -> a over https as shop\nflow a -> p\nflow p -> db over mysql\n${load('shop 500/s')}`);
  });

  it('finds flows whose callers may have too few connections, each caller by itself', () => {
    const db = (connections: string, found = '', count = '', rest = ''): string => `users 손님\nloadbalancer lb { balance 가게 }\napp 가게 ${count} { service-time 10ms }\ndatabase db { service-time 50ms }\nflow 손님 -> lb over https as 주문\nflow lb -> 가게 over http\nflow 가게 -> db over mysql ${connections}${found}\n${rest}${load('주문 200/s')}`;
    check(db('connections 8', `${pool}가게 may have 8 connections open for "가게 -> db", and the load needs 10 at once. By Little's law 200 calls a second that each take 50 ms occupy 10 connections on average`));
    check(db('connections 10', `${pool}Allow 11 connections or more (13 leave a fifth free for peaks)`));
    check(db('connections 11'));
    check(db('connections 8 async'));
    check(db('connections 8 share 50%'));
    check(db('connections 8', '', 'count 2'));
    check(db('connections 5', `${pool}가게#1 may have 5 connections`, 'count 2'));
    check(`users u\napp a\ndatabase db { service-time 50ms }\nflow u -> a over https as shop\nflow a -> db over mysql connections 5\n${load('shop 5 users')}`);
    check(`app a\ndatabase db { service-time 50ms }\nflow a -> db over mysql connections 5 as work${pool}a may have 5 connections\n${load('work 200/s')}`);
  });

  it('finds pools inside of what is counted, once', () => {
    check(`users u\nloadbalancer lb { balance was }\nserver was count 3 {\n workers 900  service-time 1ms\n connection-pool p { workers 5 }${pool}5 places\n flow was -> p -> db over mysql\n}\ndatabase db { workers 900  service-time 50ms }\nflow u -> lb over https as shop\nflow lb -> was over http\n${load('shop 900/s')}`);
  });
});
