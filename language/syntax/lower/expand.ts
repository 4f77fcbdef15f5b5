/**
 * From statements to drafts: declarations find their container, patterns of kinds are laid under an element's own
 * block, `count N` makes instances, refinements are laid on top and removals taken away.
 */
import type { AstNode } from 'langium';
import type * as ast from '../generated/ast.js';
import type { ArchDocument } from '../document.js';
import { origin, propertyRange } from '../written.js';
import { integer } from './values.js';
import type { Catalogue } from './catalogue.js';
import type { Lowering } from './context.js';
import { adopt, disown, instanceOfNumber, LAYER, newDraft, topLayer, walk, type Draft, type Layered } from './draft.js';
import { nearest } from './nearest.js';
import { namedStatements, replaces, taken, type NamedStatement } from './removals.js';

/** More instances than this of one element are not drawn out: the count is a mistake or an attack on the editor. */
const MAX_COUNT = 10_000;
/** Counts within counts, and patterns within patterns, multiply: beyond this many elements nothing is drawn out any more. */
const MAX_ELEMENTS = 50_000;
const MAX_NESTING = 60;

/** Statements of a counted element that speak of the group over the instances. */
const GROUP_STATEMENTS = new Set(['VipStatement', 'VrrpStatement', 'HeartbeatStatement', 'FailoverStatement', 'ReplicateStatement', 'BackupStatement', 'RepairStatement', 'BalanceStatement', 'MembersStatement']);
/** Statements that both the group and its instances carry. */
const SHARED_STATEMENTS = new Set(['TagStatement', 'MetaStatement', 'RequiresStatement']);

export interface Source {
  document: ArchDocument;
  statements: readonly ast.TopStatement[];
}

export class Expansion {
  private readonly refinements: { node: ast.Refine; document: ArchDocument; scope: Draft }[] = [];
  private readonly removals: { node: ast.Remove; document: ArchDocument; scope: Draft }[] = [];
  private made = 0;
  /** Names met before ids were dealt out: of refinements, of removals, of a pattern's parts spoken of again. */
  readonly namings: { draft: Draft; node: AstNode; document: ArchDocument; property: string }[] = [];
  readonly removed: Draft[] = [];
  /** Links and flows taken away, with the removal's own naming of them. */
  readonly removedStatements: { taken: NamedStatement; node: ast.Remove; document: ArchDocument }[] = [];
  /** Groups being expanded by kind patterns, to stop a kind that contains itself. */
  private readonly patternPath: string[] = [];

  constructor(private readonly lowering: Lowering, private readonly catalogue: Catalogue) {}

  run(sources: readonly Source[]): void {
    for (const { document, statements } of sources) this.statements(this.lowering.root, statements, document, LAYER.own);
    this.index();
    this.refine();
    this.assignIds(this.lowering.root, '');
    this.index();
  }

  /** Lays statements into a scope: declarations become drafts, the rest are the scope's own statements. */
  private statements(scope: Draft, statements: readonly AstNode[], document: ArchDocument, layer: number): void {
    for (const node of statements) {
      switch (node.$type) {
        case 'Element': this.element(scope, node as ast.Element, document, layer); break;
        case 'Group': this.group(scope, node as ast.Group, document); break;
        case 'SecurityGroup': this.securityGroup(scope, node as ast.SecurityGroup, document); break;
        case 'Refine': this.refinements.push({ node: node as ast.Refine, document, scope }); break;
        case 'Remove': this.removals.push({ node: node as ast.Remove, document, scope }); break;
        case 'KindDeclaration': case 'SoftwareDeclaration': case 'ProtocolDeclaration': case 'Variant': case 'Import':
        case 'AttributeDeclaration': case 'RoleStatement': case 'IconStatement':
          break;
        default: scope.statements.push({ node, document, layer, scope });
      }
    }
  }

  private element(scope: Draft, node: ast.Element, document: ArchDocument, layer: number): void {
    if (!node.name) return;
    const depth = this.depth(scope);
    if (depth > MAX_NESTING) return;
    if (this.made >= MAX_ELEMENTS) {
      this.lowering.problemAt(document, node, 'name', { type: 'bad-quantity', text: `${node.kind} ${node.name}`, wanted: `0-${MAX_ELEMENTS}`, units: [] });
      return;
    }
    const inPattern = layer === LAYER.kind || replaces(node) ? undefined : scope.children.get(node.name.normalize('NFC'))?.find((each) => each.ofPattern && each.type === 'element');
    if (inPattern) {
      this.namings.push({ draft: inPattern, node, document, property: 'name' });
      // The element's own block speaks over what the kind's pattern says of the same part.
      if (node.label[0]) inPattern.label = node.label[0];
      this.statements(inPattern, node.body?.statements ?? [], document, layer);
      return;
    }
    const counts = [...node.count, ...(node.body?.statements ?? []).flatMap((each) => each.$type === 'CountStatement' && each.count ? [each.count] : [])];
    const part = counts.at(-1);
    if (!part) {
      for (const each of node.body?.statements ?? []) {
        if (each.$type === 'InstanceStatement') this.lowering.problemAt(document, each, undefined, { type: 'misplaced', word: 'instance', where: node.name });
      }
      const draft = this.single(scope, node, document, node.name);
      draft.ofPattern = layer === LAYER.kind;
      this.fill(draft, node, document, layer);
      return;
    }
    const count = this.affordable(integer(this.lowering, document, part, 'count', part.count, 1, MAX_COUNT) ?? 1, part, document);
    const group = newDraft('group', node.name, node, document, scope);
    group.counted = true;
    if (part.mode) group.mode = part.mode;
    if (node.label[0]) group.label = node.label[0];
    group.kind = node.kind;
    adopt(scope, group);
    for (let index = 1; index <= count; index++) {
      const instance = this.single(undefined, node, document, `${node.name}#${index}`);
      instance.parent = scope;
      instance.instanceOf = { group, index };
      group.instances.push(instance);
      this.fill(instance, node, document, layer);
    }
    for (const each of node.body?.statements ?? []) {
      if (GROUP_STATEMENTS.has(each.$type) || SHARED_STATEMENTS.has(each.$type)) group.statements.push({ node: each, document, layer, scope: group });
      if (each.$type === 'InstanceStatement') this.instanceBlock(group, each, document);
    }
  }

  private affordable(count: number, part: ast.CountPart, document: ArchDocument): number {
    const left = Math.max(1, MAX_ELEMENTS - this.made);
    if (count <= left) return count;
    this.lowering.problemAt(document, part, 'count', { type: 'bad-quantity', text: part.count, wanted: `1-${left}`, units: [] });
    return left;
  }

  private depth(draft: Draft): number {
    let depth = 0;
    for (let current: Draft | undefined = draft; current; current = current.parent) depth++;
    return depth;
  }

  private single(scope: Draft | undefined, node: ast.Element, document: ArchDocument, name: string): Draft {
    this.made += 1;
    const draft = newDraft('element', name, node, document, scope);
    draft.kind = node.kind;
    if (node.label[0]) draft.label = node.label[0];
    if (node.number[0] !== undefined) {
      draft.vlan = node.number[0];
      draft.vlanOrigin = origin(document, node, propertyRange(node, 'number', 0));
    }
    if (node.hosts.length > 0) draft.on.push({ node, document, scope: draft });
    if (scope) adopt(scope, draft);
    return draft;
  }

  /** The kind's pattern first, then the element's own block. */
  private fill(draft: Draft, node: ast.Element, document: ArchDocument, layer: number): void {
    this.pattern(draft, node.kind);
    const own = node.body?.statements ?? [];
    const statements = draft.instanceOf ? own.filter((each) => !GROUP_STATEMENTS.has(each.$type) && each.$type !== 'InstanceStatement') : own;
    this.statements(draft, statements, document, layer);
  }

  private pattern(draft: Draft, kindName: string): void {
    const kind = this.lowering.model.kinds[kindName];
    if (!kind) return;
    for (const name of [...kind.ancestors].reverse()) {
      const declared = this.catalogue.kinds.get(name);
      if (!declared?.node.body || this.patternPath.includes(name)) continue;
      // Attributes of kinds stay with the kind as defaults; what is laid in are parts, flows and statements.
      const statements = declared.node.body.statements.filter((each) => each.$type !== 'AttributeStatement' && each.$type !== 'PortStatement' && each.$type !== 'PriorityStatement');
      if (statements.length === 0) continue;
      this.patternPath.push(name);
      this.statements(draft, statements, declared.document, LAYER.kind);
      this.patternPath.pop();
    }
  }

  private instanceBlock(group: Draft, node: ast.InstanceStatement, document: ArchDocument): void {
    const index = integer(this.lowering, document, node, 'index', node.index, 1, group.instances.length);
    const instance = index === undefined ? undefined : group.instances[index - 1];
    if (!instance) return;
    for (const each of node.body?.statements ?? []) {
      if (each.$type === 'OnStatement') instance.on.push({ node: each, document, scope: instance });
      else this.statements(instance, [each], document, LAYER.instance);
    }
  }

  private group(scope: Draft, node: ast.Group, document: ArchDocument): void {
    if (!node.name) return;
    const draft = newDraft('group', node.name, node, document, scope);
    if (node.label[0]) draft.label = node.label[0];
    if (node.mode) draft.mode = node.mode;
    adopt(scope, draft);
    this.statements(draft, node.body?.statements ?? [], document, LAYER.own);
  }

  private securityGroup(scope: Draft, node: ast.SecurityGroup, document: ArchDocument): void {
    if (!node.name) return;
    const draft = newDraft('securitygroup', node.name, node, document, scope);
    if (node.label) draft.label = node.label;
    adopt(scope, draft);
    for (const each of node.body?.statements ?? []) draft.statements.push({ node: each, document, layer: LAYER.own, scope: draft });
  }

  // ------------------------------------------------------------------------------------------------ refinements

  private refine(): void {
    this.takeAway();
    let layer: number = LAYER.refine;
    for (let each = this.refinements.shift(); each; each = this.refinements.shift()) {
      this.applyRefinement(each.node, each.document, each.scope, layer++);
      this.takeAway();
      this.index();
    }
  }

  private takeAway(): void {
    for (const { node, document, scope } of this.removals.splice(0)) {
      if (node.path === undefined) continue;
      const targets = this.found(node.path, scope, (found) => taken(found, (each) => each.node, node));
      if (targets.length > 0) {
        this.namings.push({ draft: targets[0]!, node, document, property: 'path' });
        for (const target of targets) this.remove(target);
        continue;
      }
      const statements = taken(namedStatements(this.lowering.root, node.path), (each) => each.statement.node, node);
      if (statements.length === 0) this.lowering.problemAt(document, node, 'path', { type: 'dangling-remove', name: node.path });
      for (const each of statements) {
        each.owner.statements = each.owner.statements.filter((statement) => statement !== each.statement);
        this.removedStatements.push({ taken: each, node, document });
      }
    }
  }

  private remove(target: Draft): void {
    this.removed.push(target);
    target.removed = true;
    disown(target);
    const { instanceOf } = target;
    if (instanceOf) instanceOf.group.instances = instanceOf.group.instances.filter((each) => each !== target);
    for (const each of walk(target)) each.removed = true;
  }

  private applyRefinement(node: ast.Refine, document: ArchDocument, scope: Draft, layer: number): void {
    const targets = this.find(node.path, scope);
    if (targets.length === 0) {
      const linkOrFlow = this.namedStatement(node.path);
      if (linkOrFlow) {
        this.lowering.reference(linkOrFlow.target, node.path.normalize('NFC'), document, propertyRange(node, 'path'));
        const statements = node.body?.statements ?? [];
        this.checkTwice(node.path, linkOrFlow.extra, statements, document, layer);
        linkOrFlow.extra.push(...statements.map((each) => ({ node: each, document, layer, scope })));
        return;
      }
      this.lowering.problemAt(document, node, 'path', { type: 'unknown-name', name: node.path, target: 'any', candidates: nearest(node.path, this.lowering.byName.keys()) });
      return;
    }
    for (const target of targets) {
      this.namings.push({ draft: target, node, document, property: 'path' });
      if (node.label) target.label = node.label;
      const statements = node.body?.statements ?? [];
      const counts = statements.filter((each) => each.$type === 'CountStatement');
      for (const each of target.type === 'group' && target.counted ? [target, ...target.instances] : [target]) {
        const own = statements.filter((statement) => statement.$type !== 'CountStatement' && (each === target && target.counted
          ? GROUP_STATEMENTS.has(statement.$type) || SHARED_STATEMENTS.has(statement.$type)
          : !(target.counted && GROUP_STATEMENTS.has(statement.$type))));
        this.checkTwice(each.name, each.statements, own, document, layer);
        this.statements(each, own, document, layer);
      }
      const recounted = counts.at(-1)?.count;
      const moved = recounted ? this.recount(target, recounted, document) : target;
      if (node.place) this.move(moved, node, document, scope);
    }
  }

  /** `count` in a refinement: more or fewer instances of a counted element, or a single one made into several. */
  private recount(target: Draft, part: ast.CountPart, document: ArchDocument): Draft {
    const count = integer(this.lowering, document, part, 'count', part.count, 1, MAX_COUNT);
    if (count === undefined || target.node.$type !== 'Element') return target;
    const node = target.node as ast.Element;
    const scope = target.parent!;
    let group = target;
    if (!target.counted) {
      disown(target);
      group = newDraft('group', target.name, node, target.document, scope);
      group.counted = true;
      group.kind = target.kind!;
      if (target.label) group.label = target.label;
      group.statements = target.statements.filter((each) => GROUP_STATEMENTS.has(each.node.$type) || SHARED_STATEMENTS.has(each.node.$type));
      adopt(scope, group);
    }
    if (part.mode) group.mode = part.mode;
    const refined = (target.instances[0] ?? target).statements.filter((each) => each.layer >= LAYER.refine && !GROUP_STATEMENTS.has(each.node.$type));
    group.instances.length = Math.min(group.instances.length, count);
    for (let index = (group.instances.at(-1)?.instanceOf?.index ?? 0) + 1; group.instances.length < count; index++) {
      const instance = this.single(undefined, node, target.document, `${node.name}#${index}`);
      instance.parent = scope;
      instance.instanceOf = { group, index };
      group.instances.push(instance);
      this.fill(instance, node, target.document, LAYER.own);
      for (const each of refined) instance.statements.push({ ...each, scope: instance });
    }
    return group;
  }

  private checkTwice(name: string, known: readonly Layered[], statements: readonly AstNode[], document: ArchDocument, layer: number): void {
    for (const node of statements) {
      const key = singleValueKey(node);
      if (key === undefined) continue;
      const earlier = known.find((each) => each.layer >= LAYER.refine && each.layer < layer && singleValueKey(each.node) === key);
      if (earlier) this.lowering.problemAt(document, node, undefined, { type: 'refined-twice', name, what: key, first: origin(earlier.document, earlier.node) });
    }
  }

  private move(target: Draft, node: ast.Refine, document: ArchDocument, scope: Draft): void {
    const place = this.find(node.place!, scope)[0];
    if (!place || [...walk(target)].includes(place)) {
      this.lowering.problemAt(document, node, 'place', { type: 'unknown-name', name: node.place!, target: 'element', candidates: nearest(node.place!, this.lowering.byName.keys()) });
      return;
    }
    this.namings.push({ draft: place, node, document, property: 'place' });
    target.parent?.moved.set(target.name.normalize('NFC'), target);
    disown(target);
    adopt(place, target);
    for (const instance of target.instances) instance.parent = place;
  }

  /** Plain look-up for refine and remove, which name what is already there: from the scope outward, then anywhere. */
  private find(path: string, scope: Draft): Draft[] {
    return this.found(path, scope, (found) => found);
  }

  private found(path: string, scope: Draft, choose: (found: Draft[]) => Draft[]): Draft[] {
    const segments = path.replace(/\s+/gu, '').normalize('NFC').split('.');
    for (let current: Draft | undefined = scope; current; current = current.parent) {
      const found = choose(descend([current], segments));
      if (found.length > 0) return found;
    }
    const anywhere = (this.lowering.byName.get(segments[0]!.split('#')[0]!) ?? []).filter((each) => !each.removed);
    const found = choose(anywhere.flatMap((each) => descend([each], segments.slice(1)).filter((draft) => draft !== each || segments.length === 1)));
    return found.length === 1 ? found : [];
  }

  /** Links and flows that a refinement names; they are lowered later with these extra statements. */
  readonly extras = new Map<AstNode, Layered[]>();

  private namedStatement(name: string): { extra: Layered[]; target: 'link' | 'flow' } | undefined {
    const found = namedStatements(this.lowering.root, name)[0];
    if (!found) return undefined;
    const { node } = found.statement;
    const extra = this.extras.get(node) ?? [];
    this.extras.set(node, extra);
    return { extra, target: found.type };
  }

  // ---------------------------------------------------------------------------------------------------- indices

  private index(): void {
    this.lowering.byName.clear();
    for (const draft of walk(this.lowering.root)) {
      if (draft === this.lowering.root || draft.instanceOf) continue;
      const key = draft.name.normalize('NFC');
      const named = this.lowering.byName.get(key);
      if (named) named.push(draft);
      else this.lowering.byName.set(key, [draft]);
    }
  }

  private assignIds(draft: Draft, prefix: string): void {
    const seen = new Map<string, Draft>();
    for (const child of [...draft.order]) {
      const key = child.name.normalize('NFC');
      const first = seen.get(key);
      if (first) {
        const node = child.node as AstNode & { name?: string };
        this.lowering.report({
          type: 'duplicate-name', name: child.name, origin: origin(child.document, node, propertyRange(node, 'name')),
          first: origin(first.document, first.node, propertyRange(first.node, 'name')),
        });
        disown(child);
        continue;
      }
      seen.set(key, child);
      child.id = prefix + key;
      this.assignIds(child, `${child.id}.`);
      child.instances.forEach((instance) => {
        instance.id = `${child.id}#${instance.instanceOf!.index}`;
        this.assignIds(instance, `${instance.id}.`);
      });
    }
  }
}

/** What a single-valued statement sets; undefined for statements that add. */
export function singleValueKey(node: AstNode): string | undefined {
  switch (node.$type) {
    case 'AttributeStatement': return (node as ast.AttributeStatement).key;
    case 'IpStatement': return 'ip';
    case 'GatewayStatement': return 'gateway';
    case 'SubnetStatement': return 'subnet';
    case 'VipStatement': return 'vip';
    case 'VrrpStatement': return 'vrrp';
    case 'HeartbeatStatement': return 'heartbeat';
    case 'FailoverStatement': return 'failover';
    case 'ServiceTimeStatement': return 'service-time';
    case 'SoftwareUse': return 'software';
    case 'OsStatement': return 'os';
    case 'PortStatement': return 'port';
    case 'DefaultStatement': return 'default';
    case 'PriorityStatement': return 'priority';
    case 'MediumStatement': return 'medium';
    case 'TunnelStatement': return 'tunnel';
    case 'FlowLabel': return 'label';
    case 'FlowShare': return 'share';
    case 'FlowTimes': return 'times';
    case 'FlowTimeout': return 'timeout';
    case 'FlowRetry': return 'retry';
    case 'FlowConnections': return 'connections';
    case 'FlowBreaker': return 'breaker';
    case 'BalanceStatement': return `balance ${(node as ast.BalanceStatement).target}`;
    default: return undefined;
  }
}

/** Follows names downward; through a counted element it means all its instances. */
export function descend(from: Draft[], segments: readonly string[]): Draft[] {
  let current = from;
  for (const segment of segments) {
    const [name, number] = segment.split('#') as [string, string | undefined];
    const next: Draft[] = [];
    for (const each of current) {
      for (const inside of each.instances.length > 0 ? [each, ...each.instances] : [each]) {
        const moved = inside.moved.get(name);
        for (const child of inside.children.get(name) ?? (moved ? [moved] : [])) {
          if (child.removed) continue;
          if (number === undefined) next.push(child);
          else {
            const instance = instanceOfNumber(child, number);
            if (instance) next.push(instance);
          }
        }
      }
    }
    if (next.length === 0) return [];
    current = next;
  }
  return current;
}

export { topLayer };
