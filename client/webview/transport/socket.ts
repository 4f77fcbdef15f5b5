/** The page in a browser, beside `lintel preview`: a WebSocket at the page's own address, which holds the token. */
import type { Transport } from './transport.js';

const STATE = 'lintel.preview';

export function socketTransport(): Transport {
  const address = new URL('socket', location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(address);
  const waiting: string[] = [];
  socket.addEventListener('open', () => { for (const message of waiting.splice(0)) socket.send(message); });
  return {
    opensLinks: true,
    post: (message) => {
      const line = JSON.stringify(message);
      if (socket.readyState === WebSocket.CONNECTING) waiting.push(line);
      else if (socket.readyState === WebSocket.OPEN) socket.send(line);
    },
    onMessage: (listener) => socket.addEventListener('message', (event) => listener(parse(event.data))),
    onLost: (listener) => socket.addEventListener('close', listener),
    getState: () => parse(sessionStorage.getItem(STATE)),
    setState: (state) => sessionStorage.setItem(STATE, JSON.stringify(state)),
  };
}

function parse(line: unknown): unknown {
  try {
    return typeof line === 'string' ? JSON.parse(line) : undefined;
  } catch {
    return undefined;
  }
}
