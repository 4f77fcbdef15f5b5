/**
 * The colours and strokes of pictures on this page: the renderer's one stylesheet, with the variables of the page's theme.
 * As a constructed sheet it needs no exception from the page's policy.
 */
import { forcedVariables, variables } from '#language/scene/svg/palette.js';
import { stylesheet } from '#language/scene/svg/stylesheet.js';

/** In the editor the ground is the editor's, and in high contrast its lines too. */
const EDITOR = '--lintel-ground: var(--vscode-editor-background); --lintel-selected: var(--vscode-focusBorder);';
const CONTRAST = `--lintel-ground: var(--vscode-editor-background); --lintel-text: var(--vscode-editor-foreground); --lintel-muted: var(--vscode-editor-foreground);
  --lintel-box: var(--vscode-editor-background); --lintel-box-line: var(--vscode-contrastBorder); --lintel-place-line: var(--vscode-contrastBorder);
  --lintel-place-0: var(--vscode-editor-background); --lintel-place-1: var(--vscode-editor-background); --lintel-place-2: var(--vscode-editor-background); --lintel-place-3: var(--vscode-editor-background);
  --lintel-frame: var(--vscode-editor-background); --lintel-frame-line: var(--vscode-contrastBorder);`;

export function addPictureStyles(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync([
    stylesheet('vscode', '.lintel-picture'),
    `:root { ${variables('light')} }`,
    `@media (prefers-color-scheme: dark) { :root { ${variables('dark')} } }`,
    `@media (prefers-contrast: more) { :root { ${variables('high-contrast-light')} } }`,
    `@media (prefers-contrast: more) and (prefers-color-scheme: dark) { :root { ${variables('high-contrast-dark')} } }`,
    `body.vscode-light { ${variables('light')} ${EDITOR} }`,
    `body.vscode-dark { ${variables('dark')} ${EDITOR} }`,
    `body.vscode-high-contrast { ${variables('high-contrast-dark')} }`,
    `body.vscode-high-contrast-light { ${variables('high-contrast-light')} }`,
    `body.vscode-high-contrast, body.vscode-high-contrast-light { ${CONTRAST} ${EDITOR} }`,
    // Above the rules for the editor's themes: what the system forces wins. Texts of an SVG are forced one by one, which would hide those on a ground of their own.
    `@media (forced-colors: active) { :root, :root body, :root body.vscode-high-contrast, :root body.vscode-high-contrast-light { ${forcedVariables()} } .lintel-picture, .lintel-picture text { forced-color-adjust: none; } }`,
  ].join('\n'));
  document.adoptedStyleSheets.push(sheet);
}
