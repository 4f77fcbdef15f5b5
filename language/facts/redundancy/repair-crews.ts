/**
 * Components that share repair crews are not independent: with more of them down than there are crews, some wait.
 * Their joint states are those of a continuous-time Markov chain; equal components make it a birth-death chain, whose
 * solution is a product. Crews divide their time evenly over what is down.
 */
export interface Repairable {
  /** Hours. */
  mtbf: number;
  mttr: number;
}

/** More components than this, where they differ, make too many states. */
const MOST_DIFFERENT = 8;
/** Sets of components are bits of one number. */
const MOST_EQUAL = 12;

/** The probability of each set of failed components (bit i: component i). Undefined where there are too many. */
export function jointStates(components: readonly Repairable[], crews: number): number[] | undefined {
  const first = components[0];
  if (!first) return [1];
  const equal = components.every((each) => each.mtbf === first.mtbf && each.mttr === first.mttr);
  if (equal) return components.length <= MOST_EQUAL ? equalStates(components.length, first, crews) : undefined;
  return components.length <= MOST_DIFFERENT ? differentStates(components, crews) : undefined;
}

/** The probability that 0, 1, … of n equal components are down. */
export function birthDeath(n: number, { mtbf, mttr }: Repairable, crews: number): number[] {
  const weights = [1];
  for (let down = 1; down <= n; down++) {
    weights.push(weights[down - 1]! * ((n - down + 1) / mtbf) / (Math.min(down, crews) / mttr));
  }
  const total = weights.reduce((sum, each) => sum + each, 0);
  return weights.map((each) => each / total);
}

function equalStates(n: number, component: Repairable, crews: number): number[] {
  const counts = birthDeath(n, component, crews);
  const ways = [1];
  for (let k = 1; k <= n; k++) ways.push(ways[k - 1]! * (n - k + 1) / k);
  return Array.from({ length: 1 << n }, (_, set) => counts[bits(set)]! / ways[bits(set)]!);
}

function differentStates(components: readonly Repairable[], crews: number): number[] {
  const size = 1 << components.length;
  // Balance equations, one a state: what flows out equals what flows in. The last is replaced by "all sum to one".
  const rows = Array.from({ length: size }, () => new Float64Array(size + 1));
  for (let set = 0; set < size; set++) {
    const share = Math.min(1, crews / Math.max(1, bits(set)));
    components.forEach(({ mtbf, mttr }, i) => {
      const rate = set & (1 << i) ? share / mttr : 1 / mtbf;
      rows[set]![set]! -= rate;
      rows[set ^ (1 << i)]![set]! += rate;
    });
  }
  rows[size - 1]!.fill(1);
  return solve(rows);
}

/** Gauss-Jordan elimination with row exchange. */
function solve(rows: Float64Array[]): number[] {
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++) if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const top = rows[column]!;
    for (let row = 0; row < size; row++) {
      const factor = row === column ? 0 : rows[row]![column]! / top[column]!;
      if (factor !== 0) for (let at = column; at <= size; at++) rows[row]![at]! -= factor * top[at]!;
    }
  }
  return rows.map((row, i) => Math.max(0, row[size]! / row[i]!));
}

function bits(set: number): number {
  let count = 0;
  for (let left = set; left !== 0; left &= left - 1) count++;
  return count;
}
