/** What the kernel's network cannot express of a model, said in a sentence. */
export class Refusal extends Error {
  override name = 'Refusal';
}

export function refuse(sentence: string): never {
  throw new Refusal(sentence);
}
