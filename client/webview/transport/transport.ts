/** How the page talks to its host, whichever that is. What arrives is of unknown shape until it was checked. */
import type { ToHost } from '#language/protocol/preview.js';

export interface Transport {
  /** True where the page may open a link in a new tab by itself. */
  readonly opensLinks: boolean;
  post(message: ToHost): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Told when the host is gone for good. */
  onLost(listener: () => void): void;
  /** What the page remembers across reloads. */
  getState(): unknown;
  setState(state: unknown): void;
}
