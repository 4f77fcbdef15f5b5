/** Completion: what the language proposes at a place, in the editor's terms. */
import {
  CompletionItemKind, InsertTextFormat, MarkupKind, type CompletionItem, type CompletionList, type CompletionParams,
} from 'vscode-languageserver';
import { normalise } from '#language/model/uri.js';
import { complete, COMPLETION_TRIGGERS, type CompletionProposal, type ProposalKind } from '#language/syntax/complete/complete.js';
import { variantAt } from '#language/syntax/variant-at.js';
import type { Session } from '../session.js';
import { viewsOf } from '../views.js';

export const TRIGGERS: string[] = [...COMPLETION_TRIGGERS];

const KINDS: Record<ProposalKind, CompletionItemKind> = {
  keyword: CompletionItemKind.Keyword, snippet: CompletionItemKind.Snippet, kind: CompletionItemKind.Class, software: CompletionItemKind.Module,
  element: CompletionItemKind.Variable, place: CompletionItemKind.Folder, group: CompletionItemKind.Struct, link: CompletionItemKind.Interface,
  flow: CompletionItemKind.Event, protocol: CompletionItemKind.EnumMember, attribute: CompletionItemKind.Property, value: CompletionItemKind.Value,
  unit: CompletionItemKind.Unit, operator: CompletionItemKind.Operator,
};

export function completion({ workspace, client }: Session, { textDocument, position }: CompletionParams): CompletionList {
  const uri = normalise(textDocument.uri);
  const document = workspace.document(uri);
  if (!document) return { isIncomplete: false, items: [] };
  const offset = document.lines.offset(position);
  const views = viewsOf(workspace, uri);
  const variant = variantAt(document, offset);
  const view = views.find((each) => each.variant?.normalize('NFC') === variant) ?? views[0];
  if (!view) return { isIncomplete: false, items: [] };
  const able = client.textDocument?.completion?.completionItem ?? {};
  const items = complete(document, offset, view.model)
    .map((proposal) => item(proposal, able.snippetSupport === true, able.insertReplaceSupport === true));
  return { isIncomplete: false, items };
}

function item(proposal: CompletionProposal, snippets: boolean, bothRanges: boolean): CompletionItem {
  const { label, kind, detail, documentation, insert, replace, sortText } = proposal;
  const newText = proposal.snippet && !snippets ? withoutPlaceholders(proposal.text) : proposal.text;
  return {
    label, kind: KINDS[kind], sortText,
    textEdit: bothRanges ? { newText, insert, replace } : { newText, range: insert },
    ...(proposal.snippet && snippets ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    ...(detail === undefined ? {} : { detail }),
    ...(documentation === undefined ? {} : { documentation: { kind: MarkupKind.Markdown, value: documentation } }),
  };
}

/** For editors without snippets: `${1:name}` is `name`, `$0` nothing. */
function withoutPlaceholders(text: string): string {
  return text.replaceAll(/\$\{\d+:([^}]*)\}/g, '$1').replaceAll(/\$\{\d+\|([^,|]*)[^}]*\|\}/g, '$1').replaceAll(/\$\{?\d+\}?/g, '').replaceAll(/\\([$}\\])/g, '$1');
}
