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
/** Declarations of every `--lintel-*` variable, for a theme of the page. */
export declare function variables(theme: FileTheme): string;
/** The same in the system's own colours. */
export declare function forcedVariables(): string;
export declare function paletteOf(theme: Theme): Palette;
/** A stroke's width in CSS, as thick as the theme wants it. */
export declare function strokeWidth(theme: Theme, width: number): string;
