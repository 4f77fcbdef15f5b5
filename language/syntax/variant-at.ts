/** The variant whose block a position stands in: what is meant there is what that variant says. */
import type { ArchDocument } from './document.js';

/** @returns the variant's name in NFC; undefined outside of variants. */
export function variantAt(document: ArchDocument, offset: number): string | undefined {
  for (const node of document.ast.statements) {
    if (node.$type !== 'Variant' || !node.$cstNode || !node.name) continue;
    if (node.$cstNode.offset < offset && offset < node.$cstNode.end) return node.name.normalize('NFC');
  }
  return undefined;
}
