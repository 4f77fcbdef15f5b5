/**
 * Colours. Hues are those of Okabe and Ito's set (Color Universal Design, 2008), which colour-blind readers tell
 * apart, darkened or lightened until text has a contrast of 4.5:1 and lines one of 3:1 on every ground they stand on
 * (WCAG 2.2, 1.4.3 and 1.4.11); a test holds them to it.
 */
import type { Theme } from '../theme.js';

export interface Palette {
  ground: string;
  text: string;
  muted: string;
  box: string;
  boxLine: string;
  /** Places by depth. */
  place: readonly [string, string, string, string];
  placeLine: string;
  publicPlace: string;
  publicLine: string;
  internet: string;
  internetLine: string;
  frame: string;
  frameLine: string;
  standby: string;
  standbyLine: string;
  wall: string;
  wallLine: string;
  brick: string;
  cable: string;
  flow: string;
  flowPale: string;
  pill: string;
  pillText: string;
  replication: string;
  error: string;
  warning: string;
  info: string;
  hint: string;
  onSeverity: string;
  selected: string;
  /** VLANs: ground of the tag; its text is `onHue`. */
  hues: readonly [string, string, string, string];
  onHue: string;
}

const light: Palette = {
  ground: '#ffffff', text: '#1b2027', muted: '#525c68', box: '#ffffff', boxLine: '#76808c', place: ['#f4f6f8', '#eaeef2', '#e1e6ec', '#d9dfe6'], placeLine: '#808a96',
  publicPlace: '#e6f1fa', publicLine: '#2f7cb0', internet: '#f2f7fb', internetLine: '#5b87a8', frame: '#fafbfc', frameLine: '#6f7985', standby: '#f3f4f6', standbyLine: '#838c97',
  wall: '#fbf3ea', wallLine: '#9a6a2f', brick: '#ecd9c0', cable: '#5a6470', flow: '#0067a3', flowPale: '#437a9f', pill: '#ffffff', pillText: '#00507f', replication: '#00745a',
  error: '#b84300', warning: '#8a5a00', info: '#0067a3', hint: '#525c68', onSeverity: '#ffffff', selected: '#0067a3',
  hues: ['#56b4e9', '#4cc3a2', '#dd9fc2', '#e69f00'], onHue: '#000000',
};

const dark: Palette = {
  ground: '#1b1f24', text: '#e8ecf1', muted: '#a9b3be', box: '#262b32', boxLine: '#8a95a1', place: ['#21262c', '#282e35', '#2f363e', '#363e47'], placeLine: '#838e9a',
  publicPlace: '#1f3140', publicLine: '#5aa7d8', internet: '#1d2831', internetLine: '#6d97b5', frame: '#242a31', frameLine: '#929ca8', standby: '#2b3037', standbyLine: '#828c98',
  wall: '#33291d', wallLine: '#c48f4e', brick: '#55422b', cable: '#aab4bf', flow: '#56b4e9', flowPale: '#6c9dbd', pill: '#1b1f24', pillText: '#8fd0f5', replication: '#35c79f',
  error: '#ff8a4c', warning: '#f0b429', info: '#56b4e9', hint: '#a9b3be', onSeverity: '#14171b', selected: '#8fd0f5',
  hues: ['#56b4e9', '#35b890', '#d58fb5', '#e69f00'], onHue: '#000000',
};

/** Where the page is an editor, its own colours are taken, and ours where it has none. */
const vscode: Palette = mapColours(light, (name, value) => `var(--lintel-${name}, ${value})`);

function mapColours(palette: Palette, change: (name: string, value: string) => string): Palette {
  const entries = Object.entries(palette).map(([name, value]) => [
    name, typeof value === 'string' ? change(kebab(name), value) : (value as readonly string[]).map((each, index) => change(`${kebab(name)}-${index}`, each)),
  ]);
  return Object.fromEntries(entries) as unknown as Palette;
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
}

/** Declarations of every `--lintel-*` variable, for the page's light and dark themes. */
export function variables(theme: 'light' | 'dark'): string {
  const lines: string[] = [];
  mapColours(paletteOf(theme), (name, value) => { lines.push(`--lintel-${name}: ${value};`); return value; });
  return lines.join(' ');
}

export function paletteOf(theme: Theme): Palette {
  return theme === 'light' ? light : theme === 'dark' ? dark : vscode;
}
