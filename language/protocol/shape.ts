/**
 * Shapes of plain data, checked by hand: what arrives from another process is data of unknown shape until one of these
 * said otherwise. Only own properties count, and sizes are bounded where the sender is not trusted.
 */
export type Check = (value: unknown) => boolean;

export type Plain = Record<string, unknown>;

/** Longest text and list that a preview may send. Names and ids are far below; nothing grows without limit. */
export const LONGEST_TEXT = 4_096;
export const LONGEST_LIST = 10_000;

export function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const aText: Check = (value) => typeof value === 'string';
export const aShortText: Check = (value) => typeof value === 'string' && value.length <= LONGEST_TEXT;
export const aFlag: Check = (value) => typeof value === 'boolean';
export const aNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value);
export const aCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;

export function oneOf(...allowed: readonly string[]): Check {
  return (value) => typeof value === 'string' && allowed.includes(value);
}

export function optional(check: Check): Check {
  return (value) => value === undefined || check(value);
}

/** An array that obeys; `limit` bounds its length. */
export function listOf(check: Check, limit = Infinity): Check {
  return (value) => Array.isArray(value) && value.length <= limit && Array.from(value).every(check);
}

/** An object whose every own value obeys. */
export function tableOf(check: Check): Check {
  return (value) => isPlain(value) && Object.values(value).every(check);
}

/** An object with these fields. Fields beyond them are tolerated: a newer sender may say more. */
export function shape(fields: Record<string, Check>): Check {
  const names = Object.keys(fields);
  return (value) => isPlain(value)
    && names.every((name) => fields[name]!(Object.hasOwn(value, name) ? value[name] : undefined));
}

/** One of several shapes, told apart by their `type`. */
export function tagged(shapes: Record<string, Check>): Check {
  return (value) => isPlain(value) && Object.hasOwn(value, 'type') && typeof value['type'] === 'string'
    && Object.hasOwn(shapes, value['type']) && shapes[value['type']]!(value);
}
