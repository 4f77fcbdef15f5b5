/**
 * Who may talk to the preview server. It shows what may be a confidential architecture on a port of this machine, and
 * any web page that the user visits can send requests there: so the token must be right, the Host must be ours (a page
 * whose name was rebound to 127.0.0.1 sends its own), and whoever says where it comes from must come from our page.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export const ADDRESS = '127.0.0.1';

export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export interface Gate {
  port: number;
  token: string;
}

export type Refusal = 'host' | 'origin' | 'method' | 'token';

type Asked = Pick<IncomingMessage, 'url' | 'method' | 'headers'>;

/** Why a request is refused; undefined where it may pass. A socket must say its origin, as every browser does. */
export function refusal(request: Asked, gate: Gate, kind: 'page' | 'socket'): Refusal | undefined {
  const here = `${ADDRESS}:${gate.port}`;
  const { host, origin, 'sec-fetch-site': site } = request.headers;
  if (host !== here) return 'host';
  if (origin === undefined ? kind === 'socket' : origin !== `http://${here}`) return 'origin';
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'origin';
  if (request.method !== 'GET' && request.method !== 'HEAD') return 'method';
  return sameToken(pathOf(request).token, gate.token) ? undefined : 'token';
}

/** `/TOKEN/NAME` taken apart; queries are ignored. */
export function pathOf(request: Pick<IncomingMessage, 'url'>): { token: string; name: string } {
  const path = (request.url ?? '').split('?', 1)[0]!;
  const match = /^\/([^/]*)\/(.*)$/s.exec(path);
  return { token: match?.[1] ?? '', name: match?.[2] ?? '' };
}

/** Compared without telling by the time it takes how much of it was right. */
function sameToken(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}
