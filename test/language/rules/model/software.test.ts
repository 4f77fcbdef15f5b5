/** Software under operating systems, and what is required of it. */
import { checkFixture } from '../../../support/fixture.js';

const only = (rule: string) => (text: string): void => checkFixture(text, (each) => each === `model/${rule}`);

describe('model/software-on-wrong-system', () => {
  const check = only('software-on-wrong-system');

  it('tells the course\'s examples, by the name of the system or of one of its kin', () => {
    for (const os of ['linux', 'ubuntu', 'rhel', 'alpine', 'macos', 'solaris', 'unix', 'android']) {
      check(`server 웹서버 { os ${os}  software iis }\n//^^^ error[model/software-on-wrong-system]: IIS is made for Windows only`);
      check(`database 회원 { software access  os ${os} }\n//^^^ error[model/software-on-wrong-system]`);
    }
    check('database d { os windows-server  software redis }\n//^^^ error[model/software-on-wrong-system]: d is to run Redis under Windows Server');
    check('mobile phone { os android  software ios-app }\n//^^^ error[model/software-on-wrong-system]: iOS');
    check('database d { os macos  software db2 }\n//^^^ error[model/software-on-wrong-system]: Linux, Windows, AIX, and z/OS only');
  });

  it('knows today\'s facts: SQL Server on Linux since 2017, MariaDB no longer on Solaris', () => {
    check('database d { os ubuntu  software sql-server }');
    check('database d { os solaris  software mysql }');
    check('database d { os solaris  software mariadb }\n//^^^ error[model/software-on-wrong-system]');
  });

  it('takes the system of what the software runs on, and says a counted line once', () => {
    check(`server was count 3 {
  os debian
  app portal { software aspnet-core }
  web front { software iis }
  //                   ^^^ error[model/software-on-wrong-system]
}`);
    check(`vm guest { operating-system system { os ubuntu  database db { software access } } }
//^^^ error[model/software-on-wrong-system]`);
    check(`vm guest { operating-system system { software ubuntu  database db { software access } } }
//^^^ error[model/software-on-wrong-system]`);
    check(`server box { os linux }
web front on box { software iis }
//^^^ error[model/software-on-wrong-system]`);
    check(`server box { os linux  container c { software iis } }
//^^^ error[model/software-on-wrong-system]`);
  });

  it('tells it of software and systems of the file\'s own', () => check(`software 자체DB "자체 DB" { is relational-database  os windows }
database d { os linux  software 자체DB }
//^^^ error[model/software-on-wrong-system]: add "linux" to the systems in its declaration`));

  it('leaves open what is not said: no system, a family, a machine with a system of its own, a container on a desktop, a system of the file\'s own', () => {
    for (const text of [
      'database d { software access }',
      'server s { software iis }',
      'database d { os unix  software oracle }',
      'server host { os windows  software hyper-v  vm guest { database d { software redis } } }',
      'server host { os linux  software kvm }  vm guest on host { software iis }',
      'pc desk { os windows  software docker  container c { software redis } }',
      'pc desk { os macos  container c { software mariadb } }',
      'software ouros "Our OS" {}  database d { os ouros  software mysql }',
      'software tool "Tool" { is app }  server s { os linux  software tool }',
      'server s { os macos  software nginx }',
      'database d { os linux  storage-engine e { software innodb } }',
      'rack r { server s { os ubuntu  software postgres  software keepalived } }',
    ]) check(text);
  });

  it('follows a variant that moves the software', () => check(`server s { os linux }
variant before { refine s { software iis } }
//^^^ error[model/software-on-wrong-system]
variant after { refine s { os windows  software iis } }`));
});

describe('model/missing-capability', () => {
  const check = only('missing-capability');

  it('tells transactions asked of stores that do not promise them', () => {
    for (const store of ['redis', 'cassandra', 'hbase', 'couchdb', 'access', 'memcached', 'influxdb']) {
      check(`database 주문 { software ${store}  requires acid }\n//^^^ error[model/missing-capability]: 주문 requires acid`);
    }
    for (const store of ['mysql', 'mariadb', 'oracle', 'postgres', 'mongodb', 'neo4j', 'sqlite', 'dynamodb']) check(`database orders { software ${store}  requires acid }`);
  });

  it('tells a store that only scales up given a group that is to scale out, and names one of its sort that does', () => {
    check(`graph-database graph count 4 active-active {
  software neo4j
  requires scale-out
  //       ^^^^^^^^^ error[model/missing-capability]: graph requires scale-out, and Neo4j does not provide it. It only scales up: a bigger machine, or copies for reading. One set of data is not spread over several machines by itself. Take software that does, such as AllegroGraph
}`);
    check(`database m1 { software mysql }
database m2 { software mysql }
group shards active-active {
  members m1, m2
  requires relational, scale-out
  //                   ^^^^^^^^^ error[model/missing-capability]: shards requires scale-out, and MySQL does not provide it
}`);
    check(`database c count 3 { software cassandra  requires scale-out, replication }`);
  });

  it('tells it of what stands in a machine, of an engine, and of software of the file\'s own', () => {
    check(`server box { requires acid  os linux  database d { software redis } }
//^^^ error[model/missing-capability]: box requires acid, and Redis does not`);
    check(`database d { software mysql  storage-engine e { software myisam  requires acid } }
//^^^ error[model/missing-capability]: MyISAM does not provide it`);
    check(`software 자체저장소 { is key-value-store  provides key-value }
database d { requires replication  software 자체저장소 }
//^^^ error[model/missing-capability]`);
    check(`kind ledger extends database {
  requires acid
  //       ^^^^ error[model/missing-capability]: l requires acid
}
ledger l { software hbase }`);
  });

  it('leaves alone what completes each other, what tells nothing of itself, and a requirement without software', () => {
    for (const text of [
      'database d { requires acid }',
      'software ours { is key-value-store }  database d { software ours  requires acid }',
      'software ours { is key-value-store }  database d { software ours  software redis  requires acid }',
      'database d { software mysql  software keepalived  requires acid, replication }',
      'server box { os ubuntu  requires acid  database d { software postgres } }',
      'app a { software java  requires acid }',
      'zone z { subnet 10.0.0.0/24  database d { software redis } }',
      'group g active-active { members a, b  requires scale-out }  database a { software mongodb }  database b { software mongodb }',
    ]) check(text);
  });
});
