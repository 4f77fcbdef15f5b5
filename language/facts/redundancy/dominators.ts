/**
 * The gate nearest above each gate that everything from it to the root passes: its dominator, seen from the root
 * (Cooper, Harvey and Kennedy 2001). Gates are numbered from the root, 0, in reverse postorder.
 */
export interface Numbered {
  /** Number of gates. */
  size: number;
  /** Users of each gate, as numbers. */
  usersOf: (gate: number) => readonly number[];
}

export function dominators({ size, usersOf }: Numbered): Int32Array {
  const above = new Int32Array(size).fill(-1);
  above[0] = 0;
  const common = (a: number, b: number): number => {
    while (a !== b) {
      while (a > b) a = above[a]!;
      while (b > a) b = above[b]!;
    }
    return a;
  };
  for (let changed = true; changed;) {
    changed = false;
    for (let gate = 1; gate < size; gate++) {
      let found = -1;
      for (const user of usersOf(gate)) if (above[user]! >= 0) found = found < 0 ? user : common(found, user);
      if (above[gate] === found) continue;
      above[gate] = found;
      changed = true;
    }
  }
  return above;
}
