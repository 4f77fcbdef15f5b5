/**
 * The one stylesheet of all pictures. Files carry it with resolved colours; a page that shows pictures under a content
 * security policy links it once (`theme: 'vscode'`) and sets the variables.
 */
import type { Theme } from '../theme.js';
export declare const FONTS = "\"Pretendard\", \"Noto Sans KR\", \"Noto Sans CJK KR\", \"Apple SD Gothic Neo\", \"Malgun Gothic\", \"Inter\", system-ui, sans-serif";
/** @param changes with the inks of a difference; a picture of one revision has no use for them. */
export declare function stylesheet(theme: Theme, scope: string, changes?: boolean): string;
