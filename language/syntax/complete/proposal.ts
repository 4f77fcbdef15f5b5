/** What completion answers: plain data that an editor shows. Filtering by what is typed is left to the editor. */
import type { Range } from '../../model/origin.js';

export type ProposalKind = 'keyword' | 'snippet' | 'kind' | 'software' | 'element' | 'place' | 'group' | 'link' | 'flow' | 'protocol' | 'attribute' | 'value' | 'unit' | 'operator';

export interface CompletionProposal {
  label: string;
  kind: ProposalKind;
  /** What is written in place of the range. */
  text: string;
  /** True where `text` has placeholders: `${1:name}`, `$0`. */
  snippet?: boolean;
  /** A few words beside the label: a kind, a label, a unit. */
  detail?: string;
  /** The doc comment of what is proposed. */
  documentation?: string;
  /** From the start of the typed word to the cursor. */
  insert: Range;
  /** To the end of the word that the cursor stands in. */
  replace: Range;
  /** Proposals are shown in the order of these texts. */
  sortText: string;
}

/** A proposal before it is given its place. */
export interface Offer {
  label: string;
  kind: ProposalKind;
  text?: string;
  snippet?: boolean;
  detail?: string;
  documentation?: string;
  /** 0 comes first. */
  rank: number;
}
