/** Which prefixes an address lies in, found by halves, held against looking at each. */
import assert from 'node:assert/strict';
import { rangeIndex } from '#language/facts/network/range-index.js';
import { inRange, parseAddress, parsePrefix, type Ip, type IpRange } from '#language/model/ip.js';
import { below, streamOf } from '#language/simulation/random/stream.js';

const prefixes = (...texts: string[]): IpRange[] => texts.map((text) => parsePrefix(text)!);
const around = (ranges: IpRange[], address: string): number[] => [...rangeIndex(ranges).around(parseAddress(address)!)];

describe('the ranges around an address', () => {
  it('are all that hold it, in the order of the list', () => {
    const ranges = prefixes('10.0.0.0/8', '192.0.2.0/24', '10.1.0.0/16', '10.1.2.3/32', '10.1.0.0/16');
    assert.deepEqual(around(ranges, '10.1.2.3'), [0, 2, 3, 4]);
    assert.deepEqual(around(ranges, '10.2.0.0'), [0]);
    assert.deepEqual(around(ranges, '192.0.2.255'), [1]);
    assert.deepEqual(around(ranges, '192.0.3.0'), []);
    assert.deepEqual(around(ranges, '9.255.255.255'), []);
  });

  it('keep the two families apart, ends of the number space included', () => {
    const ranges = prefixes('0.0.0.0/0', '::/0', '::ffff:0/112', '255.255.255.255/32', 'ffff::/16');
    assert.deepEqual(around(ranges, '255.255.255.255'), [0, 3]);
    assert.deepEqual(around(ranges, 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'), [1, 4]);
    assert.deepEqual(around(ranges, '::ffff:1'), [1, 2]);
  });

  it('are none where there are no ranges', () => assert.deepEqual(around([], '10.0.0.1'), []));

  it('are those that looking at each finds, for prefixes at random', () => {
    const stream = streamOf(7, 'range-index', 'prefixes');
    const address = (family: 4 | 6): Ip => ({ family, value: BigInt(below(stream, 4096)) << (family === 4 ? 20n : 116n) });
    for (let round = 0; round < 200; round++) {
      const ranges = Array.from({ length: below(stream, 30) }, (): IpRange => {
        const { family, value } = address(below(stream, 2) === 0 ? 4 : 6);
        const size = 1n << BigInt((family === 4 ? 20 : 116) + below(stream, 12));
        const low = (value / size) * size;
        return { family, low, high: low + size - 1n };
      });
      const index = rangeIndex(ranges);
      for (let tries = 0; tries < 40; tries++) {
        const ip = address(tries % 2 === 0 ? 4 : 6);
        assert.deepEqual([...index.around(ip)], ranges.flatMap((range, nth) => (inRange(ip, range) ? [nth] : [])));
      }
    }
  });
});
