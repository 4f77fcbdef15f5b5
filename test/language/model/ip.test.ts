import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatAddress, formatPrefix, isPrivate, isPublic, parseAddress, parsePrefix } from '#language/model/ip.js';

describe('IP addresses', () => {
  it('reads canonical and shortened forms, and refuses what is neither', () => {
    assert.equal(formatPrefix(parsePrefix('10.0.1.7/24')!), '10.0.1.0/24');
    assert.equal(formatPrefix(parsePrefix('2001:DB8:0:0::1/64')!), '2001:db8::/64');
    for (const text of ['300.1.1.1', '10.0.0', '10.0.0.1/33', '::1/129', 'fe80::1%eth0', '010.0.0.1', '']) {
      assert.equal(parsePrefix(text), undefined, text);
    }
  });

  it('keeps RFC 1918 and unique-local addresses apart from public ones; documentation prefixes are public', () => {
    for (const text of ['10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fd00::1']) {
      assert.ok(isPrivate(parseAddress(text)!), text);
      assert.ok(!isPublic(parseAddress(text)!), text);
    }
    for (const text of ['203.0.113.10', '8.8.8.8', '172.32.0.1', '2001:db8::1']) assert.ok(isPublic(parseAddress(text)!), text);
    for (const text of ['127.0.0.1', '169.254.1.1', '224.0.0.1', 'fe80::1']) assert.ok(!isPublic(parseAddress(text)!), text);
  });

  it('formats every address so that it reads back the same', () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }), (value) => {
      for (const ip of [{ family: 6 as const, value }, { family: 4 as const, value: value & 0xffffffffn }]) {
        assert.deepEqual(parseAddress(formatAddress(ip)), ip);
      }
    }));
  });
});
