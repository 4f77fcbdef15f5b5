/**
 * Architectures of a given size for benchmarks: campuses of a web firewall, an L3 switch, and four zones with balancers,
 * application servers, databases and whatever else runs there, all behind one internet, addressed, routed and filtered
 * as people write them. The same size always gives the same text.
 */

/** A text with exactly so many elements, instances of counted ones included. The smallest is 38. */
export function generateModel(elements: number): string {
  const campuses = Math.floor((elements - 1) / CAMPUS);
  if (campuses < 1) throw new Error(`a model has at least ${CAMPUS + 1} elements`);
  const numbers = Array.from({ length: campuses }, (_, index) => index + 1);
  const rest = elements - 1 - campuses * CAMPUS;
  return [
    'architecture "Benchmark" { owner "Platform team" }',
    '',
    'internet world {',
    ...numbers.map((n) => `  users staff${n} "직원 ${n}"`),
    '}',
    '',
    ...numbers.map(campus),
    ...numbers.map((n) => `link world -- edge${n}`),
    '',
    ...numbers.map(flows),
    ...spares(rest),
    '',
  ].join('\n');
}

/** Elements of a campus: its users and place, edge, core and transit, four zones, and the machines in them. */
const CAMPUS = 37;
const APPLICATIONS = 8;
const WORKERS = 10;

/** What is missing to the number: a zone, and servers in it. */
function spares(count: number): string[] {
  if (count === 0) return [];
  const servers = Array.from({ length: count - 1 }, (_, index) => `  server spare${index + 1} { ip 10.250.0.${index + 11} }`);
  return ['zone spare {', '  subnet 10.250.0.0/24', ...servers, '}'];
}

/** Campus 1 is 10.1.0.0/16, reached at 20.1.0.2. */
function campus(n: number): string {
  const net = `10.${n}`;
  return `site campus${n} "캠퍼스 ${n}" {
  waf edge${n} "Web firewall" {
    interface world   20.${n}.0.2/29
    interface transit 10.${n}.0.1
    dnat 20.${n}.0.2 over tcp/443 -> dmz.lb
    allow world -> dmz.lb over tcp/443
    route ${net}.0.0/16 via core
  }
  zone transit { subnet ${net}.0.0/30 }
  l3switch core {
    interface transit ${net}.0.2
    interface dmz     ${net}.1.1
    interface app     ${net}.2.1
    interface data    ${net}.3.1
    interface ops     ${net}.4.1
    route default via edge${n}
    allow world -> dmz.lb over tcp/443
    allow dmz.lb -> app.was over tcp/8080
    allow app.was -> data.db over mysql
    allow ops.workers -> data.db over mysql
  }
  zone dmz {
    subnet ${net}.1.0/24
    loadbalancer lb count 2 active-standby {
      software haproxy
      ip from ${net}.1.11
      vip ${net}.1.10
      vrrp ${n} every 1s
      balance app.was round-robin { check tcp/8080 every 2s fall 3 rise 2 }
    }
  }
  zone app {
    subnet ${net}.2.0/24
    server was "WAS" count ${APPLICATIONS} { software tomcat  ip from ${net}.2.11  workers 200  service-time 20ms }
    cache cache { software redis  ip ${net}.2.101 }
  }
  zone data {
    subnet ${net}.3.0/24
    database db1 { software mysql  ip ${net}.3.11  mtbf 8760h  mttr 4h }
    database db2 { software mysql  ip ${net}.3.12  mtbf 8760h  mttr 4h }
    database db3 { software mysql  ip ${net}.3.13  mtbf 8760h  mttr 4h }
    group db active-standby {
      members db1, db2, db3
      replicate db1 -> db2 async lag 200ms
      replicate db1 -> db3 async lag 200ms
      failover automatic within 30s
    }
  }
  zone ops {
    subnet ${net}.4.0/24
    server workers count ${WORKERS} { ip from ${net}.4.11 }
    server console { ip ${net}.4.101 }
    server logs { ip ${net}.4.102 }
    server metrics { ip ${net}.4.103 }
    server backup { ip ${net}.4.104 }
  }
}
`;
}

function flows(n: number): string {
  return [
    `flow world.staff${n} -> campus${n}.dmz.lb over https as portal${n}`,
    `flow campus${n}.dmz.lb -> campus${n}.app.was over http/8080`,
    `flow campus${n}.app.was -> campus${n}.data.db over mysql writes share 20% timeout 2s`,
    `flow campus${n}.app.was -> campus${n}.app.cache over tcp/6379 optional`,
    `flow campus${n}.ops.workers -> campus${n}.data.db over mysql reads as batch${n}`,
    `expect availability of portal${n} >= 99%`,
    `expect world cannot reach campus${n}.data.db`,
    '',
  ].join('\n');
}
