/** Markdown from texts that users wrote: their labels stay labels, whatever signs they hold. */
import { text, word, type MessageId } from '#language/messages/word.js';

export function plain(written: string): string {
  return written.replaceAll(/[\\`*_{}[\]()#+!|<>~]/g, '\\$&').replaceAll(/\s*[\r\n]+\s*/g, ' ');
}

type Params = Record<string, string | number | readonly string[]>;

export function plainParams(params: Params = {}): Params {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [
    name, typeof value === 'string' ? plain(value) : typeof value === 'number' ? value : value.map(plain),
  ]));
}

/** Facts about one thing, a line each. */
export class Facts {
  private readonly lines: string[] = [];

  /** @param when what the line speaks of; without it there is no line. */
  add(when: unknown, id: MessageId, params?: Params): this {
    const empty = when === undefined || when === false || (Array.isArray(when) && when.length === 0);
    if (!empty) this.lines.push(word(text(id, plainParams(params))));
    return this;
  }

  /** @param url known to be a web address without white space or brackets. */
  link(url: string): this {
    this.lines.push(word(text('editor.hover.doc', { url })));
    return this;
  }

  list(): string {
    return this.lines.map((line) => `- ${line}`).join('\n');
  }
}

/** The declaration as written, in the language's colours. */
export function code(source: string): string {
  return `\`\`\`arch\n${source.replaceAll('```', '')}\n\`\`\``;
}

export function paragraphs(...parts: (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}
