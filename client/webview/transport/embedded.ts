/** A page on its own: it carries its pictures, and answers itself. It asks nobody for anything. */
import { isEmbedded } from '#language/protocol/check-embedded.js';
import { EMBEDDED, type Embedded } from '#language/protocol/embedded.js';
import type { Choice, Picture } from '#language/protocol/picture.js';
import type { ToHost, ToPreview } from '#language/protocol/preview.js';
import { drawSvg } from '#language/scene/draw-svg.js';
import type { Transport } from './transport.js';

/** What this page carries, unpacked; undefined where it has a host. */
export async function embeddedPictures(): Promise<Embedded | undefined> {
  const packed = document.getElementById(EMBEDDED)?.textContent?.trim();
  if (!packed) return undefined;
  try {
    const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
    const found: unknown = JSON.parse(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'))).text());
    return isEmbedded(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

export function embeddedTransport(embedded: Embedded): Transport {
  const listeners: ((message: ToPreview) => void)[] = [];
  let revision = 0;
  // Not at once: as from a host, answers come when the question is over.
  const tell = (message: ToPreview): void => { setTimeout(() => listeners.forEach((listener) => listener(message))); };
  const show = (choice: Choice | undefined): void => {
    revision += 1;
    tell({ type: 'scene', revision, broken: false, picture: pictureFor(embedded, choice) });
  };
  const answer = (message: ToHost): void => {
    if (message.type === 'ready') {
      tell({ type: 'settings', revision, settings: { canReveal: false, canExport: true, fixed: true } });
      show(message.choice);
    } else if (message.type === 'requestScene') show(message.choice);
    else if (message.type === 'requestBeside' && message.choice) tell({ type: 'beside', revision, picture: pictureFor(embedded, message.choice) });
  };
  return {
    opensLinks: true,
    post: answer,
    onMessage: (listener) => { listeners.push(listener); },
    onLost: () => { /* nothing to lose */ },
    getState: () => undefined,
    setState: () => { /* whoever opens the page begins at the beginning */ },
  };
}

/** The picture that was chosen, else the nearest that is here: the view as it is, else the first. */
export function pictureFor({ uri, variants, states, icons, pictures }: Embedded, choice: Choice | undefined): Picture {
  const inVariant = pictures.filter((each) => choice?.variant === undefined || each.choice.variant === choice.variant);
  const ofView = inVariant.filter((each) => each.choice.view === choice?.view);
  const found = choice === undefined ? pictures[0]! : ofView.find((each) => each.choice.show === choice.show) ?? ofView.find((each) => each.choice.show === undefined) ?? inVariant[0] ?? pictures[0]!;
  return { uri, version: 0, choice: found.choice, variants, bases: [], scene: found.scene, icons, svg: drawSvg(found.scene, icons, { theme: 'vscode', background: false }), ...states[found.state]! };
}
