/**
 * The stylesheet of the pictures of a page, given once with the first of them. Their colours are those of the page: dark
 * where the page says that it is, in the words of the editors and sites that show Markdown.
 */
import { stylesheet, variables } from '../scene/index.js';

const DARK = ':is(.vscode-dark, .vscode-high-contrast:not(.vscode-high-contrast-light), [data-theme="dark"], [data-bs-theme="dark"], [data-md-color-scheme="slate"], html.dark, body.dark)';

export function pageStyles(): string {
  return [
    `.lintel-figure { ${variables('light')} margin: 1em 0; overflow-x: auto; color: var(--lintel-text); }`,
    `.lintel-figure.lintel-dark, ${DARK} .lintel-figure:not(.lintel-light) { ${variables('dark')} }`,
    `.vscode-high-contrast .lintel-figure:not(.lintel-light) { ${variables('high-contrast-dark')} }`,
    `.vscode-high-contrast-light .lintel-figure:not(.lintel-dark) { ${variables('high-contrast-light')} }`,
    '.lintel-figure .lintel-picture { max-width: 100%; height: auto; border-radius: 6px; background: var(--lintel-ground); }',
    '.lintel-figure figcaption { font-weight: 600; margin: 0.5em 0; color: inherit; }',
    '.lintel-figure table { border-collapse: collapse; margin: 0.5em 0; }',
    '.lintel-figure th, .lintel-figure td { padding: 0.15em 0.75em; text-align: right; border: 0; border-bottom: 1px solid var(--lintel-box-line); background: none; color: inherit; font-variant-numeric: tabular-nums; }',
    '.lintel-figure th:first-child { text-align: left; }',
    '.lintel-figure ul { margin: 0.5em 0; padding-left: 1.25em; }',
    '.lintel-figure .lintel-bad { color: var(--lintel-error); }',
    '.lintel-figure.lintel-refused { border-left: 4px solid var(--lintel-error); padding: 0.25em 1em; }',
    '.lintel-figure :is(a, a:hover) { text-decoration: none; }',
    stylesheet('vscode', '.lintel-picture'),
  ].join('\n');
}
