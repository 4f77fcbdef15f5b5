/** Tags and metadata, which anything may carry. */
import type * as ast from '../generated/ast.js';
import type { Metadata } from '../../model/model.js';
import { noMetadata } from './context.js';
import type { Layered } from './draft.js';

export function metadataOf(statements: readonly Pick<Layered, 'node'>[]): Metadata {
  const metadata = noMetadata();
  for (const { node } of statements) {
    if (node.$type === 'TagStatement') metadata.tags.push(...(node as ast.TagStatement).names.filter((name) => !metadata.tags.includes(name)));
    else if (node.$type === 'MetaStatement') metadata.meta[(node as ast.MetaStatement).key] = (node as ast.MetaStatement).value;
  }
  return metadata;
}
