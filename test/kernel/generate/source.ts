/** A file as a tree of statements, one a line, so that statements can be taken out of it one by one. */
export type Statement = string | Block;
export interface Block { head: string; body: Statement[] }

export function print(statements: readonly Statement[], depth = 0): string {
  const indent = '  '.repeat(depth);
  return statements.map((each) => {
    if (typeof each === 'string') return `${indent}${each}\n`;
    if (each.body.length === 0) return `${indent}${each.head}\n`;
    return `${indent}${each.head} {\n${print(each.body, depth + 1)}${indent}}\n`;
  }).join('');
}

/** Paths to every statement, the outermost first. */
export function paths(statements: readonly Statement[], prefix: readonly number[] = []): number[][] {
  return statements.flatMap((each, nth) => [[...prefix, nth], ...(typeof each === 'string' ? [] : paths(each.body, [...prefix, nth]))]);
}

/** The same file without these statements. */
export function without(statements: readonly Statement[], taken: ReadonlySet<string>, prefix = ''): Statement[] {
  return statements.flatMap((each, nth): Statement[] => {
    const key = `${prefix}${nth}`;
    if (taken.has(key)) return [];
    return [typeof each === 'string' ? each : { head: each.head, body: without(each.body, taken, `${key}.`) }];
  });
}
