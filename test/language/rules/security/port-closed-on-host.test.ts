/** What a host's own firewall closes is told as that; what stops a flow elsewhere is not. */
import assert from 'node:assert/strict';
import { checkFixture } from '../../../support/fixture.js';
import { applied, errorsOf, repairsOf } from '../../../support/repairs.js';

const RULE = 'security/port-closed-on-host';
const ofFlows = (rule: string): boolean => rule === RULE || rule.startsWith('network/');
const check = (text: string): void => checkFixture(text, ofFlows);

const lan = (db: string, flow = 'flow app -> db over mysql', more = ''): string => `zone lan {
  subnet 10.0.0.0/24
  server app { ip 10.0.0.5 }
  database db { ip 10.0.0.6  ${db} }
  ${more}
}
${flow}
`;

describe(RULE, () => {
  it('finds a port that no rule opens', () => check(`${lan('inbound { allow any over tcp/22 }')}//^^^ error[${RULE}]: leaves tcp/3306 closed to app`));

  it('finds a port that an empty block closes', () => check(`${lan('inbound { }')}//^^^ error[${RULE}]`));

  it('finds a port that a rule closes before the one that opens it', () => check(`${lan('inbound { deny app over tcp/3306  allow any over tcp/3306 }')}//^^^ error[${RULE}]: "deny app over tcp/3306"`));

  it('finds another source than the one that is let in', () => check(`${lan('inbound { allow other over mysql }', undefined, 'server other { ip 10.0.0.9 }')}//^^^ error[${RULE}]: closed to app`));

  it('finds udp where tcp is open', () => check(`${lan('inbound { allow app over tcp/53 }', 'flow app -> db over udp/53')}//^^^ error[${RULE}]: udp/53`));

  it('speaks once of all instances behind one flow', () => check(`zone lan {
  subnet 10.0.0.0/24
  server app count 3 { ip from 10.0.0.5 }
  database db count 2 { ip from 10.0.0.20  inbound { allow any over ssh } }
}
flow app -> db over mysql
//^^^ error[${RULE}]: 3 connections would hang`));

  it('speaks of the block of the machine that the target runs on', () => check(`zone lan {
  subnet 10.0.0.0/24
  server app { ip 10.0.0.5 }
  server box { ip 10.0.0.6  inbound { allow any over ssh }  database db { software mysql } }
}
flow app -> db
//^^^ error[${RULE}]: in the inbound block of box`));

  it('works over IPv6 and with Korean names', () => check(`zone 사내망 {
  subnet 2001:db8:1::/64
  server 웹서버 { ip 2001:db8:1::5 }
  database 주문DB { ip 2001:db8:1::6  inbound { allow 웹서버 over ssh } }
}
flow 웹서버 -> 주문DB over mysql
//^^^ error[${RULE}]: 주문DB, whose own inbound block leaves tcp/3306 closed to 웹서버`));

  it('leaves to flow-denied what the sender, a security group or a firewall stops', () => {
    check(`zone lan {
  subnet 10.0.0.0/24
  server app { ip 10.0.0.5  inbound { allow -> any over https } }
  database db { ip 10.0.0.6  inbound { allow app over mysql } }
}
flow app -> db over mysql
//^^^ error[network/flow-denied]`);
    check(`${lan('use sg')}//^^^ error[network/flow-denied]
securitygroup sg { allow any over ssh }`);
    check(`${lan('inbound { allow app over mysql }', 'link app -- fw -- db\nfirewall fw { allow app -> db over ssh }\nflow app -> db over mysql')}//^^^ error[network/flow-denied]`);
  });

  it('is silent where the port is open, however it is written', () => {
    for (const block of ['allow app over mysql', 'allow any', 'allow lan over tcp', 'allow 10.0.0.0/24 over tcp/3300-3310', 'allow app -> db over mysql', 'default allow', 'deny any over ssh  allow app']) {
      check(lan(`inbound { ${block} }`));
    }
    check(lan(''));
  });

  it('is silent about replies', () => check(`zone lan {
  subnet 10.0.0.0/24
  server app { ip 10.0.0.5  inbound { allow any over ssh } }
  database db { ip 10.0.0.6 }
}
flow app -> db over mysql`));

  it('opens exactly what the flow needs', () => {
    for (const [text, opened] of [
      [lan('inbound { allow any over tcp/22 }'), /allow app over tcp\/3306/],
      [lan('inbound { deny any over mysql }'), /allow app over tcp\/3306\s*;?\s+deny any over mysql/],
      [lan('inbound { }'), /inbound \{\s*allow app over tcp\/3306/],
      ['zone lan {\r\n  subnet 2001:db8::/64\r\n\tserver 웹 { ip 2001:db8::5 }\r\n  server 디비 count 2 { ip from 2001:db8::10  inbound { allow any over ssh } }\r\n}\r\nflow 웹 -> 디비 over mysql\r\n', /allow 웹 over tcp\/3306/],
      ['zone lan {\n  subnet 10.0.0.0/24\n  server app { ip 10.0.0.5 }\n  server box { ip 10.0.0.6  inbound { allow any over ssh }  database db { software mysql } }\n}\nflow app -> db\n', /inbound \{[^}]*allow app over tcp\/3306[^}]*\}\s+database/],
    ] as const) {
      const repaired = repairsOf(RULE, text);
      assert.equal(repaired.length, 1, text);
      assert.match(repaired[0]!, opened);
      assert.deepEqual(errorsOf(repaired[0]!), []);
    }
    assert.match(applied(lan('inbound { allow any over ssh }', 'flow app -> db over udp/514'), (each) => each.rule === RULE), /allow app over udp\/514/);
  });
});
