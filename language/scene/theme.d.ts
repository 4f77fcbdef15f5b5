/** How a laid-out scene may be rendered, and the states that the preview puts on top. */
import type { Id } from '../model/model.js';
/**
 * Themes of files, their colours resolved. High contrast keeps 7:1 for text (WCAG 2.2, 1.4.6) under thicker lines;
 * `print` needs no colour at all.
 */
export declare const FILE_THEMES: readonly ["light", "dark", "high-contrast-light", "high-contrast-dark", "print"];
export type FileTheme = (typeof FILE_THEMES)[number];
/** `vscode` leaves colours to CSS variables of the page. */
export type Theme = FileTheme | 'vscode';
/** Becomes the class `is-…` on the part's group: a failed element, a service that falls, what still works, the reader's selection. */
export type PartState = 'failed' | 'falls' | 'works' | 'standby' | 'selected' | 'muted';
export interface SvgOptions {
    theme?: Theme;
    /** False: no stylesheet in the picture; the page has it, for all its pictures. */
    styled?: boolean;
    /** True: with what only a preview needs, such as the room around a line that a click reaches. On for `vscode`. */
    interactive?: boolean;
    /** Before every id in the file, so that several pictures can stand on one page. */
    prefix?: string;
    states?: Readonly<Record<Id, readonly PartState[]>>;
    /** Draws the title above the picture. */
    heading?: boolean;
    /** Where a click on a part leads, by the id of what it stands for: web addresses; of an edge, those of its only part. */
    links?: Readonly<Record<Id, string>>;
    /** A ground of the theme's colour behind everything; on for files, off for `vscode`. */
    background?: boolean;
}
