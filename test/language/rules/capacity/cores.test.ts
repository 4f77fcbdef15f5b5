/** Processors with too few cores for the work that is brought to them. */
import { checkFixture } from '../../../support/fixture.js';

const RULE = 'capacity/overload';
const check = (text: string): void => checkFixture(text, (rule) => rule === RULE);
const told = (words: string): string => `\n//^^^ error[${RULE}]: ${words}`;
const model = (app: string, found = '', { load = '100/s for 1m', more = '' } = {}): string =>
  `users 손님\n${app}${found === '' ? '' : told(found)}\n${more}flow 손님 -> shop over https as buying\nscenario "Sale" { load buying ${load} }`;

describe(`${RULE}: cores`, () => {
  it('finds cores that cannot keep up, however many workers there are', () => {
    check(model('app shop { workers 200  cores 2  service-time 40ms }', 'shop is offered 100/s, and its 2 cores do 50/s: 200% of what they can do. A request takes 40 ms of a core'));
    check(model('app shop { cores 1  service-time exponential 20ms }', 'its one core does 50/s: 200% of what it can do'));
    check(model('app shop { workers 200  cores 4  service-time 40ms }', '100/s, and its 4 cores do 100/s: 100%'));
    check(model('app shop { workers 200  cores 2  service-time 40ms }', 'Give it 5 cores or more (5 leave a fifth free'));
  });

  it('finds it of each instance, once', () => {
    check(model('app shop count 2 { workers 200  cores 1  service-time 40ms }', 'Each of the 2 instances of shop is offered 50/s, and its one core does 25/s'));
    check(model('app shop count 2 { workers 200  service-time 40ms  cores 8  instance 1 { cores 1 } }', 'shop#1 is offered 50/s, and its one core does 25/s'));
  });

  it('counts own work only: who waits for others needs no core', () => {
    const behind = 'database db { workers 100  service-time 500ms }\nflow shop -> db over mysql\n';
    check(model('app shop { workers 200  cores 2  service-time 10ms }', '', { more: behind }));
    check(model('app shop { workers 200  cores 2  service-time 30ms }', 'its 2 cores do 66.7/s', { more: behind }));
  });

  it('says nothing where they do, where workers do not, and where nothing is said', () => {
    check(model('app shop { workers 200  cores 8  service-time 40ms }'));
    check(model('app shop { workers 200  service-time 40ms }'));
    check(model('app shop { workers 200  cores 1 }'));
    check(model('app shop { workers 2  cores 1  service-time 40ms }', 'A request holds one of its 2 workers for 40 ms'));
    check(model('app shop { workers 200  cores 1  service-time 40ms }', '', { load: '20/s for 1m' }));
  });

  it('finds users who are kept waiting by them', () => {
    check(model('app shop { workers 500  cores 2  service-time 40ms }', 'shop would be asked for up to 962/s', { load: '1000 users think 1s for 5m' }));
    check(model('app shop { workers 500  cores 2  service-time 40ms }', '', { load: '10 users think 1s for 5m' }));
  });
});
