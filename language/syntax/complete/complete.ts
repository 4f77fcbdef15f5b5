/**
 * Completion: what could be written at a place of a text, however unfinished the text is. The grammar says what kind
 * of word may follow, the model says which there are.
 */
import type { Model } from '../../model/model.js';
import type { ArchDocument } from '../document.js';
import { contextAt, LONGEST_WORD } from './context.js';
import { offersFor } from './offers/index.js';
import { placeOf } from './place.js';
import type { CompletionProposal, Offer } from './proposal.js';

export type { CompletionProposal, ProposalKind } from './proposal.js';

/** Characters after which an editor should ask by itself, beside the letters of a word. */
export const COMPLETION_TRIGGERS: readonly string[] = [' ', '.', '#', '/', '>', '-', ','];

/** @param model of the same text, or of the last one that was lowered. */
export function complete(document: ArchDocument, offset: number, model: Model): CompletionProposal[] {
  const { text, lines } = document;
  const context = contextAt(text, offset);
  if (!context) return [];
  const start = offset - context.prefix.length;
  const place = placeOf(context, model, text.slice(Math.max(0, start - LONGEST_WORD), start));
  const rest = /^[\p{L}\p{M}\p{N}_%]*(?:-[\p{L}\p{M}\p{N}_]+)*/u.exec(text.slice(offset, offset + 200))![0].length;
  const insert = lines.range(start, offset);
  const replace = lines.range(start, offset + (context.prefix === '' ? 0 : rest));
  const typesNumber = /^[0-9]/.test(context.prefix);
  return distinct(context.expected.flatMap((expected) => offersFor(expected, place)))
    .filter((offer) => !typesNumber || /^[0-9]/.test(offer.text ?? offer.label))
    .sort((a, b) => a.rank - b.rank || (a.label < b.label ? -1 : a.label > b.label ? 1 : 0))
    .map(({ rank, text: written, ...offer }, index) => ({ ...offer, text: written ?? offer.label, insert, replace, sortText: String(index).padStart(5, '0') }));
}

/** The same word once, where it fits best. */
function distinct(offers: readonly Offer[]): Offer[] {
  const best = new Map<string, Offer>();
  for (const offer of offers) {
    const known = best.get(offer.label);
    if (!known || offer.rank < known.rank) best.set(offer.label, offer);
  }
  return [...best.values()];
}
