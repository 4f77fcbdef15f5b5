/**
 * The faces that a picture is set in: the best family of this machine that has all its characters, and beside it others
 * for what it lacks. What no face has is told, so that nobody finds empty boxes in a paper.
 */
import { readFileSync } from 'node:fs';
import { create, type Font, type FontCollection } from 'fontkit';
import { FAMILIES, type Family } from './font-families.js';
import { fontFiles, fontFolders, named } from './font-files.js';

export interface Face {
  /** Unique among the faces of a picture. */
  name: string;
  /** The whole file. */
  data: Buffer;
  /** PostScript name inside a collection. */
  face?: string;
  has(codePoint: number): boolean;
}

export interface Typeface {
  family: string;
  regular: Face;
  /** The regular face where there is no bolder one. */
  bold: Face;
}

export interface Typefaces {
  /** The first is the picture's own; empty where this machine has no font that we know. */
  list: Typeface[];
  /** Characters that no face has, each once. */
  missing: string;
}

export interface FontWishes {
  /** Paths of font files to be taken before all others. */
  fonts?: readonly string[];
  /** Where to look for fonts; the system's folders unless given. */
  folders?: readonly string[];
}

/** @throws what reading one of the wished-for fonts throws. */
export function typefacesFor(text: string, { fonts = [], folders = fontFolders() }: FontWishes = {}): Typefaces {
  const list: Typeface[] = [];
  let missing = [...new Set(text)].filter((character) => !/[\p{C}\p{Z}]/u.test(character));
  const take = (typeface: Typeface | undefined): void => {
    if (!typeface || list.some(({ family }) => family === typeface.family)) return;
    const left = missing.filter((character) => !typeface.regular.has(character.codePointAt(0)!));
    if (list.length > 0 && left.length === missing.length) return;
    list.push(typeface);
    missing = left;
  };
  wished(fonts).forEach(take);
  if (list.length > 0 && missing.length === 0) return { list, missing: '' };
  const files = fontFiles(folders);
  const known = FAMILIES.flatMap((family) => typefaceOf(family, files) ?? []);
  const whole = known.find(({ regular }) => missing.every((character) => regular.has(character.codePointAt(0)!)));
  for (const typeface of whole ? [whole] : known) if (list.length === 0 || missing.length > 0) take(typeface);
  return { list, missing: missing.join('') };
}

function typefaceOf({ name, regular, bold }: Family, files: readonly string[]): Typeface | undefined {
  const path = named(files, regular.file);
  const own = path === undefined ? undefined : opened(path, regular.face);
  if (!own) return undefined;
  const bolder = named(files, bold.file);
  return { family: name, regular: own, bold: (bolder === undefined ? undefined : opened(bolder, bold.face)) ?? own };
}

/** Fonts that a user named: those of one family belong together, by the weight that they say they have. */
function wished(paths: readonly string[]): Typeface[] {
  const byFamily = new Map<string, { regular?: Face; bold?: Face }>();
  for (const path of paths) {
    const data = readFileSync(path);
    const font = fontIn(data);
    const entry = byFamily.get(font.familyName) ?? {};
    entry[font['OS/2']?.usWeightClass >= 600 ? 'bold' : 'regular'] ??= faceOf(data, font, isCollection(create(data)) ? font.postscriptName : undefined);
    byFamily.set(font.familyName, entry);
  }
  return [...byFamily].map(([family, { regular, bold }]) => ({ family, regular: regular ?? bold!, bold: bold ?? regular! }));
}

/** Undefined where the file is no font that can be read. */
function opened(path: string, face: string | undefined): Face | undefined {
  try {
    const data = readFileSync(path);
    return faceOf(data, fontIn(data, face), face);
  } catch {
    return undefined;
  }
}

function faceOf(data: Buffer, font: Font, face: string | undefined): Face {
  return { name: font.postscriptName, data, ...(face === undefined ? {} : { face }), has: (codePoint) => font.hasGlyphForCodePoint(codePoint) };
}

function fontIn(data: Buffer, face?: string): Font {
  const found = create(data, face);
  if (isCollection(found)) return found.fonts.find(({ postscriptName }) => /kr-/i.test(postscriptName)) ?? found.fonts[0]!;
  if (!found) throw new Error(`no face ${face ?? ''}`);
  return found;
}

function isCollection(found: Font | FontCollection): found is FontCollection {
  return found !== null && 'fonts' in found;
}
