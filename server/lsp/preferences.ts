/**
 * What users of the editor may switch off. Read from the initialization options, then from the editor's settings under
 * `lintel`, where it has such: asked for if it answers, taken from its notification if it sends them along.
 */
import { DidChangeConfigurationNotification, type InitializeParams } from 'vscode-languageserver';
import { refreshCodeLenses } from './features/code-lens.js';
import type { Session } from './session.js';

export interface Preferences {
  /** Lenses with the availability of services and groups. */
  availabilityLenses: boolean;
}

export const DEFAULT_PREFERENCES: Readonly<Preferences> = { availabilityLenses: true };

/** @param given of any shape: `{codeLens: {availability: false}}` is understood, everything else leaves the defaults. */
export function preferencesFrom(given: unknown): Preferences {
  const lenses = inside(inside(given, 'codeLens'), 'availability');
  return { availabilityLenses: typeof lenses === 'boolean' ? lenses : DEFAULT_PREFERENCES.availabilityLenses };
}

export function readOptions(session: Session, { initializationOptions }: InitializeParams): void {
  session.preferences = preferencesFrom(initializationOptions);
  session.playsScenarios = inside(initializationOptions, 'playsScenarios') === true;
}

/** Follows the editor's settings from now on. */
export function followSettings(session: Session): void {
  const { client, connection, guard } = session;
  const asks = client.workspace?.configuration === true;
  const take = (given: unknown): void => {
    const before = session.preferences;
    session.preferences = preferencesFrom(given);
    if (before.availabilityLenses !== session.preferences.availabilityLenses) refreshCodeLenses(session);
  };
  const ask = guard.task('settings', async () => take(await connection.workspace.getConfiguration('lintel')));
  connection.onDidChangeConfiguration(guard.task('settings', ({ settings }: { settings: unknown }) => {
    if (asks) ask();
    else take(inside(settings, 'lintel'));
  }));
  if (!asks) return;
  ask();
  if (client.workspace?.didChangeConfiguration?.dynamicRegistration) {
    connection.client.register(DidChangeConfigurationNotification.type, { section: 'lintel' }).catch((thrown: unknown) => guard.report('settings', thrown));
  }
}

function inside(given: unknown, key: string): unknown {
  return typeof given === 'object' && given !== null && Object.hasOwn(given, key) ? (given as Record<string, unknown>)[key] : undefined;
}
