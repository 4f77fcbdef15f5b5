/** Every row of the course can be said in the words of the library: a sketch of each is understood without a remainder. */
import assert from 'node:assert/strict';
import { libraryDocuments } from '#language/project/library.js';
import { parseDocument } from '#language/syntax/document.js';
import { lower } from '#language/syntax/lower/lower.js';
import type { Model } from '#language/model/model.js';

function model(text: string, variant?: string): Model {
  const document = parseDocument('file:///row.arch', text);
  assert.deepEqual(document.problems, [], 'syntax');
  return lower({ root: document, documents: [document], library: libraryDocuments(), ...(variant === undefined ? {} : { variant }), problems: [] });
}

const ROWS: Record<string, string> = {
  'S01 traditional and improved': `
    client c
    variant before "개선 전" { server was { software tomcat }  database db { software oracle }  flow c -> was over http/8080 -> db over oracle }
    variant after "개선 후" {
      loadbalancer lb { software haproxy  balance was round-robin }
      server was count 2 { software tomcat }
      database db1 { software oracle }
      database db2 { software oracle }
      group db active-standby { members db1, db2  failover automatic within 30s }
      flow c -> lb over http -> was over http/8080 -> db over oracle
    }
    view overview { show flows  collapse c }`,
  'S02 server types': `
    server files { os linux  software vsftpd  software samba  software sshfs  software nfs-server }
    web-server w1 { os linux  software nginx }
    web-server w2 { os unix  software apache-httpd }
    web-server w3 { os windows-server  software iis }
    web-server w4 { os debian  software lighttpd }
    mobile phone1 { os android  software android-app }
    mobile phone2 { os ios  software ios-app }
    database d1 { os linux  software oracle }
    database d2 { os windows  software sql-server }
    database d3 { software mysql }
    database d4 { software mariadb }
    document-store d5 { software mongodb }`,
  'S03 DBMS catalogue': ['oracle', 'sql-server', 'access', 'mysql', 'mariadb', 'postgresql', 'db2', 'sqlite']
    .map((name) => `database of-${name} { software ${name}  os windows }`).join('\n'),
  'S04 a library\'s lending system': `
    users readers "이용자"
    operator librarian "사서"
    app lending "대출 시스템" { software spring-boot }
    database dbms { software mysql  schema books { table loans { key "loan id" }  table members } }
    flow readers, librarian -> lending over https -> dbms over mysql
    sequence "대출" { readers -> lending "빌린다"  lending -> dbms "insert"  lending <- dbms "ok"  readers <- lending "반납일" }`,
  'S05 a DB server step by step': `
    server host { software kvm }
    vm machine on host {
      os ubuntu
      inbound { allow any over mysql }
      database db { software mysql  port tcp/3306 }
    }
    client remote
    flow remote -> db over mysql`,
  'S06 inside MySQL': `
    users applications
    database mysql {
      software mysql
      connector j { software jdbc }
      connector o { software odbc }
      connector n { software dotnet-connector }
      connector p { software python-connector }
      management-service management
      accept-queue backlog { queue 128 }
      receiver thread
      connection-pool pool { workers 151  queue 50 }
      sql-interface sql
      parser parser
      optimizer optimizer
      buffer cache { hit 90%  capacity 8GB }
      storage-engine innodb { software innodb }
      storage-engine myisam { software myisam }
      storage-engine cluster { software ndb }
      storage-engine old { software archive-engine }
      storage-engine fast { software memory-engine }
      storage-engine merged { software merge-engine }
      file-system files
      log redo
      flow pool -> sql -> parser -> optimizer -> cache -> innodb -> files
    }
    flow applications -> pool over mysql as query
    sequence "질의" { applications -> pool "select"  pool -> sql  sql -> parser  parser -> optimizer  optimizer -> cache  cache -> innodb }
    scenario "한꺼번에" { load query 400 users think 1s for 10m  expect refused of pool <= 5% }`,
  'S07 MySQL beside MariaDB': `
    database db { requires acid }
    client app
    flow app -> db over tcp/3306 tls
    variant mysql { refine db { software mysql  storage-engine temporary { software memory-engine } } }
    variant mariadb { refine db { software mariadb  storage-engine temporary { software aria } } }`,
  'S08 NoSQL': `
    key-value-store sessions { software redis }
    key-value-store carts { software dynamodb  requires acid }
    column-family-store events { software cassandra }
    column-family-store rows { software hbase }
    document-store documents { software mongodb }
    document-store notes { software couchdb }
    graph-database friends { software neo4j }
    graph-database triples { software allegrograph }
    relational-database films {
      software mysql
      table critic { column name { type "varchar" }  column blog }
      table film { column id  column title }
      table review { column critic-id  column film-id  column line }
    }
    column-family-store films2 { software hbase  column-family critics { row-key "critic"  column name  column blog  column film-id  column title  column review } }`,
  'S09 message, medium, protocol': `
    lan office { client a  server b }
    man city { }
    wan world { }
    pan desk { wearable watch  mobile phone }
    ban body { sensor pulse }
    flow a -> b over ftp
    link a -- b { bandwidth 100Mbps  latency 1ms  loss 1% }
    link watch -- phone { medium bluetooth }
    link pulse -- phone { medium zigbee }`,
  'S10 OSI': `
    l7switch l7
    l4switch l4 { layer 4 }
    waf waf
    l3switch core
    router r
    l2switch sw
    hub h
    repeater rep
    server s
    flow s -> l7 over telnet
    flow l7 -> s over smtp`,
  'S12 WAN to LAN': `
    internet world
    site korea { firewall fk { interface world 203.0.113.2/30  interface lk 10.1.0.1 }  vlan lk 10 { subnet 10.1.0.0/24  server sk { ip 10.1.0.10 } } l3switch ck }
    site usa { firewall fu { interface world 198.51.100.2/30  interface lu 10.2.0.1 }  vlan lu 10 { subnet 10.2.0.0/24  server su { ip 10.2.0.10 } } l3switch cu }
    link world -- fk
    link world -- fu
    link fk -- fu as vpn { tunnel ipsec }
    flow sk -> su over https`,
  'S13 Hadoop and YARN': `
    client submitter
    resource-manager rm { resource-scheduler s  application-manager am  resource-tracker rt }
    node-manager nm count 3 { memory 8GB  vcores 4  application-master master  yarn-container c  heartbeat every 3s timeout 10min }
    name-node nn count 2 active-standby { software hadoop  failover automatic within 60s }
    journal-node jn count 3 quorum 2
    data-node dn count 3 { replicas 3  block b }
    job-tracker old { software hadoop-1 }
    flow submitter -> rm over tcp/8032 as submit
    flow rm -> nm
    sequence "작업" { submitter -> rm "1 submit"  rm -> nm "2 start master" }
    job count on nm { stage map { tasks 20  memory 2GB  vcores 1  duration 30s }  stage reduce after map { tasks 4  memory 2GB  vcores 1  duration exponential 20s } }
    scenario "죽는다" { at 1m job more on nm { stage one { tasks 2 } }  at 2m fail nm#1  at 5m recover nm#1 }`,
  'S14 Spark': `
    spark-driver driver { software spark  spark-context sc }
    cluster-manager cm { software yarn }
    cluster-manager cm2 { software mesos }
    worker-node w count 3 { executor e { memory 4GB  vcores 2  software spark  rdd r  task t } }
    processing sql { software spark-sql }
    stream-processor streaming { software spark-streaming }
    flow driver -> cm
    flow cm -> w`,
  'S15 DAS': `
    server s1
    das shelf { capacity 24TB }
    link s1 -- shelf { medium sas }
    server s2 { disk d { capacity 4TB } }
    das shelf2
    link s2 -- shelf2 { medium scsi }`,
  'S16 NAS': `
    zone lan { subnet 10.0.0.0/24  nas files { ip 10.0.0.50 }  server a { ip 10.0.0.11  mount files at "/data" }  server b { ip 10.0.0.12  mount files at "/data" }  l2switch sw }`,
  'S17 SAN': `
    server db { wwn "10:00:00:00:c9:22:fc:01"  mount array }
    fc-switch fabric-a
    fc-switch fabric-b
    san array { lun lun0 { capacity 2TB } }
    link db -- fabric-a -- array { medium fc }
    link db -- fabric-b -- array { medium fc }`,
  'S18 to S20 balancing': `
    server web1 { software nginx  workers 100 }
    server web2 { software nginx }
    group web active-active { members web1, web2 }
    loadbalancer lb { software nginx  layer 7  balance web round-robin { weight web1 5  passive max_fails 3 fail_timeout 3s  match "/api"  sticky } }
    l4switch l4 { software lvs  balance lb least-connections }
    loadbalancer cloud { software aws-elb  balance web ip-hash }
    loadbalancer quick { balance web least-response-time { check http every 2s fall 3 rise 2 timeout 1s } }`,
  'S21 to S23 availability': `
    users u
    loadbalancer lb count 2 active-standby {
      software haproxy
      software keepalived
      vip 10.0.0.10
      vrrp 51 every 1s version 3 no-preempt
      instance 1 { priority 150 }
      instance 2 { priority 100 }
    }
    database a { software mysql }
    database b { software mysql }
    group db active-standby { members a, b  heartbeat every 1s timeout 3s  failover manual within 10min  replicate a -> b async lag 5s }
    flow u -> lb -> db as service
    expect availability of service >= 99.999%
    expect failover of db <= 15min
    expect data-loss of db <= 10s
    expect no single point of failure for service`,
};

describe('the rows of the course in the words of the library', () => {
  for (const [row, text] of Object.entries(ROWS)) {
    it(row, () => {
      const variants = [...text.matchAll(/\bvariant ([\w-]+)/g)].map((match) => match[1]);
      for (const variant of variants.length > 0 ? variants : [undefined]) {
        const lowered = model(text, variant);
        const problems = lowered.problems.map(({ origin, ...problem }) => ({ line: origin.range.start.line + 1, uri: origin.uri, ...problem }));
        assert.deepEqual(problems, [], variant ?? '');
        assert.ok(Object.keys(lowered.elements).length > 0);
      }
    });
  }
});
