/** An edit that cannot be made, and why: whoever asked for it is told. */
import type { Text } from '../model/finding.js';
import { text, word, type MessageId } from '../messages/word.js';

export class Refusal extends Error {
  override name = 'Refusal';

  constructor(readonly reason: Text) {
    super(word(reason));
  }
}

export function refusal(id: MessageId, params?: Text['params']): Refusal {
  return new Refusal(text(id, params));
}
