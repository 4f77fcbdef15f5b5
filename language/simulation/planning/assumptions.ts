/** What a run takes for granted because nothing is said of it, each once. */
import { shortName } from '../../facts/network/index.js';
import type { Facts } from '../../facts/query.js';
import type { Text } from '../../model/finding.js';
import { text } from '../../messages/word.js';

export class Assumptions {
  readonly texts: Text[] = [];
  private readonly told = new Set<string>();

  constructor(private readonly facts: Facts) {}

  add(id: Parameters<typeof text>[0], params: NonNullable<Parameters<typeof text>[1]> = {}): void {
    const key = JSON.stringify([id, params]);
    if (this.told.has(key)) return;
    this.told.add(key);
    // Sentences call things by their short names.
    const spoken = Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? shortName(this.facts, value) : value]);
    this.texts.push(text(id, Object.fromEntries(spoken) as typeof params));
  }
}
