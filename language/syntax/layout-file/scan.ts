/**
 * JSON with places: what a layout file says and where it says it, so that findings have a line and one entry can change
 * while everything else stays as it was written. Line comments are read over, as editors do.
 */
export interface Span { start: number; end: number }

export type Value = Span & (
  | { type: 'object'; members: Member[] }
  | { type: 'array'; items: Value[] }
  | { type: 'plain'; value: string | number | boolean | null }
);

export interface Member { name: string; key: Span; value: Value }

/** Where reading ended, and why. */
export class NoJson extends Error {
  constructor(readonly at: Span, readonly found: string) {
    super(found);
  }
}

/** Deeper nobody writes by hand; a file of brackets must not exhaust the stack. */
const DEEPEST = 32;
const GAP = /(?:[ \t\r\n]+|\/\/[^\r\n]*)*/uy;
const PLAIN = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;

/** @throws NoJson */
export function scan(text: string): Value {
  return new Scanner(text).whole();
}

class Scanner {
  #at = 0;

  constructor(readonly text: string) {}

  whole(): Value {
    const value = this.#value(0);
    this.#gap();
    if (this.#at < this.text.length) throw this.#stop();
    return value;
  }

  #value(depth: number): Value {
    this.#gap();
    if (depth > DEEPEST) throw this.#stop();
    if (this.text[this.#at] === '{') return this.#object(depth);
    if (this.text[this.#at] === '[') return this.#array(depth);
    return this.#plain();
  }

  #object(depth: number): Value {
    const start = this.#at++;
    const members: Member[] = [];
    while (!this.#ends('}', members.length > 0)) {
      const key = this.#plain();
      if (key.type !== 'plain' || typeof key.value !== 'string') throw new NoJson(key, this.text.slice(key.start, key.end));
      this.#gap();
      if (this.text[this.#at] !== ':') throw this.#stop();
      this.#at++;
      members.push({ name: key.value, key: { start: key.start, end: key.end }, value: this.#value(depth + 1) });
    }
    return { type: 'object', members, start, end: this.#at };
  }

  #array(depth: number): Value {
    const start = this.#at++;
    const items: Value[] = [];
    while (!this.#ends(']', items.length > 0)) items.push(this.#value(depth + 1));
    return { type: 'array', items, start, end: this.#at };
  }

  /** Past the end, or the comma before another item. */
  #ends(bracket: string, goesOn: boolean): boolean {
    this.#gap();
    if (this.text[this.#at] === bracket) {
      this.#at++;
      return true;
    }
    if (!goesOn) return false;
    if (this.text[this.#at] !== ',') throw this.#stop();
    this.#at++;
    this.#gap();
    if (this.text[this.#at] === bracket) throw this.#stop();
    return false;
  }

  #plain(): Value {
    const start = this.#at;
    PLAIN.lastIndex = start;
    const match = PLAIN.exec(this.text);
    if (!match) throw this.#stop();
    this.#at += match[0].length;
    return { type: 'plain', value: JSON.parse(match[0]) as string | number | boolean | null, start, end: this.#at };
  }

  #gap(): void {
    GAP.lastIndex = this.#at;
    this.#at += GAP.exec(this.text)?.[0].length ?? 0;
  }

  #stop(): NoJson {
    const found = /^[\p{L}\p{N}_-]+|^[^\r\n]/u.exec(this.text.slice(this.#at, this.#at + 40))?.[0] ?? '';
    return new NoJson({ start: this.#at, end: this.#at + found.length }, found);
  }
}
