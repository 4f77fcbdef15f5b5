/** Entries without an address that moves, tiers that nothing spreads the load over, and balancers that cannot do what they should. */
import assert from 'node:assert/strict';
import { checkFixture } from '../../../support/fixture.js';
import { errorsOf, repairsOf } from '../../../support/repairs.js';

const checkOf = (rule: string) => (text: string): void => checkFixture(text, (each) => each === rule || (each.startsWith('model/') && !['model/unused', 'model/isolated', 'model/missing-capability'].includes(each)));

describe('redundancy/missing-vip', () => {
  const RULE = 'redundancy/missing-vip';
  const check = checkOf(RULE);
  const entry = (says: string, more = 'flow users -> lb over https', kind = 'loadbalancer'): string => `client users
zone dmz {
  subnet 10.0.1.0/24, 2001:db8:1::/64
  ${kind} lb count 2 active-standby { ${says} }
}
${more}`;
  const found = `\n//^^^ error[${RULE}]: `;

  it('finds an entry of an actor, of a translation, and VRRP anywhere', () => {
    check(entry(`ip from 10.0.1.11  heartbeat every 1s }${found}callers have the address of lb#1, 10.0.1.11\nserver x { ip 10.0.1.99`));
    check(entry(`ip from 2001:db8:1::11 }${found}2001:db8:1::11\nserver x { ip 10.0.1.99`));
    check(entry(`ip from 10.0.1.11 }${found}lb has a standby\nserver x { ip 10.0.1.99`, 'internet world\nfirewall fw { interface dmz 10.0.1.1  interface world 203.0.113.1/29  dnat 203.0.113.2 over https -> lb  allow world -> lb over https }\nlink fw -- world'));
    check(entry(`ip from 10.0.1.11  vrrp 51 }${found}lb speaks VRRP but has no virtual address\nserver x { ip 10.0.1.99`, ''));
  });

  it('finds it in a group that is written out, with Korean names', () => check(`users 사용자
zone 외부망 {
  subnet 10.0.1.0/24
  loadbalancer 주 { ip 10.0.1.11 }
  loadbalancer 예비 { ip 10.0.1.12 }
  group 입구 active-standby { members 주 priority 110, 예비 priority 100  failover automatic within 5s }
//      ^^ error[${RULE}]: 입구 has a standby but no address that moves to it: callers have the address of 주, 10.0.1.11
}
flow 사용자 -> 입구 over https`));

  it('is silent with one, of the group, of its members or of a group around', () => {
    check(entry('ip from 10.0.1.11  vip 10.0.1.10'));
    check(`client users\nzone z {\n subnet 10.0.1.0/24\n loadbalancer a { ip 10.0.1.1  vip 10.0.1.9 }\n loadbalancer b { ip 10.0.1.2  vip 10.0.1.9 }\n group g active-standby { members a, b } }\nflow users -> g over https`);
    check(`${entry('ip from 10.0.1.11')}\ngroup ha active-standby { members lb  vip 10.0.1.10  vrrp 3 }`);
  });

  it('is silent where addresses are not said, are shared, or cannot move between segments', () => {
    check('client users\nloadbalancer lb count 2 active-standby\nflow users -> lb over https');
    check('client users\nloadbalancer lb count 2 active-standby { vrrp 51 }\nflow users -> lb over https');
    check('zone a { subnet 10.0.1.0/24 }\nzone b { subnet 10.0.2.0/24 }\nrouter r count 2 active-standby { interface a 10.0.1.1  interface b 10.0.2.1  vrrp 5 }');
    check(`client users\nsite seoul { zone a { subnet 10.0.1.0/24  server w1 { ip 10.0.1.5 } } }\nsite busan { zone b { subnet 10.0.2.0/24  server w2 { ip 10.0.2.5 } } }\ngroup dr active-standby { members w1, w2  failover manual }\nflow users -> dr over https`);
  });

  it('is silent for a tier that nobody enters by, behind a balancer, and for what callers know all of', () => {
    check(entry('ip from 10.0.1.11', 'server app\nflow app -> lb over https'));
    check(entry('ip from 10.0.1.11', 'loadbalancer front { balance lb round-robin }\nflow users -> lb over https', 'server'));
    check(entry('ip from 10.0.1.11', 'loadbalancer front { transparent }\nflow users -> lb over https via front', 'server'));
    check(entry('ip from 10.0.1.11  software mongodb', 'flow users -> lb over mongodb', 'database'));
    check(entry('ip from 10.0.1.11', 'flow users -> lb over dns', 'dns'));
    check(entry('ip from 10.0.1.11', 'flow users -> lb over tcp/8020', 'name-node'));
    check(entry('ip from 10.0.1.11', 'flow users -> lb over https', 'server').replace('active-standby', 'active-active'));
  });

  it('offers a free address of the subnet, with which everything works', () => {
    const [repaired, ...others] = repairsOf(RULE, 'internet world { users people }\nzone dmz {\n  subnet 203.0.113.8/29\n  loadbalancer lb count 2 active-standby {\n    ip from 203.0.113.11\n    heartbeat every 1s\n  }\n}\nfirewall fw { interface dmz 203.0.113.9  interface world 203.0.113.1/29  allow world -> lb over https }\nlink fw -- world\nflow people -> lb over https');
    assert.match(repaired!, /\n {4}vip 203\.0\.113\.10\n/);
    assert.equal(others.length, 0);
    assert.deepEqual(errorsOf(repaired!), []);
  });
});

describe('redundancy/scaled-out-without-balancer', () => {
  const RULE = 'redundancy/scaled-out-without-balancer';
  const check = checkOf(RULE);
  const found = `\n//^^^ warning[${RULE}]: `;

  it('finds counted elements, groups that are written out, and databases', () => {
    check(`users u\nserver web count 3${found}web runs 3 times, but nothing spreads the load of u over them\nflow u -> web over https`);
    check(`users 손님\nserver 하나\nserver 둘\ngroup 웹 active-active { members 하나, 둘 }${found}nothing spreads the load of 손님 over the two\nflow 손님 -> 웹 over https`);
    check(`users u\napp was { software tomcat }\ndatabase db count 2 active-active { software mysql }${found}the load of was\nflow u -> was over http/8080 -> db over mysql`);
    check(`users u\nweb web { software nginx }\nserver was count 2${found}Let web spread the load with "balance was round-robin"\nflow u -> web over https -> was over http/8080`);
  });

  it('is silent where something spreads it', () => {
    check('users u\nloadbalancer lb\nserver web count 3\nflow u -> lb over https -> web over https');
    check('users u\nvm edge { software haproxy }\nserver web count 3\nflow u -> edge over https -> web over https');
    check('users u\nweb front { software nginx  balance was round-robin { passive max_fails 3 fail_timeout 3s } }\nserver was count 2\nflow u -> front over https -> was over http/8080');
    check('users u\nloadbalancer lb count 2 active-standby { balance web }\nserver web count 3\nflow u -> lb over https\nflow u -> web over https');
    check('users u\nl4switch sw { transparent }\nserver web count 3\nflow u -> web over https via sw');
    check('users u\nzone z { subnet 10.0.1.0/24  server web count 2 { ip from 10.0.1.5  vip 10.0.1.4 } }\nflow u -> web over https');
    check('users u\nserver a\nserver b\nloadbalancer lb\ngroup g active-active { members a, b }\nflow u -> g over https\nflow lb -> a, b over http');
  });

  it('is silent for one that stands by, for a quorum, and for a member that is asked by name', () => {
    check('users u\nserver web count 2 active-standby\nflow u -> web over https');
    check('users u\nserver web count 3 quorum 2\nflow u -> web over https');
    check('users u\nserver web count 2\nflow u -> web#1 over https');
    check('users u\nserver web count 1\nflow u -> web over https');
    check('users u\ndatabase db count 2\nflow u -> db over mysql reads prefer db#2');
  });

  it('is silent for processing, storage, and where callers choose', () => {
    for (const tier of ['data-node w count 3', 'executor w count 3', 'nas w count 2', 'server w count 3 { software kafka }', 'database w count 3 { software cassandra }', 'cache w count 2 { software memcached }', 'graph-database w count 4 { software neo4j  requires scale-out }', 'dns w count 2', 'ntp w count 2', 'bastion w count 2', 'router w count 2']) {
      check(`users u\n${tier}\nflow u -> w`);
    }
  });

  it('is silent for balancers themselves and for what Kubernetes spreads', () => {
    check('users u\nloadbalancer lb count 2 active-active\nflow u -> lb over https');
    check('users u\nserver node1 { software kubernetes }\nserver node2 { software kubernetes }\ncontainer api count 4 on node1, node2\nflow u -> api over https');
  });

  it('is silent for administration, watching, and the members among themselves', () => {
    check('operator ops\nmonitoring prom\nserver web count 2\nflow ops -> web over ssh\nflow prom -> web over http/9100\nflow web -> web over tcp/7000');
  });

  it('is silent for sites between which a name chooses', () => check(`users u
dns names
site seoul { server w1 }
site busan { server w2 }
group web active-active { members w1, w2 }
flow u -> names over dns as lookup
flow u -> web over https needs lookup`));

  it('offers to let the caller balance, or a balancer before the tier, also within a chain', () => {
    const [able] = repairsOf(RULE, 'users u\nweb web { software nginx }\nserver was count 2\nflow u -> web over https -> was over http/8080');
    assert.match(able!, /web web \{ software nginx {2}balance was round-robin \}/);
    const [placed] = repairsOf(RULE, 'users u\nzone lan {\n  server web count 2\n  database db\n}\nflow u -> web over https -> db over mysql as shop');
    assert.match(placed!, /flow u -> web-lb over https -> web over https -> db over mysql as shop/);
    assert.match(placed!, /loadbalancer web-lb \{\s+balance web round-robin\s+\}/);
    assert.deepEqual(repairsOf(RULE, 'users u\nzone z { subnet 10.0.1.0/24  server web count 2 { ip from 10.0.1.5 } }\nflow u -> web over https'), [], 'where addresses and rules would have to follow, none is offered');
  });
});

describe('redundancy/balancer-without-check', () => {
  const RULE = 'redundancy/balancer-without-check';
  const check = checkOf(RULE);
  const found = `\n//^^^ warning[${RULE}]: `;
  const lb = (software: string, balance: string, more = ''): string => `users u\nloadbalancer lb {\n  ${software}\n  ${balance}\n}\nserver web count 2\nflow u -> lb over https -> web over http\n${more}`;

  it('finds software that checks nothing by itself', () => {
    check(lb('software haproxy', `balance web least-connections${found}lb spreads its load over the 2 members of web without checking that they live`));
    check(lb('software haproxy  software keepalived', `balance web { weight web#1 5 }${found}HAProxy checks nothing`));
    check(lb('software lvs', `balance web${found}`));
    check(lb('software haproxy', `balance web { passive max_fails 0 }${found}`));
    check(`users 손님\nserver 가\nserver 나\nloadbalancer 분산 count 2 active-standby { software haproxy  balance 둘 ip-hash }${found}분산 spreads its load over the 2 members of 둘\ngroup 둘 active-active { members 가, 나 }\nflow 손님 -> 분산 over https -> 둘 over http`);
  });

  it('is silent with a check, with software that looks by itself, and where the software is not said', () => {
    check(lb('software haproxy', 'balance web { check http }'));
    check(lb('software haproxy', 'balance web { passive max_fails 3 fail_timeout 3s }'));
    check(lb('software nginx', 'balance web'));
    check(lb('software aws-alb', 'balance web'));
    check(lb('software lvs  software keepalived', 'balance web'));
    check(lb('', 'balance web'));
    check(lb('software haproxy', ''));
  });

  it('is silent where there is nobody else to turn to', () => check('users u\nloadbalancer lb { software haproxy  balance web }\nserver web\nflow u -> lb over https -> web over http'));

  it('offers a check at the port that the balancer dials', () => {
    assert.match(repairsOf(RULE, lb('software haproxy', 'balance web'))[0]!, /balance web \{\s+check http every 2s fall 3 rise 2\s+\}/);
    assert.match(repairsOf(RULE, lb('software haproxy', 'balance web { weight web#1 5 }'))[0]!, /\{ weight web#1 5 {2}check http every 2s fall 3 rise 2 \}/);
  });
});

describe('redundancy/single-backend', () => {
  const RULE = 'redundancy/single-backend';
  const check = checkOf(RULE);
  const found = `\n//^^^ warning[${RULE}]: `;

  it('finds one member of a balance, a group of one, and flows that all lead to one', () => {
    check(`users u\nloadbalancer lb {\n balance web round-robin${found}lb is a balancer with a single member, web\n}\nserver web\nflow u -> lb over https -> web over http`);
    check(`users 손님\nloadbalancer 분산 { software haproxy  balance 웹 { check http } }${found}분산 is a balancer with a single member, 웹#1\nserver 웹 count 1\nflow 손님 -> 분산 over https -> 웹 over http`);
    check(`users u\nvm lb { software haproxy }\nserver web\nflow u -> lb over https\nflow lb -> web over http${found}lb is a balancer with a single member, web\n`);
    check(`users u\nl7switch lb {\n balance web\n balance api { match "/api" }${found}with a single member, api\n}\nserver web count 2\nserver api\nflow u -> lb over https -> web, api over http`);
  });

  it('is silent with two, however they are written', () => {
    check('users u\nloadbalancer lb { balance web }\nserver web count 2\nflow u -> lb over https -> web over http');
    check('users u\nloadbalancer lb { balance a  balance b }\nserver a\nserver b\nflow u -> lb over https -> a, b over http');
    check('users u\nloadbalancer lb\nserver a\nserver b\nflow u -> lb over https\nflow lb -> a over http\nflow lb -> b over http');
    check('users u\nloadbalancer lb count 2 active-standby\nserver web count 2\nflow u -> lb over https -> web over http');
  });

  it('is silent before another balancer, before what grows by itself, and for other software that balances nothing', () => {
    check('users u\nl4switch one { balance two }\nl7switch two { balance web }\nserver web count 2\nflow u -> one over https -> two over https -> web over http');
    check('users u\nloadbalancer lb\nservice s { software aws-lambda }\nflow u -> lb over https -> s over https');
    check('users u\nweb web { software nginx }\nserver was\nflow u -> web over https -> was over http/8080');
  });
});

describe('redundancy/layer4-url-rules', () => {
  const RULE = 'redundancy/layer4-url-rules';
  const check = checkOf(RULE);
  const lb = (head: string, says: string, match = 'match "/api"'): string => `users u\n${head} {\n  ${says}\n  balance api round-robin {\n    check http\n    ${match}\n  }\n}\nserver api count 2\nflow u -> lb over https -> api over http`;
  const found = `match "/api"\n//  ^^^^^^^^^^^^ error[${RULE}]: lb is to send "/api" to api, but works at layer 4`;

  it('finds it by kind, by software, and by what is stated', () => {
    check(lb('l4switch lb', '', found));
    check(lb('loadbalancer lb', 'software lvs', found));
    check(lb('loadbalancer lb', 'software aws-nlb', found));
    check(lb('loadbalancer lb', 'software haproxy  layer 4', found));
    check(lb('l4switch lb count 2 active-standby', 'software haproxy', found));
    check(`users 손님\nl4switch 가\nl4switch 나\ngroup 분산 active-active { members 가, 나  balance 웹 { match "/검색" } }\n//^^^ error[${RULE}]: 분산 is to send "/검색" to 웹\nserver 웹 count 2\nflow 손님 -> 분산 over https -> 웹 over http`);
  });

  it('finds each rule at its own place', () => check(lb('l4switch lb', '', `match "/a"  match "/b"\n//  ^^^^^^^^^^ error[${RULE}]: "/a"\n//              ^^^^^^^^^^ error[${RULE}]: "/b"`)));

  it('is silent at layer 7, and without rules', () => {
    check(lb('loadbalancer lb', ''));
    check(lb('l7switch lb', 'software haproxy'));
    check(lb('l4switch lb', 'layer 7'));
    check(lb('web lb', 'software nginx'));
    check(lb('loadbalancer lb', 'software haproxy  software keepalived'));
    check(lb('l4switch lb', '', ''));
  });

  it('offers layer 7 where the software can, and to take the rule away', () => {
    assert.equal(repairsOf(RULE, lb('loadbalancer lb', 'software haproxy\n  layer 4')).length, 2);
    assert.match(repairsOf(RULE, lb('loadbalancer lb', 'software haproxy\n  layer 4'))[0]!, /layer 7/);
    const [only, ...others] = repairsOf(RULE, lb('loadbalancer lb', 'software lvs'));
    assert.ok(!only!.includes('match') && only!.includes('check http'));
    assert.equal(others.length, 0);
  });
});
