/**
 * Imported before ELK: inside a browser's worker, ELK takes the worker's messages for its own as it loads. What listened
 * before is kept here, so that it can be given back.
 */
const scope = globalThis as { onmessage?: unknown };
const heard = scope.onmessage;
const listened = Object.hasOwn(globalThis, 'onmessage') || 'onmessage' in globalThis;

/** Puts back who listened. Where nobody could listen, nothing is left behind. */
export function giveBackMessages(): void {
  if (listened) scope.onmessage = heard;
  else delete scope.onmessage;
}
