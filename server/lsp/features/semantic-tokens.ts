/** Colours by meaning; after the first answer only what changed is sent. */
import {
  SemanticTokensBuilder, type SemanticTokens as Answer, type SemanticTokensDelta, type SemanticTokensDeltaParams, type SemanticTokensLegend,
  type SemanticTokensParams, type SemanticTokensRangeParams,
} from 'vscode-languageserver';
import { normalise } from '#language/model/uri.js';
import { SEMANTIC_TOKEN_MODIFIERS, SEMANTIC_TOKEN_TYPES, semanticTokens, type SemanticToken } from '#language/syntax/tokens.js';
import type { Session } from '../session.js';
import { viewsOf } from '../views.js';

export const LEGEND: SemanticTokensLegend = { tokenTypes: [...SEMANTIC_TOKEN_TYPES], tokenModifiers: [...SEMANTIC_TOKEN_MODIFIERS] };

/** Answers that changes can be told against; of files that nobody looks at any more they must not pile up. */
const MOST_REMEMBERED = 50;

export class SemanticTokens {
  private readonly builders = new Map<string, SemanticTokensBuilder>();

  constructor(private readonly session: Session) {}

  full({ textDocument }: SemanticTokensParams): Answer {
    const uri = normalise(textDocument.uri);
    const builder = new SemanticTokensBuilder();
    this.remember(uri, builder);
    this.fill(builder, this.tokensOf(uri));
    return builder.build();
  }

  delta({ textDocument, previousResultId }: SemanticTokensDeltaParams): Answer | SemanticTokensDelta {
    const uri = normalise(textDocument.uri);
    const builder = this.builders.get(uri);
    if (!builder) return this.full({ textDocument });
    builder.previousResult(previousResultId);
    this.fill(builder, this.tokensOf(uri));
    return builder.buildEdits();
  }

  range({ textDocument, range }: SemanticTokensRangeParams): Answer {
    const builder = new SemanticTokensBuilder();
    this.fill(builder, this.tokensOf(normalise(textDocument.uri)).filter(({ line }) => line >= range.start.line && line <= range.end.line));
    return builder.build();
  }

  private tokensOf(uri: string): SemanticToken[] {
    const document = this.session.workspace.document(uri);
    if (!document) return [];
    const [view] = viewsOf(this.session.workspace, uri);
    return semanticTokens(document, view?.model);
  }

  private fill(builder: SemanticTokensBuilder, tokens: readonly SemanticToken[]): void {
    for (const { line, character, length, type, modifiers } of tokens) {
      const bits = modifiers.reduce((sum, modifier) => sum | (1 << SEMANTIC_TOKEN_MODIFIERS.indexOf(modifier)), 0);
      builder.push(line, character, length, SEMANTIC_TOKEN_TYPES.indexOf(type), bits);
    }
  }

  private remember(uri: string, builder: SemanticTokensBuilder): void {
    this.builders.delete(uri);
    this.builders.set(uri, builder);
    const [oldest] = this.builders.keys();
    if (this.builders.size > MOST_REMEMBERED && oldest !== undefined) this.builders.delete(oldest);
  }
}
