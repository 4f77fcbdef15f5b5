/** How wide a text stands in an editor: Hangul, kana and ideographs take two columns (UAX #11, wide and fullwidth). */
const WIDE = /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/g;

export function columns(text: string): number {
  return text.length + (text.match(WIDE)?.length ?? 0);
}
