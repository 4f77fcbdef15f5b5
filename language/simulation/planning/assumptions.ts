/** What a run takes for granted because nothing is said of it, each once. */
import type { Text } from '../../model/finding.js';
import { text } from '../../messages/word.js';

export class Assumptions {
  readonly texts: Text[] = [];
  private readonly told = new Set<string>();

  add(id: Parameters<typeof text>[0], params: NonNullable<Parameters<typeof text>[1]> = {}): void {
    const key = JSON.stringify([id, params]);
    if (this.told.has(key)) return;
    this.told.add(key);
    this.texts.push(text(id, params));
  }
}
