/**
 * A parsed file. Since line breaks carry no meaning, a half-typed line would take the next one with it; so a text
 * with errors is parsed again with its broken lines blanked out, at the same offsets. The tree is then sound
 * everywhere else, and the errors stand on the lines that cause them.
 */
import type { ILexingError, IRecognitionException } from 'chevrotain';
import type { Architecture } from './generated/ast.js';
import type { Problem, SyntaxReason } from '../model/problem.js';
import type { Range } from '../model/origin.js';
import { habitOf } from './habits.js';
import { archServices } from './services.js';
import { LineIndex } from './lines.js';

export interface ArchDocument {
  uri: string;
  text: string;
  lines: LineIndex;
  ast: Architecture;
  problems: Problem[];
  /** False where the text has syntax errors: formatting and writing back then keep off. */
  healthy: boolean;
}

interface Attempt {
  ast: Architecture;
  lexing: ILexingError[];
  parsing: IRecognitionException[];
  unclosed: number[];
}

/** More broken lines than this are left to the parser's own recovery, so that files of another tool cost little. */
const MAX_BLANKED_LINES = 12;
const MAX_REPAIRED_LENGTH = 600_000;

export function parseDocument(uri: string, text: string): ArchDocument {
  const lines = new LineIndex(text);
  const shallow = withoutDepths(text);
  let attempt = parse(shallow.text);
  if (errorsOf(attempt) === 0 && shallow.opened.length === 0) return { uri, text, lines, ast: attempt.ast, problems: [], healthy: true };

  const problems: Problem[] = lexicalProblems(uri, lines, attempt);
  for (const offset of shallow.opened) problems.push(problem(uri, lines.range(offset, offset + 1), 'unexpected', '{', []));
  let current = shallow.text;
  const open = unmatchedBraces(current);
  if (open.length > 0) {
    // A block that is never closed ends with the file.
    const closed = parse(current + '}'.repeat(open.length));
    if (closed.parsing.length < attempt.parsing.length) {
      problems.push(problem(uri, lines.range(open.at(-1)!, open.at(-1)! + 1), 'unclosed-brace', '{', ['}']));
      current += '}'.repeat(open.length);
      attempt = closed;
    }
  }
  for (let round = 0; round < MAX_BLANKED_LINES && attempt.parsing.length > 0 && text.length < MAX_REPAIRED_LENGTH; round++) {
    const repaired = repair(current, lines, attempt);
    if (!repaired) break;
    problems.push(syntaxProblem(uri, lines, repaired.line, repaired.error, text));
    current = repaired.text;
    attempt = repaired.attempt;
  }
  for (const error of attempt.parsing) problems.push(recoveredProblem(uri, lines, error, text));
  return { uri, text, lines, ast: attempt.ast, problems: withHabits(lines, oncePerLine(problems)), healthy: false };
}

/** Blocks within blocks beyond this are no architecture; the parser, which goes down with them, would run out of stack. */
const MAX_DEPTH = 64;

/** The text with what stands deeper blanked, and the braces that went too deep. */
function withoutDepths(text: string): { text: string; opened: number[] } {
  const opened: number[] = [];
  let [shallow, kept, depth] = ['', 0, 0];
  for (const { 0: sign, index } of text.matchAll(LEXICAL)) {
    if (sign === '{' && ++depth === MAX_DEPTH + 1) {
      opened.push(index);
      shallow += text.slice(kept, index + 1);
      kept = index + 1;
    } else if (sign === '}') {
      if (depth === MAX_DEPTH + 1) {
        shallow += blanked(text.slice(kept, index));
        kept = index;
      }
      depth = Math.max(0, depth - 1);
    }
  }
  const rest = text.slice(kept);
  return { text: shallow + (depth > MAX_DEPTH ? blanked(rest) : rest), opened };
}

function blanked(text: string): string {
  return text.replaceAll(/[^\r\n]/g, ' ');
}

function parse(text: string): Attempt {
  const result = archServices().parser.LangiumParser.parse<Architecture>(text);
  return { ast: result.value, lexing: result.lexerErrors, parsing: result.parserErrors, unclosed: unclosedStrings(text) };
}

/** Strings, comments and braces of a text, in order: what must be told apart before anything is counted. */
const LEXICAL = /"(?:\\[^\r\n]|[^"\\\r\n])*("|\\?)|\/\/[^\r\n]*|\/\*[\s\S]*?(?:\*\/|$)|[{}]/g;

/** Offsets of quotes that their line does not close. */
function unclosedStrings(text: string): number[] {
  const found: number[] = [];
  for (const match of text.matchAll(LEXICAL)) if (match[0].startsWith('"') && match[1] !== '"') found.push(match.index);
  return found;
}

function errorsOf(attempt: Attempt): number {
  return attempt.lexing.length + attempt.parsing.length + attempt.unclosed.length;
}

interface Repair {
  text: string;
  line: number;
  error: IRecognitionException;
  attempt: Attempt;
}

/** How many lines before an error may be the unfinished one that took in the words up to it. */
const LOOK_BACK = 4;

/**
 * Blanks the line that is at fault for the first error: the error's own line, or one shortly before it that was left
 * unfinished and took in what follows. Lines that are no sound statement by themselves are the first suspects; the one
 * whose loss lets the parser get furthest is taken.
 */
function repair(text: string, lines: LineIndex, attempt: Attempt): Repair | undefined {
  const error = attempt.parsing[0]!;
  const atEnd = !Number.isFinite(error.token.startOffset) || error.token.image === '';
  const errorLine = atEnd ? lastLine(text, lines) : lines.position(error.token.startOffset).line;
  if (errorLine === undefined) return undefined;
  const suspects = [errorLine];
  for (let line = previousLine(text, lines, errorLine); line !== undefined && suspects.length <= LOOK_BACK; line = previousLine(text, lines, line)) suspects.push(line);
  const unsound = suspects.filter((line) => !standsAlone(text, lines, line));
  const sound = suspects.filter((line) => !unsound.includes(line));
  const broken = bestBlank(text, lines, attempt, unsound);
  if (broken?.attempt.parsing.length === 0) return broken;
  const other = bestBlank(text, lines, attempt, sound);
  if (!broken || !other) return broken ?? other;
  // A line of a scenario is no statement by itself and yet sound: the other is at fault where it leads well past both.
  return errorLineOf(other.attempt, lines) > errorLineOf(broken.attempt, lines) + LOOK_BACK ? other : broken;
}

function errorLineOf(attempt: Attempt, lines: LineIndex): number {
  if (attempt.parsing.length === 0) return Infinity;
  return lines.position(Math.min(firstError(attempt), lines.text.length)).line;
}

function bestBlank(text: string, lines: LineIndex, attempt: Attempt, suspects: readonly number[]): Repair | undefined {
  const error = attempt.parsing[0]!;
  let best: Repair | undefined;
  for (const line of suspects) {
    for (const blanked of [blankMiddle(text, lines, line), opensAmiss(text, lines, line) ? blankWithClosing(text, lines, line) : undefined, blank(text, lines, line)]) {
      if (blanked === undefined || blanked === text) continue;
      const next = parse(blanked);
      if (next.parsing.length === 0) return { text: blanked, line, error, attempt: next };
      if (getsFurther(next, best?.attempt ?? attempt)) best = { text: blanked, line, error, attempt: next };
    }
  }
  return best;
}

/** Where several lines are broken, blanking one only moves the first error on: the count may stay, for the parser stops at it. */
function getsFurther(next: Attempt, than: Attempt): boolean {
  const [there, here] = [firstError(next), firstError(than)];
  return there > here || (there === here && next.parsing.length < than.parsing.length);
}

function firstError({ parsing }: Attempt): number {
  const offset = parsing[0]?.token.startOffset;
  return offset !== undefined && Number.isFinite(offset) ? offset : Number.MAX_SAFE_INTEGER;
}

/** True where the line by itself is a sound statement, so that the fault is more likely the next line's. */
function standsAlone(text: string, lines: LineIndex, line: number): boolean {
  return errorAlone(text, lines, line) === undefined;
}

/** True where the line that opens a block would be wrong with any block. */
function opensAmiss(text: string, lines: LineIndex, line: number): boolean {
  const content = text.slice(lines.startOf(line), lines.endOf(line)).replace(/\s\/\/.*$/, '').trim();
  return content.endsWith('{') && parse(`${content} }`).parsing.length > 0;
}

/** What is wrong with a line by itself, the braces of blocks around it and after it left out. */
function errorAlone(text: string, lines: LineIndex, line: number): IRecognitionException | undefined {
  const content = text.slice(lines.startOf(line), lines.endOf(line)).replace(/[{}]\s*(\/\/.*)?$/, blanked).replace(/^\s*\}/, blanked);
  return parse(content).parsing[0];
}

function lastLine(text: string, lines: LineIndex): number | undefined {
  return previousLine(text, lines, lines.count);
}

function previousLine(text: string, lines: LineIndex, line: number): number | undefined {
  for (let index = line - 1; index >= 0; index--) {
    const content = text.slice(lines.startOf(index), lines.endOf(index)).trim();
    if (content !== '' && !content.startsWith('//')) return index;
  }
  return undefined;
}

/** Of a line that opens a block, keeps the first two words and the brace, so that what the block holds stays in it. */
function blankMiddle(text: string, lines: LineIndex, line: number): string | undefined {
  const content = lines.line(line);
  // The pattern below tries every split of a long word; most lines open no block.
  const match = content.includes('{') && content.length < 2000 ? /^(\s*\S+\s+[^\s{]+)(.*)(\{\s*(?:\/\/.*)?)$/.exec(content) : null;
  if (!match || match[2]!.trim() === '') return undefined;
  const start = lines.startOf(line) + match[1]!.length;
  const end = start + match[2]!.length;
  return text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
}

function blank(text: string, lines: LineIndex, line: number): string {
  const start = lines.startOf(line);
  const end = lines.endOf(line);
  return text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
}

/** Of a line that opens a block and cannot stand, blanks the brace that closes it, too: what the block holds is read, and that brace is no second fault. */
function blankWithClosing(text: string, lines: LineIndex, line: number): string | undefined {
  const [start, end] = [lines.startOf(line), lines.endOf(line)];
  let [opened, depth] = [0, 0];
  for (const { 0: sign, index } of text.slice(start).matchAll(LEXICAL)) {
    const at = start + index;
    if (at >= end && opened === 0) return undefined;
    if (sign === '{') depth = at < end ? ++opened : depth + 1;
    else if (sign === '}') {
      if (at < end) depth = opened = Math.max(0, opened - 1);
      else if (--depth === 0) return blank(text, lines, line).slice(0, at) + ' ' + text.slice(at + 1);
    }
  }
  return undefined;
}

function lexicalProblems(uri: string, lines: LineIndex, attempt: Attempt): Problem[] {
  const problems: Problem[] = [];
  for (const offset of attempt.unclosed) {
    const end = lines.endOf(lines.position(offset).line);
    problems.push(problem(uri, lines.range(offset, end), 'unclosed-string', lines.text.slice(offset, end), []));
  }
  for (const error of attempt.lexing) {
    const found = lines.text.slice(error.offset, error.offset + Math.max(1, error.length));
    problems.push(problem(uri, lines.range(error.offset, error.offset + Math.max(1, error.length)), 'bad-character', found, []));
  }
  return problems;
}

/** A blanked line: the error stands on the offending word if it is there, else at the line's end, which is unfinished. */
function syntaxProblem(uri: string, lines: LineIndex, line: number, error: IRecognitionException, text: string): Problem {
  const offset = error.token.startOffset;
  const onLine = Number.isFinite(offset) && lines.position(offset).line === line;
  const own = errorAlone(text, lines, line);
  const unfinished = own !== undefined && (!Number.isFinite(own.token.startOffset) || own.token.image === '');
  if (onLine && !unfinished) return recoveredProblem(uri, lines, error, text);
  const content = lines.line(line);
  const code = content.replace(/\/\/.*$/, '').trimEnd();
  const indent = code.length - code.trimStart().length;
  const start = lines.startOf(line);
  return problem(uri, lines.range(start + indent, start + Math.max(code.length, indent + 1)), 'unfinished', code.trim(), expectedWords(error));
}

function recoveredProblem(uri: string, lines: LineIndex, error: IRecognitionException, text: string): Problem {
  const offset = error.token.startOffset;
  if (!Number.isFinite(offset) || error.token.image === '') {
    const end = text.trimEnd().length;
    return problem(uri, lines.range(Math.max(0, end - 1), end), 'unfinished', lines.line(lines.position(end).line).trim(), expectedWords(error));
  }
  const position = lines.position(offset);
  const line = lines.line(position.line);
  // Where no statement fits from the line's first word on, it is not that word which is at fault.
  if (error.name === 'NoViableAltException' && line.slice(0, position.character).trim() === '') {
    const code = line.replace(/\/\/.*$/, '').trim();
    const whole = lines.range(offset, offset + Math.max(1, code.length));
    if (/^[^\s"{}]+$/u.test(code) && code !== '}') return problem(uri, whole, 'unfinished', code, []);
    if (error.token.image !== '}') return problem(uri, whole, 'no-statement', code, []);
  }
  const range = lines.range(offset, offset + error.token.image.length);
  return problem(uri, range, error.token.image === '}' ? 'stray-brace' : 'unexpected', error.token.image, expectedWords(error));
}

function problem(uri: string, range: Range, reason: SyntaxReason, found: string, expected: string[]): Problem {
  return { type: 'syntax', reason, found, expected, origin: { uri, range, extent: range } };
}

/** The words that the parser would have taken, where it names few enough to be of use. */
function expectedWords(error: IRecognitionException): string[] {
  const single = /Expecting token of type '([^']+)'/.exec(error.message)?.[1];
  if (single) return [single];
  const words = [...error.message.matchAll(/^\s*\d+\. \[([^\],]+)/gm)].map((match) => match[1]!);
  const distinct = [...new Set(words)].filter((word) => word !== 'UNCLOSED_STRING');
  return distinct.length <= 8 ? distinct : [];
}

/** Offsets of the braces that are opened and never closed, strings and comments left out. */
function unmatchedBraces(text: string): number[] {
  const open: number[] = [];
  for (const match of text.matchAll(LEXICAL)) {
    if (match[0] === '{') open.push(match.index);
    else if (match[0] === '}') open.pop();
  }
  return open;
}

/** Says of each broken line which habit of another tool it shows, if any. */
function withHabits(lines: LineIndex, problems: Problem[]): Problem[] {
  return problems.map((each) => {
    if (each.type !== 'syntax') return each;
    const { line } = each.origin.range.start;
    const code = lines.line(line).replace(/\s\/\/.*$/, '').trim();
    return { ...each, ...habitOf(code, each.reason, each.found, /^(\p{L}+)/u.exec(headOfBlockAround(lines, line))?.[1]) };
  });
}

/** How many lines before a line the one that opens its block is looked for. */
const MOST_LINES_OF_A_BLOCK = 60;

/** The line that opens the block around a line, trimmed; empty at the top of a file. */
function headOfBlockAround(lines: LineIndex, line: number): string {
  let depth = 0;
  for (let index = line - 1; index >= Math.max(0, line - MOST_LINES_OF_A_BLOCK); index--) {
    const code = lines.line(index);
    for (const { 0: sign } of [...code.matchAll(LEXICAL)].reverse()) {
      if (sign === '}') depth++;
      else if (sign === '{' && depth-- === 0) return code.trim();
    }
  }
  return '';
}

/** One error a line is enough to say what to mend; the rest are its consequences. */
function oncePerLine(problems: Problem[]): Problem[] {
  const seen = new Set<number>();
  return problems.filter((each) => {
    const line = each.origin.range.start.line;
    if (seen.has(line)) return false;
    seen.add(line);
    return true;
  });
}
