/**
 * Finds what a reader means by a few letters: by name, kind, software, address or tag. Korean may be given by the first
 * consonants of its syllables, as people search in Korean (ㅇㅅㅂ finds 웹 서버).
 */
import type { Element, Id, Model } from '#language/model/model.js';

export interface Found {
  id: Id;
  name: string;
  /** Kind, software, what contains it. */
  detail: string;
}

interface Entry extends Found {
  names: readonly string[];
  /** What it is found by besides. */
  words: readonly string[];
}

const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
const SYLLABLES = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
const AFTER_INITIAL = 588;

const indexes = new WeakMap<Model, Index>();

export class Index {
  /** One for each state of the text. */
  static of(model: Model): Index {
    const known = indexes.get(model) ?? new Index(model);
    indexes.set(model, known);
    return known;
  }

  private readonly entries: readonly Entry[];

  constructor(model: Model) {
    this.entries = [
      ...Object.values(model.elements).map((element) => elementEntry(model, element)),
      ...Object.values(model.groups).map(({ id, name, label, metadata }) => entry(id, [label, name, id], [], metadata.tags)),
      ...Object.values(model.flows).map(({ id, name, label, title, metadata }) => entry(id, [label, name, title], [], metadata.tags)),
    ];
  }

  /** The best first: names that begin so, names that hold it, then what it is made of. All words must be met. */
  find(query: string, most: number): Found[] {
    const words = query.split(/\s+/).map(plain).filter((word) => word !== '');
    if (words.length === 0) return [];
    const ranked = this.entries.flatMap((each) => {
      const ranks = words.map((word) => rankOf(each, word));
      return ranks.includes(0) ? [] : [{ each, rank: Math.min(...ranks) }];
    });
    return ranked.sort((a, b) => b.rank - a.rank || a.each.name.length - b.each.name.length).slice(0, most).map(({ each: { id, name, detail } }) => ({ id, name, detail }));
  }
}

function elementEntry(model: Model, element: Element): Entry {
  const own = <T>(table: Record<string, T>, id: string): T | undefined => (Object.hasOwn(table, id) ? table[id] : undefined);
  const software = element.software.flatMap(({ name }) => [name, own(model.software, name)?.label ?? '']);
  const kind = own(model.kinds, element.kind)?.label ?? element.kind;
  const addresses = element.network.addresses.map(({ address }) => address);
  const number = /#\d+$/.exec(element.id)?.[0] ?? '';
  const label = element.label === undefined ? undefined : element.label + (element.label.endsWith(number) ? '' : number);
  return entry(element.id, [label, element.name, element.id], [kind, element.kind, ...software, ...addresses], element.metadata.tags, kind);
}

function entry(id: Id, names: readonly (string | undefined)[], words: readonly string[], tags: readonly string[], kind = ''): Entry {
  const given = names.filter((name): name is string => name !== undefined && name !== '');
  const name = given[0] ?? id;
  return { id, name, detail: [kind, id === name ? '' : id].filter((each) => each !== '').join(' · '), names: given.map(plain), words: [...words, ...tags].map(plain) };
}

function plain(written: string): string {
  return written.normalize('NFC').toLowerCase();
}

/** 0: not met. */
function rankOf({ names, words }: Entry, word: string): number {
  if (names.some((name) => name === word)) return 5;
  if (names.some((name) => name.startsWith(word))) return 4;
  if (names.some((name) => name.includes(word))) return 3;
  if (/^[ㄱ-ㅎ]+$/.test(word) && names.some((name) => initialsOf(name).includes(word))) return 2;
  return words.some((each) => each.includes(word)) ? 1 : 0;
}

function initialsOf(name: string): string {
  return [...name.replace(/\s+/g, '')].map((character) => {
    const code = character.codePointAt(0)!;
    return code >= SYLLABLES && code <= LAST_SYLLABLE ? INITIALS[Math.floor((code - SYLLABLES) / AFTER_INITIAL)]! : character;
  }).join('');
}
