/** Tiers that administer each other, and those who may. */
import { checkFixture } from '../../../support/fixture.js';

const RULE = 'security/lateral-administration';
const check = (text: string): void => checkFixture(text, (rule) => rule === RULE);

const site = (rules: string, inside = '', flows = ''): string => `internet world { users people  operator ops { ip 198.51.100.4 } }
firewall edge { interface world 203.0.113.1/29  interface dmz 10.0.1.1  interface data 10.0.2.1
  dnat 203.0.113.2 over tcp/443 -> 웹  allow world -> 웹 over https
  ${rules}
}
zone dmz { subnet 10.0.1.0/24  server 웹 { ip 10.0.1.5 }  server next { ip 10.0.1.6 }  bastion gate { ip 10.0.1.9 }  server deploy { ip 10.0.1.10 } }
zone data { subnet 10.0.2.0/24  database 디비 { ip 10.0.2.5 ${inside} } }
link world -- edge
flow people -> 웹 over https
${flows}`;

describe(RULE, () => {
  it('finds it by name, by place, among other ports, and behind a chain of tiers', () => {
    for (const rule of ['allow 웹 -> 디비 over ssh', 'allow dmz -> data over tcp/3389', 'allow 웹 -> 디비 over mysql, ssh']) check(site(`${rule}\n//^^^ warning[${RULE}]: lets 웹 administer 디비`));
    check(site(`allow next -> 디비 over ssh\n//^^^ warning[${RULE}]: lets next`, '', 'flow 웹 -> next over http'));
  });

  it('is silent about bastions, machines that no user reaches, other ports, one zone, and what is stopped', () => {
    for (const rule of ['allow gate -> 디비 over ssh', 'allow deploy -> 디비 over ssh', 'allow 웹 -> 디비 over mysql', 'allow 웹 -> next over ssh', 'deny any -> 디비 over ssh  allow 웹 -> 디비 over ssh']) check(site(rule));
    check(site('allow 웹 -> 디비 over ssh', 'inbound { allow 웹 over mysql }'));
    check(site('allow next -> 디비 over ssh', '', 'flow ops -> next over ssh'));
  });

  const six = (rules: string, more = ''): string => `internet world { users people }
firewall edge { interface world 2001:db8::1/64  interface dmz 2001:db8:1::1  interface data fd00:2::1
  allow world -> web over https
  ${rules}
}
zone dmz { subnet 2001:db8:1::/64  server web count 2 { ip from 2001:db8:1::11 } }
zone data { subnet fd00:2::/64  database db count 2 { ip from fd00:2::11 }  ${more} }
link world -- edge
flow people -> web over https`;

  it('finds it over IPv6 and between counted elements, once for a rule', () => {
    for (const rule of ['allow web -> db over ssh', 'allow 2001:db8:1::/64 -> fd00:2::/64 over tcp/22', 'allow web#2 -> db#1 over ssh']) {
      check(six(`${rule}\n//^^^ warning[${RULE}]: administer db`));
    }
    check(six('allow web -> db over mysql'));
    check(six('allow 2001:db8:9::/64 -> db over ssh'));
    check(six('deny web -> db over ssh\nallow web -> db over ssh'));
  });

  const cloud = (groups: string): string => `internet world { users people }
router r { interface world 203.0.113.1/29  interface dmz 10.0.1.1  interface data 10.0.2.1  dnat 203.0.113.2 over tcp/443 -> web }
zone dmz { subnet 10.0.1.0/24  server web { ip 10.0.1.5  use front }  bastion gate { ip 10.0.1.9  use gates } }
zone data { subnet 10.0.2.0/24  database db { ip 10.0.2.5  use back } }
securitygroup front { allow world over https }
securitygroup gates { allow 203.0.113.0/29 over ssh }
${groups}
link world -- r
flow people -> web over https`;

  it('finds it in security groups and on hosts, of which a bastion may be one', () => {
    check(cloud(`securitygroup back {\n  allow front over mysql\n  allow front over ssh\n//^^^ warning[${RULE}]: lets web administer db\n}`));
    check(cloud(`securitygroup back {\n  allow dmz -> db over tcp/20-30\n//^^^ warning[${RULE}]\n}`));
    check(cloud('securitygroup back { allow front over mysql  allow gates over ssh }'));
    check(cloud('securitygroup back { allow front over mysql }  securitygroup unused { allow front over ssh }'));
    check(cloud(`securitygroup back { allow any over ssh, mysql }\nrefine db { inbound {\n  allow web over ssh\n//^^^ warning[${RULE}]: lets web administer db\n} }`));
  });
});
