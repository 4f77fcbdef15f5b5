import assert from 'node:assert/strict';
import fc from 'fast-check';
import { measure } from '#language/scene/text-metrics.js';
import { clean, cutTo, wrap } from '#language/scene/wrap.js';

describe('measuring text without a browser', () => {
  it('knows that letters differ, that bold is wider, and that width grows with size', () => {
    assert.ok(measure('iiii', 13) < measure('mmmm', 13) / 3);
    assert.ok(measure('Web firewall', 13, 'bold') > measure('Web firewall', 13));
    assert.equal(measure('abc', 26), 2 * measure('abc', 13));
  });

  it('takes Hangul as nearly one em, other wide characters as one, combining marks as nothing', () => {
    assert.ok(Math.abs(measure('임상연구자', 20) - 5 * 0.95 * 20) < 1e-9);
    assert.equal(measure('漢字', 10), 20);
    assert.equal(measure('e\u0301', 10), measure('e', 10));
    assert.equal(measure('\u200d', 10), 0);
  });

  it('adds up: a text is as wide as its parts', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
      assert.ok(Math.abs(measure(a + b, 13) - measure(a, 13) - measure(b, 13)) < 1e-6 || /[\ud800-\udfff]/u.test(a + b));
    }));
  });
});

describe('wrapping labels', () => {
  it('breaks at spaces and after joining marks, Korean at spaces first', () => {
    assert.deepEqual(wrap('Application server', 90, 13, 'bold').lines, ['Application', 'server']);
    assert.deepEqual(wrap('통합인증 권한관리시스템', 110, 13, 'bold').lines, ['통합인증', '권한관리시스템']);
    assert.deepEqual(wrap('payment-gateway-primary', 130, 13).lines, ['payment-gateway-', 'primary']);
  });

  it('evens out two lines, and gives a name in two languages a line for each', () => {
    assert.deepEqual(wrap('a very long name of a server', 150, 13).lines, ['a very long', 'name of a server']);
    assert.deepEqual(wrap('원격 클라이언트 Remote client', 168, 13, 'bold').lines, ['원격 클라이언트', 'Remote client']);
    assert.deepEqual(wrap('접속 스위치 1 Access switch 1', 168, 13, 'bold').lines, ['접속 스위치 1', 'Access switch 1']);
    assert.deepEqual(wrap('고객 Client', 168, 13, 'bold').lines, ['고객 Client'], 'what fits in a line stays in it');
  });

  it('cuts what does not fit in two lines, with an ellipsis', () => {
    const wrapped = wrap('an extraordinarily long name of a service that nobody can remember', 100, 13);
    assert.equal(wrapped.lines.length, 2);
    assert.ok(wrapped.cut && wrapped.lines[1]!.endsWith('…'));
    assert.deepEqual(wrap('short', 100, 13), { lines: ['short'], cut: false, width: measure('short', 13) });
  });

  it('never exceeds the width and never loses text unless it says so', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.integer({ min: 40, max: 300 }), (text, width) => {
      const wrapped = wrap(text, width, 13);
      assert.ok(wrapped.lines.length <= 2);
      for (const line of wrapped.lines) assert.ok(measure(line, 13) <= width, `${line} is wider than ${width}`);
      if (!wrapped.cut) assert.equal(wrapped.lines.join('').replace(/\s/gu, ''), clean(text).replace(/\s/gu, ''));
    }));
  });

  it('does not tear a syllable or an emoji apart', () => {
    const family = '👨‍👩‍👧‍👦';
    assert.equal(cutTo(`ab${family}${family}`, 60, 13).text.replace(/…$/u, '').replaceAll(family, '').replace('ab', ''), '');
  });

  it('folds white space and drops control characters and direction overrides', () => {
    assert.equal(clean('a\u0000\n\tb\u202e  c '), 'a b c');
  });
});
