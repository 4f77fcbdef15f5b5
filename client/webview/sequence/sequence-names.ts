/** How a sequence is called among the things that can be played: apart from scenarios, and from others of its title. */
import type { Sequence } from '#language/model/model.js';

export function nameOfSequence(sequences: readonly Sequence[], index: number): string {
  const { title } = sequences[index]!;
  const before = sequences.slice(0, index).filter((each) => each.title === title).length;
  return `sequence: ${title}${before > 0 ? ` (${before + 1})` : ''}`;
}

export function findSequence(sequences: readonly Sequence[], name: string): Sequence | undefined {
  return sequences.find((_, index) => nameOfSequence(sequences, index) === name);
}
