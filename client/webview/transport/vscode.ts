/** The page inside VS Code. */
import type { Transport } from './transport.js';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare const acquireVsCodeApi: undefined | (() => VsCodeApi);

export const insideVsCode = (): boolean => typeof acquireVsCodeApi === 'function';

export function vscodeTransport(): Transport {
  const api = acquireVsCodeApi!();
  // VS Code hears every key that reaches the window of its page, also what was acted upon here: Alt+← would go back in its editors, too.
  document.addEventListener('keydown', (event) => { if (event.defaultPrevented) event.stopPropagation(); });
  return {
    opensLinks: false,
    post: (message) => api.postMessage(message),
    onMessage: (listener) => window.addEventListener('message', (event) => listener(event.data)),
    onLost: () => { /* the panel goes together with its host */ },
    getState: () => api.getState(),
    setState: (state) => api.setState(state),
  };
}
