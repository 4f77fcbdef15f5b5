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
  /** Lenses that lead to pictures, of views and of the architecture. */
  pictureLenses: boolean;
  /** Small pictures in hovers. */
  hoverPictures: boolean;
}

export const DEFAULT_PREFERENCES: Readonly<Preferences> = { availabilityLenses: true, pictureLenses: true, hoverPictures: true };

/** @param given of any shape: `{codeLens: {availability: false}}` is understood, everything else leaves the defaults. */
export function preferencesFrom(given: unknown): Preferences {
  const flag = (value: unknown, otherwise: boolean): boolean => (typeof value === 'boolean' ? value : otherwise);
  const [lenses, hover] = [inside(given, 'codeLens'), inside(given, 'hover')];
  return {
    availabilityLenses: flag(inside(lenses, 'availability'), DEFAULT_PREFERENCES.availabilityLenses),
    pictureLenses: flag(inside(lenses, 'pictures'), DEFAULT_PREFERENCES.pictureLenses),
    hoverPictures: flag(inside(hover, 'pictures'), DEFAULT_PREFERENCES.hoverPictures),
  };
}

export function readOptions(session: Session, { initializationOptions }: InitializeParams): void {
  session.preferences = preferencesFrom(initializationOptions);
  session.opensPictures = inside(initializationOptions, 'opensPictures') === true;
  session.playsScenarios = inside(initializationOptions, 'playsScenarios') === true;
}

/** Follows the editor's settings from now on. */
export function followSettings(session: Session): void {
  const { client, connection, guard } = session;
  const asks = client.workspace?.configuration === true;
  const take = (given: unknown): void => {
    const before = session.preferences;
    session.preferences = preferencesFrom(given);
    const { availabilityLenses, pictureLenses } = session.preferences;
    if (before.availabilityLenses !== availabilityLenses || before.pictureLenses !== pictureLenses) refreshCodeLenses(session);
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
