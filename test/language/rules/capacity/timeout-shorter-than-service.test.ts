/** Timeouts that nobody can keep. */
import { checkFixture } from '../../../support/fixture.js';

const RULE = 'capacity/timeout-shorter-than-service';
const check = (text: string): void => checkFixture(text, (each) => each === RULE || (each.startsWith('model/') && !['model/unused', 'model/isolated'].includes(each)));
const found = `\n//^^^ warning[${RULE}]: `;
const two = (service: string, flow: string): string => `users u\napp a\ndatabase db { ${service} }\nflow u -> a over https\nflow a -> db over mysql ${flow}`;

describe(RULE, () => {
  it('finds a timeout below a constant time, without any scenario', () => {
    check(two('service-time 800ms', `timeout 500ms${found}"a -> db" gives up after 500 ms, and the answer of db takes 800 ms. Every call fails even while nothing else is asked of it`));
    check(two('service-time 3min', `timeout 30s optional${found}takes 3 min`));
    check(`users 손님\napp 결제 { service-time 2s }\nflow 손님 -> 결제 over https timeout 1s as 주문${found}"주문" gives up after 1 s, and the answer of 결제 takes 2 s`);
  });

  it('finds one below the median of a random time, and is silent between median and mean', () => {
    check(two('service-time exponential 1s', `timeout 600ms${found}takes 693 ms or more half of the time. More than half of the calls fail`));
    check(two('service-time exponential 1s', 'timeout 800ms'));
    check(two('service-time lognormal 1s p99 9s', `timeout 900ms${found}`));
    check(two('service-time lognormal 1s p99 9s', 'timeout 1100ms'));
    check(two('service-time uniform 1s to 3s', `timeout 1900ms${found}takes 2 s or more half of the time`));
    check(two('service-time hyperexponential 1s scv 4', 'timeout 600ms'));
    check(two('service-time hyperexponential 1s scv 4', `timeout 300ms${found}`));
  });

  it('is silent at the time itself, above it, without a time and without a timeout', () => {
    check(two('service-time 800ms', 'timeout 800ms'));
    check(two('service-time 800ms', 'timeout 2s'));
    check(two('', 'timeout 1ms'));
    check(two('service-time 1h', ''));
    check(two('service-time 800ms', 'timeout 500ms async'));
  });

  const three = (inner: string, rest = ''): string => `users u\napp a\napp b { service-time 100ms ${rest} }\napp c { service-time 2s }\nflow u -> a over https\nflow a -> b over http timeout 1s`
    + `${inner.startsWith('!') ? `${found}takes 2.1 s. Of that 100 ms is its own work and the rest waiting for "b -> c".` : ''}\nflow b -> c over http ${inner.replace('!', '')}`;

  it('counts what the callee waits for in turn', () => {
    check(three('!'));
    check(three('!optional'));
    check(three('async'));
    check(three('share 99%'));
    check(three('timeout 800ms').replace('timeout 800ms', `timeout 800ms${found}"b -> c" gives up after 800 ms`));
    check(three('', 'hit 10%'));
    check(`users u\napp a\napp b\napp c { service-time 400ms }\nflow u -> a over https\nflow a -> b over http timeout 1s${found}takes 1.2 s. All of that is waiting for "b -> c"\nflow b -> c over http times 3`);
  });

  it('asks the quickest of those that may answer', () => {
    const group = (mode: string, found = ''): string => `users u\napp slow { service-time 5s }\napp quick { service-time 10ms }\ngroup g ${mode} { members slow, quick }\nflow u -> g over https timeout 1s${found}`;
    check(group('active-active'));
    check(group('active-standby', `${found}the answer of slow takes 5 s`));
    check(`${group('active-standby')} reads`);
    check(`users u\napp a count 3 { service-time 5s }\nflow u -> a over https timeout 1s${found}`);
    check(`users u\napp a { service-time 10ms }\napp b { service-time 5s }\nflow u -> a, b over https timeout 1s${found}the answer of b`);
    check(`users u\nloadbalancer lb { balance g { weight quick 0 } }\napp slow { service-time 5s }\napp quick { service-time 10ms }\ngroup g active-active { members slow, quick }\nflow u -> lb over https\nflow lb -> g over http timeout 1s${found}the answer of slow`);
  });

  it('counts the way there and back', () => {
    const far = (latency: string, found = ''): string => `zone z { subnet 10.0.0.0/24\n app a { ip 10.0.0.1 }\n app b { ip 10.0.0.2  service-time 50ms } }\nlink a -- b { latency ${latency} }\nflow a -> b over http timeout 100ms${found}`;
    check(far('40ms', `${found}takes 130 ms`));
    check(far('20ms'));
  });

  it('does not go round where calls do', () => {
    check(`app a { service-time 10ms }\napp b { service-time 10ms }\nflow a -> b over http timeout 1s\nflow b -> a over http timeout 1s`);
    check(`app a { service-time 2s }\napp b { service-time 10ms }\nflow a -> b over http timeout 3s\nflow b -> a over http timeout 1s${found}`);
  });
});
