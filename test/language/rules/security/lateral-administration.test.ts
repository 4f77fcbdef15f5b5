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
});
