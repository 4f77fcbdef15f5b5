/** Comma-separated values (RFC 4180), but lines end with LF as those of the other formats. */

export function csvRow(cells: readonly (string | number)[]): string {
  return `${cells.map((each) => cell(String(each))).join(',')}\n`;
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
