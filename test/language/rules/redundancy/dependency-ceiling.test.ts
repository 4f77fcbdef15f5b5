/** Targets above what their dependencies state or are asked for. */
import { checkFixture } from '../../../support/fixture.js';

const RULE = 'redundancy/dependency-ceiling';
const check = (text: string): void => checkFixture(text, (rule) => rule === RULE);

const shop = (dependency: string, target: string, more = ''): string => `users u
server shop count 2
${dependency}
flow u -> shop over https as buying
flow shop -> payments
expect availability of buying >= ${target}
${more}`;

describe(RULE, () => {
  it('finds what the parts state, and several together', () => {
    check(shop('service payments { availability 99.9% }\n//      ^^^^^^^^ warning[redundancy/dependency-ceiling]: at most 99.9%. 526 minutes a year are lost to it where 263 are allowed', '99.95%'));
    check(`users u
server shop count 2
service 결제 { availability 99.99% }
service 배송 { availability 99.95% }
//      ^^ warning[redundancy/dependency-ceiling]: at most 99.94%
flow u -> shop as buying
flow shop -> 결제, 배송
expect availability of buying >= 99.95%`);
  });

  it('finds a provider around it, or what another flow needs', () => {
    check(`users u
provider cloud { availability 99.5%
//       ^^^^^ warning[redundancy/dependency-ceiling]
  server shop count 2
}
flow u -> shop as buying
expect availability of buying >= 99.9%`);
  });

  it('finds a dependency of which less is asked', () => check(`users u
server shop count 2 { availability 99.99% }
server login count 2 { availability 99.99% }
flow u -> shop as buying
flow shop -> login
expect availability of login >= 99.9%
expect availability of buying >= 99.99%
//^^^ warning[redundancy/dependency-ceiling]: login, of which only 99.9% is asked`));

  it('is silent where there is another, where it is optional, where it is enough, and of the ends themselves', () => {
    check(shop('service payments count 2 { availability 99.9% }', '99.95%'));
    check(shop('service payments { availability 99.99% }', '99.95%'));
    check('users u\nserver shop count 2\nservice pay { availability 90% }\nflow u -> shop as buying\nflow shop -> pay optional\nexpect availability of buying >= 99.95%');
    check('users u\nserver shop { availability 99% }\nflow u -> shop as buying\nexpect availability of buying >= 99.9%');
    check(shop('service payments { mtbf 100h  mttr 10h }', '99.95%'));
    check(shop('service payments { availability 99.9% }', '99.95%').replace('>= 99.95', '<= 99.95'));
  });
});
