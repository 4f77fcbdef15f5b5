/**
 * Lenses that lead to the preview, in editors that have its commands: above the architecture what there is and what was
 * found, above every view its picture, above every scenario that it can be played, and what came of its last run.
 */
import type { CodeLens } from 'vscode-languageserver';
import { text, word } from '#language/messages/word.js';
import type { Origin, Range } from '#language/model/origin.js';
import { nameOfScenario } from '#language/model/scenario-names.js';
import { overtaken } from '../guard.js';
import type { Session } from '../session.js';
import { viewsOf } from '../views.js';

/** The extension's commands: document and name of the scenario; document and name of the view. */
const PLAY = 'lintel.playScenario';
const OPEN = 'lintel.openPicture';
const TOP: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

export interface AboutArchitecture { root: string }

export function pictureLenses(session: Session, uri: string): CodeLens[] {
  const lenses = new Map<string, CodeLens>();
  // What several variants share stands once.
  const add = (kind: string, origin: Origin, lens: () => Omit<CodeLens, 'range'>): void => {
    const { start, end } = origin.range;
    const place = `${kind} ${start.line}:${start.character}`;
    if (origin.uri === uri && !lenses.has(place)) lenses.set(place, { range: { start, end }, ...lens() });
  };
  for (const { root, facts, model } of viewsOf(session.workspace, uri)) {
    if (session.opensPictures && session.preferences.pictureLenses) {
      if (uri === root) add('architecture', model.architecture.origin ?? { uri, range: TOP, extent: TOP }, () => ({ data: { root } satisfies AboutArchitecture }));
      for (const { name, origin } of model.views) add('view', origin, () => ({ command: { title: word(text('editor.lens.view')), command: OPEN, arguments: [root, name] } }));
    }
    if (!session.playsScenarios) continue;
    model.scenarios.forEach((scenario, index) => add('scenario', scenario.origin, () => {
      const result = session.runs?.resultOf(facts, scenario.origin);
      const title = result ? word(text('editor.lens.play-result', { ...result })) : word(text('editor.lens.play'));
      return { command: { title, command: PLAY, arguments: [root, nameOfScenario(model.scenarios, index)] } };
    }));
  }
  return [...lenses.values()];
}

/** What was found is known when the analysis of the text as it stands is over. */
export async function resolveArchitecture(session: Session, lens: CodeLens, { root }: AboutArchitecture): Promise<CodeLens> {
  const checked = await session.loop.settled(root);
  const model = checked?.analyses[0]?.model;
  if (!checked || !model) throw overtaken();
  const count = (severity: string): number => checked.findings.filter((finding) => finding.severity === severity).length;
  const title = word(text('editor.lens.architecture', {
    elements: Object.keys(model.elements).length, flows: Object.keys(model.flows).length, errors: count('error'), warnings: count('warning'),
  }));
  return { ...lens, command: { title, command: OPEN, arguments: [root] } };
}

export function isAboutArchitecture(given: unknown): given is AboutArchitecture {
  return typeof given === 'object' && given !== null && 'root' in given && typeof given.root === 'string';
}
