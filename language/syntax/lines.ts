/** Offsets to positions and back. A line ends with LF, CR or CRLF; characters are UTF-16 code units, as editors count. */
import type { Position, Range } from '../model/origin.js';

export class LineIndex {
  private readonly starts: number[] = [0];

  constructor(readonly text: string) {
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code === 10 || (code === 13 && text.charCodeAt(index + 1) !== 10)) this.starts.push(index + 1);
    }
  }

  get count(): number {
    return this.starts.length;
  }

  position(offset: number): Position {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: offset - this.starts[low]! };
  }

  /** Positions past the end of a line or of the text are clamped to it. */
  offset(position: Position): number {
    if (position.line < 0) return 0;
    if (position.line >= this.starts.length) return this.text.length;
    const start = this.starts[position.line]!;
    return Math.min(start + Math.max(0, position.character), this.endOf(position.line));
  }

  /** Offset of the first character of a line. */
  startOf(line: number): number {
    return this.starts[line] ?? this.text.length;
  }

  /** Offset just behind the last character of a line, its line break excluded. */
  endOf(line: number): number {
    let end = this.starts[line + 1] ?? this.text.length;
    while (end > this.startOf(line) && /[\r\n]/.test(this.text[end - 1]!)) end--;
    return end;
  }

  line(line: number): string {
    return this.text.slice(this.startOf(line), this.endOf(line));
  }

  range(start: number, end: number): Range {
    return { start: this.position(start), end: this.position(end) };
  }
}
