/**
 * `lintel.json`, found upward from the file that is checked: which rules speak, and how loudly. What is wrong in it is
 * said, never guessed at: a misspelt rule would silently stay as it was.
 */
import { allRules, type Settings } from '#language/check/check.js';
import { text } from '#language/messages/word.js';
import type { Text } from '#language/model/finding.js';
import { folderOf, toPath } from '#language/model/uri.js';
import { nearest } from '#language/syntax/lower/nearest.js';

const NAME = 'lintel.json';
const SEVERITIES = ['error', 'warning', 'info', 'hint', 'off'];

export interface Found {
  settings: Settings;
  /** What is wrong with the file. */
  problem?: Text;
  /** URI of the file, where there is one. */
  uri?: string;
}

/** Remembers what it read, so that the same file always gives the same object. */
export class SettingsFiles {
  private readonly read_ = new Map<string, Found>();
  private readonly none: Found = { settings: {} };

  constructor(private readonly read: (uri: string) => string | undefined) {}

  /** @param uri of the file that is checked. */
  of(uri: string): Found {
    for (let folder = folderOf(uri); ; folder = folderOf(folder)) {
      const candidate = `${folder.replace(/\/$/, '')}/${NAME}`;
      const known = this.read_.get(candidate);
      if (known) return known;
      const content = this.read(candidate);
      if (content !== undefined) {
        const found = { ...parsed(content, toPath(candidate)), uri: candidate };
        this.read_.set(candidate, found);
        return found;
      }
      if (folderOf(folder) === folder) return this.none;
    }
  }

  /** Files are read again when next asked for. */
  forget(): void {
    this.read_.clear();
  }
}

function parsed(content: string, path: string): Found {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (thrown) {
    return wrong(text('cli.fault.settings-json', { path, reason: (thrown as Error).message }));
  }
  if (!isObject(value)) return wrong(text('cli.fault.settings-shape', { path, what: NAME, where: 'root' }));
  const stranger = Object.keys(value).find((name) => name !== 'rules' && name !== '$schema');
  if (stranger !== undefined) return wrong(text('cli.fault.settings-shape', { path, what: stranger, where: 'other' }));
  const rules = value['rules'] ?? {};
  if (!isObject(rules)) return wrong(text('cli.fault.settings-shape', { path, what: 'rules', where: 'rules' }));
  const problem = Object.entries(rules).map(([rule, severity]) => ruleProblem(rule, severity, path)).find((each) => each !== undefined);
  return problem ? wrong(problem) : { settings: { rules: rules as NonNullable<Settings['rules']> } };
}

function ruleProblem(rule: string, severity: unknown, path: string): Text | undefined {
  const known = allRules.map(({ id }) => id);
  if (!known.includes(rule)) {
    const candidates = nearest(rule, known);
    return text('cli.fault.settings-rule', { path, rule, candidates, count: candidates.length });
  }
  if (typeof severity === 'string' && SEVERITIES.includes(severity)) return undefined;
  return text('cli.fault.settings-severity', { path, rule, value: JSON.stringify(severity), severities: SEVERITIES });
}

function wrong(problem: Text): Found {
  return { settings: {}, problem };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
