/**
 * Above every service and group, how available it is; and what leads to the preview (`picture-lenses.ts`). Where the lenses
 * stand is told at once; what they say is asked for by the editor for those in sight, and computed in the pauses of typing.
 */
import { CodeLensRefreshRequest, type CodeLens, type CodeLensParams } from 'vscode-languageserver';
import { figures } from '#language/facts/redundancy/figures.js';
import { reportOf, type Report } from '#language/facts/redundancy/report.js';
import { lensText } from '#language/facts/redundancy/report-texts.js';
import { services } from '#language/facts/redundancy/services.js';
import type { Facts } from '#language/facts/query.js';
import { text, word } from '#language/messages/word.js';
import type { Id } from '#language/model/model.js';
import type { Origin } from '#language/model/origin.js';
import { normalise } from '#language/model/uri.js';
import { overtaken } from '../guard.js';
import type { Session } from '../session.js';
import { viewsOf, type View } from '../views.js';
import { isLibrary } from '../workspace.js';
import { EXPLAIN } from './explain-availability.js';
import { isAboutArchitecture, pictureLenses, resolveArchitecture } from './picture-lenses.js';

interface About { uri: string; id: Id }

export function codeLenses(session: Session, { textDocument }: CodeLensParams): CodeLens[] {
  const uri = normalise(textDocument.uri);
  if (isLibrary(uri)) return [];
  const pictures = pictureLenses(session, uri);
  if (!session.preferences.availabilityLenses) return pictures;
  const lenses = new Map<Id, CodeLens>();
  for (const view of viewsOf(session.workspace, uri)) {
    for (const { id, origin: { range } } of subjects(view, uri)) {
      if (lenses.has(id)) continue;
      const lens = { range: { start: range.start, end: range.end }, data: { uri, id } satisfies About };
      lenses.set(id, knownLens(session, lens, { uri, id }) ?? lens);
    }
  }
  return [...pictures, ...lenses.values()];
}

/** Overtaken where the text changed meanwhile: the editor asks for all lenses anew. */
export async function resolveCodeLens(session: Session, lens: CodeLens): Promise<CodeLens> {
  const about: unknown = lens.data;
  if (isAboutArchitecture(about)) return resolveArchitecture(session, lens, about);
  if (!isAbout(about)) return lens;
  for (const view of viewsThatKnow(session, about)) {
    if (!await session.figures.ready(view, `lens ${about.id}`, question(about.id))) throw overtaken();
  }
  return knownLens(session, lens, about) ?? lens;
}

/** Other files of the architecture changed under these lenses. */
export function refreshCodeLenses({ client, connection, guard }: Session): void {
  if (!client.workspace?.codeLens?.refreshSupport) return;
  connection.sendRequest(CodeLensRefreshRequest.type).catch((thrown: unknown) => guard.report('lenses', thrown));
}

interface Subject { id: Id; origin: Origin }

/** What is written at one place and means several things, as a group in a pattern, has no one figure. */
function subjects({ facts, model }: View, uri: string): Subject[] {
  const all: Subject[] = [...facts.ask(services), ...Object.values(model.groups)].filter(({ origin }) => origin.uri === uri);
  const written = new Map<string, Subject[]>();
  for (const each of all) {
    const place = `${each.origin.range.start.line}:${each.origin.range.start.character}`;
    written.set(place, [...(written.get(place) ?? []), each]);
  }
  return [...written.values()].flatMap((each) => (each.length === 1 ? each : []));
}

function viewsThatKnow({ workspace }: Session, { uri, id }: About): View[] {
  return viewsOf(workspace, uri).filter(({ model }) => Object.hasOwn(model.flows, id) || Object.hasOwn(model.groups, id));
}

const question = (id: Id) => (facts: Facts): Report => reportOf(facts, id, figures(facts, id)!);

/** Undefined where some variant's figures are still to be computed. Variants that agree are told once. */
function knownLens(session: Session, lens: CodeLens, about: About): CodeLens | undefined {
  const byTitle = new Map<string, string[]>();
  for (const view of viewsThatKnow(session, about)) {
    const report = session.figures.known(view, question(about.id));
    if (!report) return undefined;
    const title = word(lensText(report));
    byTitle.set(title, [...(byTitle.get(title) ?? []), ...(view.variant === undefined ? [] : [view.variant])]);
  }
  if (byTitle.size === 0) return undefined;
  const titles = [...byTitle].map(([title, variants]) => (byTitle.size === 1 ? title : word(text('editor.lens.variant', { variants: [...new Set(variants)], title }))));
  return { ...lens, command: { title: titles.join(' · '), command: EXPLAIN, arguments: [about] } };
}

function isAbout(given: unknown): given is About {
  return typeof given === 'object' && given !== null && 'uri' in given && typeof given.uri === 'string' && 'id' in given && typeof given.id === 'string';
}
