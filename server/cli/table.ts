/** Rows with their columns lined up, as a terminal shows them. */
import { columnsOf, harmless } from './terminal-text.js';

export function table(rows: readonly (readonly string[])[], indent = '  '): string[] {
  const safe = rows.map((row) => row.map(harmless));
  const widths = (safe[0] ?? []).map((_, column) => Math.max(...safe.map((row) => columnsOf(row[column]!))));
  return safe.map((row) => (indent + row.map((cell, column) => cell + ' '.repeat(widths[column]! - columnsOf(cell))).join('  ')).trimEnd());
}
