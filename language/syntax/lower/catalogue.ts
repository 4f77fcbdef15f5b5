/** Kinds, software and protocol names, of the library and of the architecture's own files. */
import type * as ast from '../generated/ast.js';
import type { AttributeDeclaration, Kind, ProtocolName, Role, Software } from '../../model/model.js';
import type { Value } from '../../model/values.js';
import type { ArchDocument } from '../document.js';
import { docComment, origin, propertyRange } from '../written.js';
import { attributeValue, portList } from './values.js';
import type { Lowering } from './context.js';
import { nearest } from './nearest.js';

export const LIBRARY_SCHEME = 'lintel-library:';

export const ROLES: readonly Role[] = ['place', 'actor', 'compute', 'service', 'database', 'switch', 'router', 'filter', 'balancer', 'storage', 'processing', 'device', 'part'];

export interface CatalogueSource {
  document: ArchDocument;
  statements: readonly ast.TopStatement[];
}

interface Declared<T> {
  node: T;
  document: ArchDocument;
}

/** Kinds by name with their declarations, so that patterns can be laid into elements later. */
export class Catalogue {
  readonly kinds = new Map<string, Declared<ast.KindDeclaration>>();
  readonly software = new Map<string, Declared<ast.SoftwareDeclaration>>();
  readonly protocols = new Map<string, Declared<ast.ProtocolDeclaration>>();

  /** @param base the catalogue of the library alone, already lowered into this model. */
  constructor(private readonly lowering: Lowering, sources: readonly CatalogueSource[], base?: Catalogue) {
    if (base) {
      for (const [name, each] of base.kinds) this.kinds.set(name, each);
      for (const [name, each] of base.software) this.software.set(name, each);
      for (const [name, each] of base.protocols) this.protocols.set(name, each);
    }
    for (const { document, statements } of sources) {
      for (const node of statements) {
        if (node.$type === 'KindDeclaration') this.declare(this.kinds, node, document);
        else if (node.$type === 'SoftwareDeclaration') this.declare(this.software, node, document);
        else if (node.$type === 'ProtocolDeclaration') this.declare(this.protocols, node, document);
      }
    }
    // Ports first, which kinds and software name; then kinds, whose attributes software may state.
    const fresh = <T>(declared: Map<string, Declared<T>>, known: Map<string, Declared<T>> | undefined): string[] => [...declared.keys()].filter((name) => !known?.has(name));
    for (const name of fresh(this.protocols, base?.protocols)) this.lowerProtocol(this.protocols.get(name)!);
    for (const name of fresh(this.kinds, base?.kinds)) this.lowerKind(name, []);
    const software = fresh(this.software, base?.software);
    for (const name of software) this.lowerSoftware(name, []);
    for (const name of software) this.completeSoftware(name);
    lowering.elementAttributes = lowering.model.kinds['element']?.attributes ?? {};
    lowering.linkAttributes = lowering.model.kinds['cable']?.attributes ?? {};
  }

  private declare<T extends ast.KindDeclaration | ast.SoftwareDeclaration | ast.ProtocolDeclaration>(into: Map<string, Declared<T>>, node: T, document: ArchDocument): void {
    if (!node.name) return;
    const name = node.name.normalize('NFC');
    const target = node.$type === 'KindDeclaration' ? 'kind' : node.$type === 'SoftwareDeclaration' ? 'software' : 'protocol';
    this.lowering.reference(target, name, document, propertyRange(node, 'name'), true);
    const earlier = into.get(name);
    if (earlier && !earlier.document.uri.startsWith(LIBRARY_SCHEME)) {
      this.lowering.problemAt(document, node, 'name', { type: 'duplicate-name', name, first: origin(earlier.document, earlier.node, propertyRange(earlier.node, 'name')) });
      return;
    }
    // A user's own declaration stands before the library's.
    into.set(name, { node, document });
  }

  private lowerProtocol({ node, document }: Declared<ast.ProtocolDeclaration>): void {
    const protocol: ProtocolName = {
      name: node.name, ...(node.label ? { label: node.label } : {}), ports: [], encrypted: false, administrative: false,
      ...optional('description', docComment(node)),
      library: document.uri.startsWith(LIBRARY_SCHEME), origin: origin(document, node, propertyRange(node, 'name')),
    };
    for (const statement of node.body?.statements ?? []) {
      if (statement.$type === 'PortStatement') protocol.ports.push(...portList(this.lowering, document, statement, 'ports', statement.ports) ?? []);
      else if (statement.$type === 'EncryptedStatement') protocol.encrypted = true;
      else if (statement.$type === 'AdministrativeStatement') protocol.administrative = true;
      else if (statement.$type === 'AttributeStatement' && statement.key === 'layer') protocol.layer = Number(statement.value.text);
    }
    this.lowering.model.protocols[node.name] = protocol;
  }

  private lowerKind(name: string, path: string[]): Kind | undefined {
    const model = this.lowering.model;
    if (Object.hasOwn(model.kinds, name)) return model.kinds[name];
    const declared = this.kinds.get(name);
    if (!declared) return undefined;
    const { node, document } = declared;
    if (path.includes(name)) {
      this.lowering.problemAt(document, node, 'name', { type: 'cycle', what: 'kind', path: [...path, name].map((each) => ({ name: each, origin: this.kindOrigin(each) })) });
      return undefined;
    }
    const bases: Kind[] = [];
    node.bases.forEach((base, index) => {
      const found = this.lowerKind(base.normalize('NFC'), [...path, name]);
      if (found) {
        bases.push(found);
        this.lowering.reference('kind', found.name, document, propertyRange(node, 'bases', index));
      } else if (!this.kinds.has(base.normalize('NFC'))) {
        this.lowering.problemAt(document, node, 'bases', { type: 'unknown-name', name: base, target: 'kind', candidates: nearest(base, this.kinds.keys()) }, index);
      }
    });
    if (bases.length === 0 && name !== 'element' && name !== 'cable') {
      const root = this.lowerKind('element', [...path, name]);
      if (root) bases.push(root);
    }
    const kind: Kind = {
      name, ...(node.label ? { label: node.label } : {}),
      ancestors: [name, ...new Set(bases.flatMap((base) => base.ancestors))],
      role: bases[0]?.role ?? 'device',
      ...optional('icon', bases.find((base) => base.icon)?.icon), ...optional('layer', bases.find((base) => base.layer)?.layer),
      attributes: Object.assign({}, ...bases.map((base) => base.attributes).reverse()),
      defaults: Object.assign({}, ...bases.map((base) => base.defaults).reverse()),
      ports: bases.find((base) => base.ports)?.ports,
      ...optional('description', docComment(node)),
      library: document.uri.startsWith(LIBRARY_SCHEME), origin: origin(document, node, propertyRange(node, 'name')),
    };
    model.kinds[name] = kind;
    for (const statement of node.body?.statements ?? []) {
      switch (statement.$type) {
        case 'AttributeDeclaration': this.attribute(kind.attributes, statement, document); break;
        case 'RoleStatement': {
          if ((ROLES as readonly string[]).includes(statement.role)) kind.role = statement.role as Role;
          else this.lowering.problemAt(document, statement, 'role', { type: 'unknown-word', word: statement.role, on: 'role', candidates: nearest(statement.role, ROLES), choices: ROLES });
          break;
        }
        case 'IconStatement': kind.icon = statement.icon; break;
        case 'PortStatement': kind.ports = this.ports(document, statement); break;
        case 'AttributeStatement': this.defaultValue(kind, statement, document); break;
        default: break;
      }
    }
    return kind;
  }

  private kindOrigin(name: string): ReturnType<typeof origin> {
    const { node, document } = this.kinds.get(name)!;
    return origin(document, node, propertyRange(node, 'name'));
  }

  /** Without its roles and ports, which rest on kinds; those are completed when the kinds are known. */
  private lowerSoftware(name: string, path: string[]): Software | undefined {
    const model = this.lowering.model;
    if (Object.hasOwn(model.software, name)) return model.software[name];
    const declared = this.software.get(name);
    if (!declared) return undefined;
    const { node, document } = declared;
    if (path.includes(name)) {
      this.lowering.problemAt(document, node, 'name', {
        type: 'cycle', what: 'software',
        path: [...path, name].map((each) => ({ name: each, origin: origin(this.software.get(each)!.document, this.software.get(each)!.node) })),
      });
      return undefined;
    }
    const software: Software = {
      name, ...(node.label ? { label: node.label } : {}), is: [], roles: [], ports: undefined, os: undefined, licence: [], provides: undefined,
      attributes: {}, defaults: {}, ...optional('description', docComment(node)),
      library: document.uri.startsWith(LIBRARY_SCHEME), origin: origin(document, node, propertyRange(node, 'name')),
    };
    for (const statement of node.body?.statements ?? []) {
      switch (statement.$type) {
        case 'IsStatement':
          statement.names.forEach((each, index) => {
            const base = each === name ? undefined : this.lowerSoftware(each, [...path, name]);
            const isKind = this.kinds.has(each);
            if (base) {
              software.is.push(each, ...base.is);
              if (base.layerStated && !software.layerStated) this.layer(software, base.layer);
              software.ports ??= base.ports;
              software.os ??= base.os;
              software.provides ??= base.provides;
              Object.assign(software.attributes, base.attributes);
            } else if (isKind) software.is.push(each);
            else if (!this.software.has(each)) {
              this.lowering.problemAt(document, statement, 'names', { type: 'unknown-name', name: each, target: 'kind', candidates: nearest(each, [...this.kinds.keys(), ...this.software.keys()]) }, index);
              return;
            }
            this.lowering.reference(base ? 'software' : 'kind', each, document, propertyRange(statement, 'names', index));
          });
          break;
        case 'LicenceStatement': software.licence = [...statement.names]; break;
        case 'ProvidesStatement': software.provides = [...statement.names]; break;
        case 'OsStatement': software.os = [...statement.names]; break;
        case 'PortStatement': software.ports = this.ports(document, statement); break;
        case 'IconStatement': software.icon = statement.icon; break;
        case 'RoleStatement':
          if ((ROLES as readonly string[]).includes(statement.role)) software.roles.push(statement.role as Role);
          break;
        case 'AttributeDeclaration': this.attribute(software.attributes, statement, document); break;
        case 'AttributeStatement':
          if (statement.key === 'vendor') software.vendor = statement.value.text;
          else if (statement.key === 'layer') this.layer(software, Number(statement.value.text));
          else this.softwareDefault(software, statement, document);
          break;
        default: break;
      }
    }
    software.is = [...new Set(software.is)];
    model.software[name] = software;
    return software;
  }

  private layer(software: Software, layer: number | undefined): void {
    if (layer === undefined) return;
    software.layer = layer;
    software.layerStated = true;
  }

  /** Adds what its kinds say: their ancestors, roles, ports, layer and icon. */
  private completeSoftware(name: string): void {
    const software = this.lowering.model.software[name];
    if (!software) return;
    const chain: string[] = [];
    for (const each of software.is) chain.push(each, ...(this.lowering.model.kinds[each]?.ancestors ?? []));
    software.is = [...new Set(chain)].filter((each) => each !== name && each !== 'element');
    for (const each of software.is) {
      const kind = this.lowering.model.kinds[each];
      if (!kind) continue;
      if (!software.roles.includes(kind.role)) software.roles.push(kind.role);
      software.ports ??= kind.ports;
      if (software.layer === undefined && kind.layer !== undefined) software.layer = kind.layer;
    }
    for (const [index, os] of (software.os ?? []).entries()) {
      if (!this.software.has(os)) {
        const { node, document } = this.software.get(name)!;
        const statement = node.body?.statements.find((each) => each.$type === 'OsStatement');
        if (statement) this.lowering.problemAt(document, statement, 'names', { type: 'unknown-software', name: os, candidates: nearest(os, this.software.keys()) }, index);
      }
    }
  }

  private ports(document: ArchDocument, statement: ast.PortStatement): ReturnType<typeof portList> {
    if (statement.ports.length === 1 && statement.ports[0] === 'none') return [];
    return portList(this.lowering, document, statement, 'ports', statement.ports);
  }

  private attribute(into: Record<string, AttributeDeclaration>, statement: ast.AttributeDeclaration, document: ArchDocument): void {
    const types: Value['type'][] = ['duration', 'rate', 'size', 'bandwidth', 'share', 'window', 'number', 'string', 'address', 'name', 'flag'];
    const type = types.find((each) => each === statement.type);
    if (!type) {
      this.lowering.problemAt(document, statement, 'type', { type: 'unknown-word', word: statement.type, on: 'attribute', candidates: nearest(statement.type, types), choices: types });
      return;
    }
    this.lowering.reference('attribute', statement.name, document, propertyRange(statement, 'name'), true);
    into[statement.name] = {
      name: statement.name, type, ...optional('description', docComment(statement)),
      origin: origin(document, statement, propertyRange(statement, 'name')),
    };
  }

  private defaultValue(kind: Kind, statement: ast.AttributeStatement, document: ArchDocument): void {
    if (statement.key === 'layer' && statement.value.$type === 'NumberLiteral') kind.layer = Number(statement.value.text);
    const declared = kind.attributes[statement.key] ?? this.lowering.model.kinds['element']?.attributes[statement.key];
    if (!declared) {
      if (statement.key !== 'layer') this.unknownAttribute(document, statement, kind.name, Object.keys(kind.attributes));
      return;
    }
    this.lowering.reference('attribute', statement.key, document, propertyRange(statement, 'key'));
    const value = attributeValue(this.lowering, document, statement, declared.type);
    if (value) kind.defaults[statement.key] = { value, origin: origin(document, statement) };
  }

  private softwareDefault(software: Software, statement: ast.AttributeStatement, document: ArchDocument): void {
    const attributes = { ...this.lowering.model.kinds['element']?.attributes, ...software.attributes };
    for (const each of software.is) Object.assign(attributes, this.lowering.model.kinds[each]?.attributes);
    const declared = attributes[statement.key];
    if (!declared) {
      this.unknownAttribute(document, statement, software.name, Object.keys(attributes));
      return;
    }
    const value = attributeValue(this.lowering, document, statement, declared.type);
    if (value) software.defaults[statement.key] = { value, origin: origin(document, statement) };
  }

  private unknownAttribute(document: ArchDocument, statement: ast.AttributeStatement, on: string, names: string[]): void {
    this.lowering.problemAt(document, statement, 'key', { type: 'unknown-word', word: statement.key, on, candidates: nearest(statement.key, names) });
  }
}

export function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : { [key]: value } as { [P in K]?: V };
}
