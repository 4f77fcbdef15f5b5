/**
 * The library is lowered once, not at every keystroke: its kinds, software and protocols are taken over as they are,
 * unless the architecture declares one of the same name, which then stands in all that extends it.
 */
import type { ArchDocument } from '../document.js';
import type { Model } from '../../model/model.js';
import { Catalogue, type CatalogueSource } from './catalogue.js';
import { Lowering } from './context.js';
import { newDraft } from './draft.js';

interface Snapshot {
  catalogue: Catalogue;
  model: Pick<Model, 'kinds' | 'software' | 'protocols'>;
  lowering: Lowering;
}

const snapshots = new WeakMap<readonly ArchDocument[], Snapshot>();

export function catalogueOf(lowering: Lowering, library: readonly ArchDocument[], own: readonly CatalogueSource[]): Catalogue {
  const snapshot = snapshotOf(library);
  if (own.some((source) => overrides(source, snapshot.catalogue))) return new Catalogue(lowering, [...sourcesOf(library), ...own]);
  Object.assign(lowering.model.kinds, snapshot.model.kinds);
  Object.assign(lowering.model.software, snapshot.model.software);
  Object.assign(lowering.model.protocols, snapshot.model.protocols);
  lowering.takeOver(snapshot.lowering);
  return new Catalogue(lowering, own, snapshot.catalogue);
}

function sourcesOf(library: readonly ArchDocument[]): CatalogueSource[] {
  return library.map((document) => ({ document, statements: document.ast.statements }));
}

function snapshotOf(library: readonly ArchDocument[]): Snapshot {
  const known = snapshots.get(library);
  if (known) return known;
  const document = library[0]!;
  const record = <T>(): Record<string, T> => Object.create(null) as Record<string, T>;
  const model: Model = {
    root: document.uri, files: [], architecture: { metadata: { tags: [], meta: {} } }, kinds: record(), software: record(), protocols: record(), elements: record(), groups: record(),
    securityGroups: record(), links: record(), flows: record(), expectations: [], sequences: [], scenarios: [], jobs: [], views: [], references: [], problems: [],
  };
  const lowering = new Lowering(model, newDraft('root', '', document.ast, document, undefined));
  const snapshot = { catalogue: new Catalogue(lowering, sourcesOf(library)), model, lowering };
  snapshots.set(library, snapshot);
  return snapshot;
}

/** True where a file declares a name that the library has: what extends it must be lowered again. */
function overrides({ statements }: CatalogueSource, library: Catalogue): boolean {
  return statements.some((node) => (node.$type === 'KindDeclaration' && library.kinds.has(node.name)) || (node.$type === 'SoftwareDeclaration' && library.software.has(node.name))
    || (node.$type === 'ProtocolDeclaration' && library.protocols.has(node.name)));
}
