/**
 * Colours. Hues are those of Okabe and Ito's set (Color Universal Design, 2008), which colour-blind readers tell
 * apart, darkened or lightened until text has a contrast of 4.5:1 and lines one of 3:1 on every ground they stand on
 * (WCAG 2.2, 1.4.3 and 1.4.11); a test holds them to it.
 */
import type { FileTheme, Theme } from '../theme.js';

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

const highContrastLight: Palette = {
  ground: '#ffffff', text: '#000000', muted: '#262626', box: '#ffffff', boxLine: '#000000', place: ['#ffffff', '#f4f4f4', '#ebebeb', '#e2e2e2'], placeLine: '#333333',
  publicPlace: '#eef6ff', publicLine: '#00437a', internet: '#f3f9ff', internetLine: '#00437a', frame: '#ffffff', frameLine: '#000000', standby: '#f4f4f4', standbyLine: '#333333',
  wall: '#fff4e3', wallLine: '#5a3600', brick: '#d9b27c', cable: '#262626', flow: '#00437a', flowPale: '#2b5578', pill: '#ffffff', pillText: '#00365f', replication: '#004d3b',
  error: '#8a1f00', warning: '#5e3a00', info: '#00437a', hint: '#333333', onSeverity: '#ffffff', selected: '#00437a',
  hues: ['#8ccfff', '#7fe0c3', '#f2bfdc', '#ffc65c'], onHue: '#000000',
};

const highContrastDark: Palette = {
  ground: '#000000', text: '#ffffff', muted: '#e0e0e0', box: '#000000', boxLine: '#ffffff', place: ['#000000', '#141414', '#1f1f1f', '#292929'], placeLine: '#c8c8c8',
  publicPlace: '#001c33', publicLine: '#8ccfff', internet: '#00121f', internetLine: '#8ccfff', frame: '#0a0a0a', frameLine: '#ffffff', standby: '#1a1a1a', standbyLine: '#c8c8c8',
  wall: '#241500', wallLine: '#ffc65c', brick: '#6b4a16', cable: '#e0e0e0', flow: '#7cc8ff', flowPale: '#a9d3f0', pill: '#000000', pillText: '#b3deff', replication: '#5be3b8',
  error: '#ff9f75', warning: '#ffcc5c', info: '#7cc8ff', hint: '#e0e0e0', onSeverity: '#000000', selected: '#ffff66',
  hues: ['#8ccfff', '#6fe0bc', '#f2b3d6', '#ffc65c'], onHue: '#000000',
};

/** Black on white; greys only where the form says the same. */
const print: Palette = {
  ground: '#ffffff', text: '#000000', muted: '#303030', box: '#ffffff', boxLine: '#303030', place: ['#ffffff', '#f6f6f6', '#efefef', '#e8e8e8'], placeLine: '#6a6a6a',
  publicPlace: '#ffffff', publicLine: '#303030', internet: '#ffffff', internetLine: '#303030', frame: '#ffffff', frameLine: '#000000', standby: '#f2f2f2', standbyLine: '#6a6a6a',
  wall: '#ffffff', wallLine: '#303030', brick: '#c4c4c4', cable: '#606060', flow: '#000000', flowPale: '#505050', pill: '#ffffff', pillText: '#000000', replication: '#404040',
  error: '#000000', warning: '#303030', info: '#303030', hint: '#505050', onSeverity: '#ffffff', selected: '#000000',
  hues: ['#ffffff', '#e6e6e6', '#cfcfcf', '#b8b8b8'], onHue: '#000000',
};

const PALETTES: Readonly<Record<FileTheme, Palette>> = { light, dark, 'high-contrast-light': highContrastLight, 'high-contrast-dark': highContrastDark, print };

/** How much thicker than usual every line is. */
const WEIGHTS: Readonly<Record<FileTheme, number>> = { light: 1, dark: 1, 'high-contrast-light': 1.4, 'high-contrast-dark': 1.4, print: 1.1 };

/** Where forced colours are the reader's choice (CSS Color Adjustment, forced-colors), all is told by form. */
const FORCED: Readonly<Record<string, string>> = { flow: 'LinkText', pillText: 'LinkText', selected: 'Highlight', onSeverity: 'Canvas', brick: 'GrayText' };
const GROUNDS = new Set(['ground', 'box', 'place', 'publicPlace', 'internet', 'frame', 'standby', 'wall', 'pill', 'hues']);

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

/** Declarations of every `--lintel-*` variable, for a theme of the page. */
export function variables(theme: FileTheme): string {
  const lines: string[] = [`--lintel-weight: ${WEIGHTS[theme]};`];
  mapColours(PALETTES[theme], (name, value) => { lines.push(`--lintel-${name}: ${value};`); return value; });
  return lines.join(' ');
}

/** The same in the system's own colours. */
export function forcedVariables(): string {
  const lines: string[] = [`--lintel-weight: ${WEIGHTS['high-contrast-light']};`];
  for (const [name, value] of Object.entries(light)) {
    const colour = FORCED[name] ?? (GROUNDS.has(name) ? 'Canvas' : 'CanvasText');
    const names = typeof value === 'string' ? [kebab(name)] : (value as readonly string[]).map((_, index) => `${kebab(name)}-${index}`);
    for (const each of names) lines.push(`--lintel-${each}: ${colour};`);
  }
  return lines.join(' ');
}

export function paletteOf(theme: Theme): Palette {
  return theme === 'vscode' ? vscode : PALETTES[theme];
}

/** A stroke's width in CSS, as thick as the theme wants it. */
export function strokeWidth(theme: Theme, width: number): string {
  return theme === 'vscode' ? `calc(${width}px * var(--lintel-weight, 1))` : String(Math.round(width * WEIGHTS[theme] * 100) / 100);
}
