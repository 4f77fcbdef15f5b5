/**
 * Where a part of the model was written. Positions follow the Language Server Protocol: lines and characters count
 * from 0, characters are UTF-16 code units, ends are exclusive.
 */
export interface Position {
  line: number;
  character: number;
}

export interface Range {
  start: Position;
  end: Position;
}

export interface Origin {
  /** Normalised file URI. Built-in library documents have the scheme `lintel-library`. */
  uri: string;
  /** The part that a finding underlines: a name, an address, a rule's line; never a whole block. */
  range: Range;
  /** The whole statement, block included: what a delete removes and where an insert goes. */
  extent: Range;
}

export function samePosition(a: Position, b: Position): boolean {
  return a.line === b.line && a.character === b.character;
}

export function comparePositions(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}

export function contains(range: Range, position: Position): boolean {
  return comparePositions(range.start, position) <= 0 && comparePositions(position, range.end) <= 0;
}

/** Orders by file, then start, then end: the order in which findings are printed. */
export function compareOrigins(a: Origin, b: Origin): number {
  return (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : 0)
    || comparePositions(a.range.start, b.range.start)
    || comparePositions(a.range.end, b.range.end);
}
