/**
 * Lowering: the parsed files of an architecture become the plain-data model. Catalogue first, then declarations
 * (patterns, instances, refinements), then what they say about each other.
 */
import type { AstNode } from 'langium';
import type * as ast from '../generated/ast.js';
import type { Model, SecurityGroup } from '../../model/model.js';
import type { Problem } from '../../model/problem.js';
import { docComment, origin, propertyRange } from '../written.js';
import type { ArchDocument } from '../document.js';
import { expectation, job, scenario, sequence, view } from './behaviour.js';
import { catalogueOf } from './library-snapshot.js';
import { optional } from './catalogue.js';
import { Lowering, noMetadata, type DataAccess } from './context.js';
import { newDraft, statementsOf, walk, type Draft, type Layered } from './draft.js';
import { element, nameOrigin } from './elements.js';
import { Expansion, type Source } from './expand.js';
import { flows, nameOfFlow } from './flows.js';
import { filterBlock, links } from './network.js';
import { named } from './endpoints.js';
import { record } from './names.js';
import { group } from './groups.js';
import { metadataOf } from './metadata.js';
import { nearest } from './nearest.js';
import { checkCycles } from './cycles.js';
import { leaveOutTooManyConnections } from './too-many-connections.js';

export interface LoweringInput {
  /** The root file and what it imports, the imported before the importer; each with the problems of its imports. */
  documents: readonly ArchDocument[];
  root: ArchDocument;
  library: readonly ArchDocument[];
  variant?: string;
  /** Problems found while gathering the files. */
  problems?: readonly Problem[];
  /** Text of a file of recorded data beside the model; without it none can be read. */
  data?: DataAccess;
}

export function lower(input: LoweringInput): Model {
  const model = emptyModel(input);
  const rootDraft = newDraft('root', '', input.root.ast, input.root, undefined);
  const lowering = new Lowering(model, rootDraft, input.data);
  const sources: Source[] = input.documents.map((document) => ({ document, statements: chosenStatements(document, input.variant) }));
  const catalogue = catalogueOf(lowering, input.library, sources);
  header(lowering, input);
  declareVariants(lowering, input);

  const expansion = new Expansion(lowering, catalogue);
  expansion.run(sources);
  nameEarly(lowering, expansion);
  gatherNames(lowering, rootDraft);
  distribute(lowering, rootDraft);

  const drafts = [...walk(rootDraft)];
  const links_ = drafts.flatMap((draft) => statementsOf<ast.Link>(draft, 'Link'));
  for (const each of links_) {
    links(lowering, each, expansion.extras.get(each.node) ?? []);
    if (each.node.name) lowering.reference('link', each.node.name.normalize('NFC'), each.document, propertyRange(each.node, 'name'), true);
  }
  for (const draft of drafts) {
    declare(lowering, draft);
    if (draft.type === 'element') model.elements[draft.id] = element(lowering, draft);
  }
  for (const draft of drafts) {
    if (draft.type === 'group') model.groups[draft.id] = group(lowering, draft);
    else if (draft.type === 'securitygroup') model.securityGroups[draft.id] = securityGroup(lowering, draft);
  }
  for (const draft of drafts) {
    for (const each of statementsOf<ast.Flow>(draft, 'Flow')) {
      flows(lowering, each, expansion.extras.get(each.node) ?? []);
      const name = each.node.options.find((option): option is ast.FlowName => option.$type === 'FlowName');
      if (name?.name) lowering.reference('flow', name.name.normalize('NFC'), each.document, propertyRange(name, 'name'), true);
    }
  }
  leaveOutTooManyConnections(lowering);
  behaviour(lowering, drafts);
  membersOfSecurityGroups(model);
  checkCycles(lowering);
  model.problems.push(...input.documents.flatMap((document) => document.problems), ...(input.problems ?? []), ...lowering.problems);
  return model;
}

/** Names in refinements and removals. What was removed has no id in the model, but its name is still one. */
function nameEarly(lowering: Lowering, { namings, removed, removedStatements }: Expansion): void {
  for (const draft of removed) {
    draft.id = `removed ${pathOf(draft)}`;
    declare(lowering, draft);
  }
  for (const { draft, node, document, property } of namings) {
    const written = String((node as unknown as Record<string, unknown>)[property] ?? '');
    record(lowering, [draft], written.split('.'), { document, node, property });
  }
  for (const { taken: { type, statement, naming }, node, document } of removedStatements) {
    const id = `removed ${node.path.normalize('NFC')}`;
    lowering.reference(type, id, statement.document, propertyRange(naming, 'name'), true);
    lowering.reference(type, id, document, propertyRange(node, 'path'));
  }
}

function gatherNames(lowering: Lowering, root: Draft): void {
  for (const draft of walk(root)) {
    for (const { node } of draft.statements) {
      const name = node.$type === 'Flow' ? nameOfFlow(node as ast.Flow) : node.$type === 'Link' ? (node as ast.Link).name?.normalize('NFC') : undefined;
      if (name) (node.$type === 'Flow' ? lowering.flowNames : lowering.linkNames).add(name);
    }
  }
}

function pathOf(draft: Draft): string {
  return draft.parent && draft.parent.type !== 'root' ? `${pathOf(draft.parent)}.${draft.name}` : draft.name;
}

function emptyModel({ root, documents, variant }: LoweringInput): Model {
  return {
    root: root.uri, files: [root.uri, ...documents.map((document) => document.uri).filter((uri) => uri !== root.uri)], ...optional('variant', variant),
    architecture: { metadata: noMetadata() }, kinds: byName(), software: byName(), protocols: byName(), elements: byName(), groups: byName(), securityGroups: byName(), links: byName(), flows: byName(),
    expectations: [], sequences: [], scenarios: [], jobs: [], views: [], references: [], problems: [],
  };
}

/** A record without a prototype: users may call a thing `constructor` or `__proto__`. */
function byName<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}

/** What stands outside the variants, and what the chosen one holds. */
function chosenStatements(document: ArchDocument, variant: string | undefined): ast.TopStatement[] {
  return document.ast.statements.flatMap((node) => {
    if (node.$type !== 'Variant') return [node];
    return node.name?.normalize('NFC') === variant?.normalize('NFC') ? node.body?.statements ?? [] : [];
  });
}

function declareVariants(lowering: Lowering, { documents }: LoweringInput): void {
  for (const document of documents) {
    // Files may each have their part of one variant; within a file the second of a name is a slip.
    const first = new Map<string, ast.Variant>();
    for (const node of document.ast.statements) {
      if (node.$type !== 'Variant' || !node.name) continue;
      const name = node.name.normalize('NFC');
      const earlier = first.get(name);
      if (earlier) lowering.problemAt(document, node, 'name', { type: 'duplicate-name', name, first: origin(document, earlier, propertyRange(earlier, 'name')) });
      else first.set(name, node);
      for (const each of node.body?.statements ?? []) {
        const word = each.$type === 'Import' ? 'import' : each.$type === 'Variant' ? 'variant' : each.$type === 'Header' ? 'architecture' : undefined;
        if (word) lowering.problemAt(document, each, undefined, { type: 'misplaced', word, where: name });
      }
      lowering.reference('variant', name, document, propertyRange(node, 'name'), true);
    }
  }
}

/** The importer's header wins. */
function header(lowering: Lowering, { root, documents }: LoweringInput): void {
  const { model } = lowering;
  for (const document of new Set([root, ...documents])) {
    const [node, ...more] = document.ast.statements.filter((each): each is ast.Header => each.$type === 'Header');
    if (!node) continue;
    for (const again of more) lowering.problemAt(document, again, 'label', { type: 'duplicate-name', name: 'architecture', first: origin(document, node, propertyRange(node, 'label')) });
    checkHeader(lowering, document, node);
    if (model.architecture.origin) continue;
    const metadata = metadataOf(node.body?.statements.map((each) => ({ node: each })) ?? []);
    for (const each of node.body?.statements ?? []) {
      if (each.$type === 'AttributeStatement' && (each.key === 'owner' || each.key === 'doc' || each.key === 'technology')) metadata[each.key] = each.value.text;
    }
    model.architecture = { ...optional('label', node.label), metadata: { ...metadata, ...optional('description', docComment(node)) }, origin: origin(document, node) };
  }
}

const HEADER_WORDS = ['owner', 'doc', 'technology'];

function checkHeader(lowering: Lowering, document: ArchDocument, node: ast.Header): void {
  for (const each of node.body?.statements ?? []) {
    if (each.$type === 'TagStatement' || each.$type === 'MetaStatement') continue;
    if (each.$type === 'AttributeStatement') {
      if (HEADER_WORDS.includes(each.key)) continue;
      lowering.problemAt(document, each, 'key', { type: 'unknown-word', word: each.key, on: 'architecture', candidates: nearest(each.key, [...HEADER_WORDS, 'tag', 'meta']) });
    } else lowering.problemAt(document, each, undefined, { type: 'misplaced', word: /^\S+/.exec(each.$cstNode?.text ?? '')?.[0] ?? '', where: 'architecture' });
  }
}

const MEMBER_STATEMENTS = new Set([
  'Rule', 'DefaultStatement', 'StatelessStatement', 'InboundStatement', 'UseStatement', 'DnatStatement', 'MasqueradeStatement', 'SnatStatement',
  'IpStatement', 'InterfaceStatement', 'GatewayStatement', 'RouteStatement', 'RoutingStatement', 'StpStatement', 'TransparentStatement',
  'SoftwareUse', 'OsStatement', 'PortStatement', 'PoweredByStatement', 'MountStatement', 'ServiceTimeStatement', 'AttributeStatement', 'RequiresStatement',
]);

/** A group may state whatever its members may: it holds for each of them, under what the member says itself. */
function distribute(lowering: Lowering, root: Draft): void {
  for (const draft of walk(root)) {
    if (draft.type !== 'group' || draft.counted) continue;
    const shared = draft.statements.filter((each) => MEMBER_STATEMENTS.has(each.node.$type));
    if (shared.length === 0) continue;
    for (const { node, document, scope } of statementsOf<ast.MembersStatement>(draft, 'MembersStatement')) {
      for (const member of node.members) {
        if (member.path === undefined) continue;
        for (const found of named(lowering, document, member, 'path', [member.path], scope.parent ?? scope)) {
          const targets = found.draft.type === 'group' ? found.draft.instances : [found.draft];
          for (const target of targets) target.statements.unshift(...shared.map((each): Layered => ({ ...each, layer: Math.min(each.layer, 1) })));
        }
      }
    }
  }
}

function declare(lowering: Lowering, draft: Draft): void {
  if (draft.type === 'root' || draft.instanceOf) return;
  const target = draft.type === 'securitygroup' ? 'securitygroup' as const : draft.type === 'group' ? 'group' as const : 'element' as const;
  lowering.reference(target, draft.id, draft.document, propertyRange(draft.node, 'name'), true);
}

function securityGroup(lowering: Lowering, draft: Draft): SecurityGroup {
  return {
    id: draft.id, name: draft.name, ...optional('label', draft.label), ...optional('parent', draft.parent?.type === 'root' ? undefined : draft.parent?.id),
    members: [], metadata: metadataOf(draft.statements), ...filterBlock(lowering, draft.statements, nameOrigin(draft)),
  };
}

function membersOfSecurityGroups(model: Model): void {
  for (const element of Object.values(model.elements)) {
    for (const { id } of element.network.securityGroups) {
      const members = model.securityGroups[id]?.members;
      if (members && !members.includes(element.id)) members.push(element.id);
    }
  }
}

function behaviour(lowering: Lowering, drafts: readonly Draft[]): void {
  const each = <T extends AstNode>(type: T['$type'], run: (node: T, place: Layered) => void): void => {
    for (const draft of drafts) for (const statement of statementsOf<T>(draft, type)) run(statement.node, statement);
  };
  each<ast.Job>('Job', (node, place) => job(lowering, node, place));
  each<ast.Expect>('Expect', (node, place) => {
    const found = expectation(lowering, node, place);
    if (found) lowering.model.expectations.push(found);
  });
  each<ast.Sequence>('Sequence', (node, place) => sequence(lowering, node, place));
  each<ast.Scenario>('Scenario', (node, place) => scenario(lowering, node, place));
  each<ast.View>('View', (node, place) => view(lowering, node, place));
}
