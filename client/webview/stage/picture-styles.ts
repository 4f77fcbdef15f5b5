/**
 * The colours and strokes of pictures on this page: the renderer's one stylesheet, with the variables of the page's theme.
 * As a constructed sheet it needs no exception from the page's policy.
 */
import { variables } from '#language/scene/svg/palette.js';
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
    `body.vscode-light, body.vscode-high-contrast-light { ${variables('light')} ${EDITOR} }`,
    `body.vscode-dark, body.vscode-high-contrast { ${variables('dark')} ${EDITOR} }`,
    `body.vscode-high-contrast, body.vscode-high-contrast-light { ${CONTRAST} }`,
  ].join('\n'));
  document.adoptedStyleSheets.push(sheet);
}
