/** What every feature is given: the files, the analyses, and what the editor at the other end can do. */
import type { ClientCapabilities, Connection } from 'vscode-languageserver';
import type { Facts } from '#language/facts/query.js';
import type { Origin } from '#language/model/origin.js';
import type { Checked } from '#language/project/project.js';
import type { AnalysisLoop } from '../host/analysis-loop.js';
import type { Guard } from './guard.js';
import type { ServerHost } from './host.js';
import type { IdleFigures } from './idle-figures.js';
import type { Preferences } from './preferences.js';
import type { Workspace } from './workspace.js';

export interface Session {
  connection: Connection;
  host: ServerHost;
  guard: Guard;
  workspace: Workspace;
  loop: AnalysisLoop<Checked>;
  figures: IdleFigures;
  /** The last result of each architecture. */
  checked: Map<string, Checked>;
  preferences: Preferences;
  /** The editor has a command that opens a picture in a preview. */
  opensPictures: boolean;
  /** What the runs of scenarios have shown. */
  runs?: { resultOf(facts: Facts, scenario: Origin): { held: number; all: number } | undefined };
  /** The editor has a command that plays a scenario in a preview. */
  playsScenarios: boolean;
  /** Of the editor; filled in by `initialize`. */
  client: ClientCapabilities;
}
