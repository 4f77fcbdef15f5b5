/**
 * A TrueType font made on the spot: every character that it has is a block. Tests of what is set in type must not depend on
 * the fonts of the machine that they run on. (OpenType 1.9: the tables that readers insist on.)
 */
const UNITS = 1000;

class Bytes {
  private readonly bytes: number[] = [];
  u8(...values: number[]): this { this.bytes.push(...values); return this; }
  u16(...values: number[]): this { for (const value of values) this.bytes.push((value >> 8) & 255, value & 255); return this; }
  u32(...values: number[]): this { for (const value of values) this.u16((value >>> 16) & 0xffff, value & 0xffff); return this; }
  get buffer(): Buffer { return Buffer.from(this.bytes); }
}

/** @param characters what the font has, each as a block of its own advance. */
export function blockFont(family: string, characters: string, { bold = false } = {}): Buffer {
  const codes = [...new Set(characters)].map((character) => character.codePointAt(0)!).sort((a, b) => a - b);
  const glyphs = codes.length + 1;
  const block = new Bytes().u16(1, 50, 0, 550, 700).u16(3).u16(0).u8(1, 1, 1, 1).u16(50, 500, 0, -500).u16(0, 0, 700, 0).buffer;
  const padded = Buffer.concat([block, Buffer.alloc((4 - (block.length % 4)) % 4)]);
  const loca = new Bytes();
  // What it has not is nothing, so that a lack shows.
  loca.u32(0);
  for (let glyph = 0; glyph < glyphs; glyph += 1) loca.u32(glyph * padded.length);
  const metrics = new Bytes();
  for (let glyph = 0; glyph < glyphs; glyph += 1) metrics.u16(600, 50);
  const groups = new Bytes();
  codes.forEach((code, index) => groups.u32(code, code, index + 1));
  const cmap = new Bytes().u16(0, 1, 3, 10).u32(12).u16(12, 0).u32(16 + 12 * codes.length, 0, codes.length).buffer;
  const style = bold ? 'Bold' : 'Regular';
  const tables: [string, Buffer][] = [
    ['OS/2', new Bytes().u16(4, 600, bold ? 700 : 400, 5, 0, 650, 700, 0, 140, 650, 700, 0, 480, 50, 250, 0).u8(...new Array<number>(10).fill(0)).u32(1, 0, 0, 0).u8(66, 76, 79, 67).u16(bold ? 0x20 : 0x40, 0x20, 0xffff, 800, -200, 0, 800, 200).u32(1, 0).u16(500, 700, 0, 32, 1).buffer],
    ['cmap', Buffer.concat([cmap, groups.buffer])],
    ['glyf', Buffer.concat(codes.map(() => padded))],
    ['head', new Bytes().u32(0x00010000, 0x00010000, 0, 0x5f0f3cf5).u16(0, UNITS).u32(0, 0, 0, 0).u16(0, 0, 600, 700, bold ? 1 : 0, 8, 2, 1, 0).buffer],
    ['hhea', new Bytes().u32(0x00010000).u16(800, -200, 0, 600, 0, 0, 600, 1, 0, 0, 0, 0, 0, 0, 0, glyphs).buffer],
    ['hmtx', metrics.buffer],
    ['loca', loca.buffer],
    ['maxp', new Bytes().u32(0x00010000).u16(glyphs, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0).buffer],
    ['name', nameTable([family, style, `${family} ${style}`, `${family} ${style}`, '1', `${family.replaceAll(' ', '')}-${style}`])],
    ['post', new Bytes().u32(0x00030000, 0).u16(-100, 50).u32(0, 0, 0, 0, 0).buffer],
  ];
  return assembled(tables);
}

function nameTable(names: readonly string[]): Buffer {
  const texts = names.map((name) => Buffer.from(name, 'utf16le').swap16());
  const records = new Bytes().u16(0, names.length, 6 + 12 * names.length);
  let offset = 0;
  texts.forEach((text, index) => {
    records.u16(3, 1, 0x409, index + 1, text.length, offset);
    offset += text.length;
  });
  return Buffer.concat([records.buffer, ...texts]);
}

function assembled(tables: readonly [string, Buffer][]): Buffer {
  const directory = new Bytes().u32(0x00010000).u16(tables.length, 128, 3, tables.length * 16 - 128);
  const bodies: Buffer[] = [];
  let offset = 12 + 16 * tables.length;
  for (const [tag, body] of tables) {
    const whole = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
    let sum = 0;
    for (let at = 0; at < whole.length; at += 4) sum = (sum + whole.readUInt32BE(at)) >>> 0;
    directory.u8(...Buffer.from(tag)).u32(sum, offset, body.length);
    bodies.push(whole);
    offset += whole.length;
  }
  return Buffer.concat([directory.buffer, ...bodies]);
}

/** All printable characters of ASCII and those that pictures use besides. */
export const LATIN = `${Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('')}×·…–→“”’`;
