/**
 * The key that was pressed, as keyboards with Latin letters have it. With a Korean or other input method switched on, a
 * letter key says “Process” or “ㅣ”: then the place of the key counts, which is that of the US keyboard (UI Events, `code`).
 */
const BY_PLACE: Readonly<Record<string, readonly [string, string]>> = {
  Space: [' ', ' '], Period: ['.', '>'], Comma: [',', '<'], Slash: ['/', '?'], Equal: ['=', '+'], Minus: ['-', '_'], BracketLeft: ['[', '{'], BracketRight: [']', '}'],
};

export function latinKey({ key, code, shiftKey }: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>): string {
  const foreign = key === 'Process' || key === 'Unidentified' || (/^.$/u.test(key) && !/^[\x20-\x7e]$/.test(key));
  if (!foreign) return key;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return shiftKey ? letter : letter.toLowerCase();
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1];
  if (digit !== undefined && !shiftKey) return digit;
  return Object.hasOwn(BY_PLACE, code) ? BY_PLACE[code]![shiftKey ? 1 : 0] : key;
}
