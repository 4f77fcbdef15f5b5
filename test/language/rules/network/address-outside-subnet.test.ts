/** Addresses in the wrong subnet: one defect, one finding, and other defects beside it keep theirs. */
import { checkFixture } from '../../../support/fixture.js';

const RULE = 'network/address-outside-subnet';
const check = (text: string): void => checkFixture(text, (rule) => rule.startsWith('network/'));

const site = (far: string, words: { flow?: string; router?: string; more?: string } = {}): string => `zone lan { subnet 10.0.1.0/24, 2001:db8:1::/64  server a { ip 10.0.1.5, 2001:db8:1::5 } }
zone far {
  subnet 10.0.2.0/24, 2001:db8:2::/64
  ${far}
}
router r {
  interface lan 10.0.1.1, 2001:db8:1::1
  interface far ${words.router ?? '10.0.2.1, 2001:db8:2::1'}
}
${words.more ?? ''}
flow ${words.flow ?? 'a -> 서버 over tcp/80'}
`;

describe(RULE, () => {
  it('speaks for the flows to the machine and from it', () => {
    for (const flow of ['a -> 서버 over tcp/80', '서버 -> a over tcp/80']) {
      for (const ip of ['10.0.3.5', '10.0.3.5/24', '2001:db8:3::5']) {
        check(site(`server 서버 { ip ${ip} }\n//^^^ error[${RULE}]: 서버 has the address`, { flow }));
        check(site(`server 서버 { ip ${ip} }\n//^^^ error[${RULE}]`, { flow, more: 'refine far { gateway r }' }));
      }
    }
  });

  it('speaks for the instances of a counted server, each once', () => {
    check(site(`server 서버 count 2 { ip from 10.0.3.5 }\n//^^^ error[${RULE}]: 서버#1\n//^^^ error[${RULE}]: 서버#2`));
  });

  it('speaks for the neighbours of a router that misses the subnet', () => {
    check(site('server 서버 { ip 10.0.2.5 }', { router: `10.0.3.1\n//^^^ error[${RULE}]: r has the address 10.0.3.1` }));
  });

  it('leaves what other flows miss to other rules', () => {
    check(`${site(`server 서버 { ip 10.0.3.5 }\n//^^^ error[${RULE}]\nserver other { ip 10.0.2.6 }`, { more: 'zone third { subnet 10.0.4.0/24  server c { ip 10.0.4.5 } }\nrouter s { interface third 10.0.4.1  interface far 10.0.2.9 }\nrefine far { gateway r }' })}
flow a -> c over tcp/80
//^^^ error[network/no-route]: r has no route to 10.0.4.5
`);
  });
});
