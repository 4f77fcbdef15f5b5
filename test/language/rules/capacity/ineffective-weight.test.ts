/** Weights that change nothing, or take a member out. */
import assert from 'node:assert/strict';
import { checkFixture } from '../../../support/fixture.js';
import { repairsOf } from '../../../support/repairs.js';

const RULE = 'capacity/ineffective-weight';
const check = (text: string): void => checkFixture(text, (each) => each === RULE || (each.startsWith('model/') && !['model/unused', 'model/isolated'].includes(each)));
const found = `\n//^^^ warning[${RULE}]: `;
const lb = (says: string, tier = 'server web count 2', more = '', software = ''): string => `users u\nloadbalancer lb {\n ${software}\n balance web round-robin {\n ${says}\n }\n}\n${tier}\n${more}flow u -> lb over https\nflow lb -> web over http`;

describe(RULE, () => {
  it('finds a weight of nothing', () => {
    check(lb(`weight web#1 0${found}web#1 has the weight 0, so lb sends it nothing\n weight web#2 5`));
    check(lb(`weight web#1 0${found}\n weight web#2 0${found}`));
    check(`users 손님\nserver 하나\nserver 둘\ngroup 웹 active-active { members 하나, 둘 }\nloadbalancer 분산 count 2 active-standby {\n balance 웹 {\n weight 하나 0${found}하나 has the weight 0, so 분산 sends it nothing\n }\n}\nflow 손님 -> 분산 over https -> 웹 over http`);
  });

  it('finds a weight of what is no member', () => {
    check(lb(`weight web#1 5\n weight other 3${found}other has a weight, but lb sends nothing to it: it is not among web`, undefined, 'server other\n'));
    check(lb(`weight db 2${found}`, undefined, 'database db count 2\n'));
  });

  it('finds weights of one alone, of members that take turns, and of equals', () => {
    check(lb(`weight web 5${found}web has a weight, but is the only one that lb sends anything to`, 'server web'));
    check(lb(`weight web#1 5${found}web#1 has a weight, but is the only one`, 'server web count 1'));
    check(lb(`weight web#1 5${found}web is weighted, but of its 2 members only the primary is asked`, 'server web count 2 active-standby'));
    check(lb(`weight web#1 5${found}All 2 members of web have the same weight, 5\n weight web#2 5`));
    check(lb(`weight web 3${found}same weight, 3`));
    check(lb(`weight web#1 1${found}same weight, 1`));
  });

  it('finds weights that the software does not know', () => {
    check(lb(`weight web#1 5${found}lb weighs members of web, but AWS Application Load Balancer knows no weights of single members`, undefined, '', 'software aws-alb'));
    check(lb(`weight web#1 5${found}`, undefined, '', 'software aws-nlb'));
    check(lb('weight web#1 5', undefined, '', 'software nginx'));
    check(lb('weight web#1 5', undefined, '', 'software haproxy  software keepalived'));
  });

  it('is silent where members differ', () => {
    check(lb('weight web#1 5'));
    check(lb('weight web#1 5\n weight web#2 4'));
    check(lb('weight web#1 5\n weight web#2 5', 'server web count 3'));
    check(lb(''));
    check(lb('weight web 2\n weight web#1 3'));
    for (const algorithm of ['ip-hash', 'least-connections', 'least-response-time', 'random']) check(lb('weight web#1 5').replace('round-robin', algorithm));
  });

  it('takes balances of one block as one pool, and each with a match by itself', () => {
    const pool = (a: string, b: string): string => `users u\nloadbalancer lb {\n balance a {\n ${a}\n }\n balance b {\n ${b}\n }\n}\nserver a\nserver b\nflow u -> lb over https\nflow lb -> a, b over http`;
    check(pool('weight a 5', ''));
    check(pool('weight a 5', 'weight b 2'));
    check(pool(`weight a 5${found}All 2 members of a and b have the same weight, 5`, 'weight b 5'));
    check(pool(`match "/a"\n weight a 5${found}a has a weight, but is the only one`, ''));
  });

  it('is silent where a standby is read from', () => {
    check(`users u\nproxy p {\n balance db { weight db#2 5 }\n}\ndatabase db count 2 active-standby\nflow u -> p over https\nflow p -> db over mysql reads`);
  });

  it('offers to take the weights away', () => {
    const texts = [
      lb('weight web#1 0\n weight web#2 5'), lb('weight web#1 5\n weight other 3', undefined, 'server other\n'), lb('weight web 5', 'server web'),
      lb('weight web#1 5', 'server web count 2 active-standby'), lb('weight web#1 5\n weight web#2 5\n check http'), lb('weight web#1 5', undefined, '', 'software aws-alb'),
    ];
    for (const text of texts) assert.ok(repairsOf(RULE, text).length > 0, text);
    const [equal] = repairsOf(RULE, lb('weight web#1 5\n weight web#2 5\n check http'));
    assert.ok(!equal!.includes('weight') && equal!.includes('check http'));
    const [zero] = repairsOf(RULE, lb('weight web#1 0\n weight web#2 5'));
    assert.ok(!zero!.includes('weight web#1') && zero!.includes('weight web#2 5'));
  });
});
