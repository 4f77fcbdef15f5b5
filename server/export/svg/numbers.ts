/** Numbers, lists of points and transformations as SVG writes them. */
export function numberOf(written: string | undefined, otherwise = 0): number {
  const value = Number.parseFloat(written ?? '');
  return Number.isFinite(value) ? value : otherwise;
}

export function numbersOf(written: string | undefined): number[] {
  return [...(written ?? '').matchAll(/[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi)].map((match) => Number(match[0]));
}

export type Matrix = [number, number, number, number, number, number];

/** `translate(…) scale(…) rotate(…) matrix(…)`, in the order in which they are to be applied; what else there is is left out. */
export function transformsOf(written: string | undefined): Matrix[] {
  return [...(written ?? '').matchAll(/(\w+)\(([^)]*)\)/g)].flatMap(([, kind, inside]): Matrix[] => {
    const values = numbersOf(inside);
    const [a = 0, b] = values;
    switch (kind) {
      case 'translate': return [[1, 0, 0, 1, a, b ?? 0]];
      case 'scale': return [[a, 0, 0, b ?? a, 0, 0]];
      case 'rotate': return turn(a, values[1] ?? 0, values[2] ?? 0);
      case 'matrix': return values.length === 6 ? [values as Matrix] : [];
      default: return [];
    }
  });
}

function turn(degrees: number, x: number, y: number): Matrix[] {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return [[1, 0, 0, 1, x, y], [cos, sin, -sin, cos, 0, 0], [1, 0, 0, 1, -x, -y]];
}
