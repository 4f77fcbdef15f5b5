/**
 * What stands behind the three backticks of a block: `arch view=front scenario="The master dies" at=60s`. Anything that
 * is not understood is told, so that a typing mistake does not silently draw another picture.
 */
export interface BlockInfo {
  view?: string;
  scenario?: string;
  /** Seconds into the scenario; its end unless given. */
  at?: number;
  variant?: string;
  /** Read from there, not from the block. */
  file?: string;
  title?: string;
  theme?: 'light' | 'dark';
  show?: 'flows' | 'links' | 'all';
}

export interface ReadInfo {
  info: BlockInfo;
  /** Words that mean nothing here. */
  unknown: string[];
}

/** Undefined where the block is none of ours, or a piece of text to be read and not drawn (`arch fragment`, `arch source`). */
export function readInfo(written: string): ReadInfo | undefined {
  const words = wordsOf(written.trim());
  if (words[0] !== 'arch' || words.some((word) => word === 'fragment' || word === 'source')) return undefined;
  const info: BlockInfo = {};
  const unknown = words.slice(1).filter((word) => !take(info, word));
  return { info, unknown };
}

/** `key=value` with quotes where the value has spaces; braces of other tools (`{.numberLines}`) are let pass. */
function wordsOf(written: string): string[] {
  return written.replace(/\{[^}]*\}/g, ' ').match(/[^\s="']+=(?:"[^"]*"|'[^']*'|[^\s"']*)|[^\s]+/g) ?? [];
}

function take(info: BlockInfo, word: string): boolean {
  const cut = word.indexOf('=');
  if (cut <= 0) return false;
  const value = word.slice(cut + 1).replace(/^(["'])([\s\S]*)\1$/, '$2').normalize('NFC');
  switch (word.slice(0, cut)) {
    case 'view': info.view = value; return true;
    case 'scenario': info.scenario = value; return true;
    case 'variant': info.variant = value; return true;
    case 'file': info.file = value; return true;
    case 'title': info.title = value; return true;
    case 'theme': return (value === 'light' || value === 'dark') && Boolean(info.theme = value);
    case 'show': return (value === 'flows' || value === 'links' || value === 'all') && Boolean(info.show = value);
    case 'at': {
      const seconds = secondsOf(value);
      if (seconds === undefined) return false;
      info.at = seconds;
      return true;
    }
    default: return false;
  }
}

const UNITS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, min: 60, h: 3600, d: 86_400 };

/** `90`, `90s`, `1.5m`, `2h`. */
function secondsOf(written: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(ms|s|min|m|h|d)?$/.exec(written);
  return match ? Number(match[1]) * UNITS[match[2] ?? 's']! : undefined;
}
