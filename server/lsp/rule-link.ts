/** Where the page of a rule is read: on the project's site, else served by this server like the library. */
import { rulePages } from '#language/rules/pages.generated.js';
import { LIBRARY_SCHEME } from './workspace.js';

const FOLDER = `${LIBRARY_SCHEME}/rules/`;

/** @param homepage of the project, where it has one. */
export function rulePageUri(rule: string, homepage: string | undefined): string | undefined {
  if (homepage !== undefined) return `${homepage.replace(/\/$/, '')}/blob/main/language/rules/${rule}.md`;
  return Object.hasOwn(rulePages, rule) ? `${FOLDER}${rule}.md` : undefined;
}

export function rulePageText(uri: string): string | undefined {
  if (!uri.startsWith(FOLDER) || !uri.endsWith('.md')) return undefined;
  const rule = uri.slice(FOLDER.length, -'.md'.length);
  return Object.hasOwn(rulePages, rule) ? rulePages[rule] : undefined;
}
