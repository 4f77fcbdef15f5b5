/**
 * Exponential, logarithm and power from additions, multiplications and divisions alone. ECMAScript leaves the accuracy
 * of `Math.exp`, `Math.log` and `Math.pow` to the engine, so that two machines may differ in the last bit, and one bit is
 * enough to put two events into another order. IEEE 754 fixes the four operations used here.
 */

const LN2_HIGH = 6.93147180369123816490e-01;
/** ln 2 - LN2_HIGH: together they hold ln 2 to some 33 bits beyond a double. */
const LN2_LOW = 1.90821492927058770002e-10;
const LOG2_E = 1.44269504088896338700;

/** 2^54 */
const TWO_TO_54 = 18_014_398_509_481_984;

const bits = new DataView(new ArrayBuffer(8));

/** 2^exponent for normal numbers, -1022 to 1023. */
function powerOfTwo(exponent: number): number {
  bits.setInt32(0, (exponent + 1023) << 20);
  bits.setInt32(4, 0);
  return bits.getFloat64(0);
}

/** Natural logarithm; NaN below zero, -Infinity at zero. Within two units in the last place. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return Infinity;
  let exponent = 0;
  // A subnormal number has fewer bits of exponent than it needs.
  if (x < 2.2250738585072014e-308) {
    x *= TWO_TO_54;
    exponent = -54;
  }
  bits.setFloat64(0, x);
  const high = bits.getInt32(0);
  exponent += ((high >>> 20) & 0x7ff) - 1023;
  bits.setInt32(0, (high & 0x000fffff) | 0x3ff00000);
  let mantissa = bits.getFloat64(0);
  if (mantissa > 1.4142135623730951) {
    mantissa /= 2;
    exponent += 1;
  }
  // ln m = 2 artanh s with s = (m - 1) / (m + 1); |s| < 0.172, so that eleven terms reach 2^-56.
  const s = (mantissa - 1) / (mantissa + 1);
  const s2 = s * s;
  let series = 0;
  for (let k = 23; k >= 3; k -= 2) series = (series + 1 / k) * s2;
  return exponent * LN2_HIGH + (2 * s + (2 * s * series + exponent * LN2_LOW));
}

/** e to the x. Within two units in the last place; 0 and Infinity beyond the range of doubles. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019412) return 0;
  const k = Math.round(x * LOG2_E);
  const rest = (x - k * LN2_HIGH) - k * LN2_LOW;
  let series = 1;
  for (let n = 15; n >= 1; n--) series = 1 + (rest / n) * series;
  if (k >= 1024) return series * powerOfTwo(1023) * powerOfTwo(k - 1023);
  return k >= -1022 ? series * powerOfTwo(k) : series * powerOfTwo(k + 54) * powerOfTwo(-54);
}

/** x to the y for x >= 0. */
export function pow(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (x === 0) return y > 0 ? 0 : Infinity;
  return exp(y * log(x));
}
