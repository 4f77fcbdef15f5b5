/**
 * A picture as an image inside a hover: Markdown can show one whose address is its content. It brings its own ground, so
 * that it is readable in a light and a dark editor alike, and only the styles that it uses: hovers are short.
 */
import { plain } from './markdown.js';

/** Longest address, in bytes: longer ones are cut off by editors, and slow in all. */
const LARGEST = 20_000;
/** Widest and highest, in pixels. */
const WIDEST = 480;
const HIGHEST = 360;

/** @param svg with its colours resolved. Undefined where it is too large for a hover. */
export function hoverImage(svg: string, name: string): string | undefined {
  const small = fitted(withUsedStyles(svg));
  const address = `data:image/svg+xml;base64,${base64(small)}`;
  return address.length > LARGEST ? undefined : `![${plain(name)}](${address})`;
}

/** Rules of which some class does not occur are of no use here. */
function withUsedStyles(svg: string): string {
  const used = new Set([...svg.matchAll(/ class="([^"]*)"/g)].flatMap((match) => match[1]!.split(' ')));
  return svg.replace(/<style>([\s\S]*?)<\/style>/, (_, sheet: string) => {
    const kept = sheet.split('\n').flatMap((rule) => {
      const [selectors = '', body = ''] = rule.split(' { ');
      const wanted = selectors.split(', ').filter((selector) => !selector.includes(':') && [...selector.matchAll(/\.([\w-]+)/g)].every((match) => used.has(match[1]!)));
      return wanted.length === 0 ? [] : [`${wanted.join(', ')} { ${body}`];
    });
    return `<style>${kept.join('\n')}</style>`;
  }).replace(svg.includes('url(#') ? '' : /<defs>[\s\S]*?<\/defs>/, '').replace(/ id="h(?:node|edge)-\d+"/g, '').replace(/ (?:aria-label|data-id|data-parts|role|tabindex)="[^"]*"/g, '').replace(/<title>[^<]*<\/title>/g, '');
}

function fitted(svg: string): string {
  return svg.replace(/ width="([\d.]+)" height="([\d.]+)"/, (_, width: string, height: string) => {
    const scale = Math.min(1, WIDEST / Number(width), HIGHEST / Number(height));
    return ` width="${Math.round(Number(width) * scale)}" height="${Math.round(Number(height) * scale)}"`;
  });
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Of the text in UTF-8; by hand, as this runs in Node and in a browser's worker. */
function base64(written: string): string {
  const bytes = utf8(written);
  let encoded = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a, b = 0, c = 0] = [bytes[at]!, bytes[at + 1], bytes[at + 2]];
    const left = bytes.length - at;
    encoded += ALPHABET[a >> 2]! + ALPHABET[((a & 3) << 4) | (b >> 4)]! + (left > 1 ? ALPHABET[((b & 15) << 2) | (c >> 6)]! : '=') + (left > 2 ? ALPHABET[c & 63]! : '=');
  }
  return encoded;
}

function utf8(written: string): number[] {
  const bytes: number[] = [];
  for (const character of written) {
    const code = character.codePointAt(0)!;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return bytes;
}
