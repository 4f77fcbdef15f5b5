/** Literals, quantities, addresses, ports and distributions: text to values, with the fault where they are none. */
import type { AstNode } from 'langium';
import type * as ast from '../generated/ast.js';
import { formatAddress, formatPrefix, parseAddress, parsePrefix } from '../../model/ip.js';
import type { AddressUse, PortMatch } from '../../model/model.js';
import { parseQuantity, UNITS, type Distribution, type QuantityType, type Value, type ValueType } from '../../model/values.js';
import type { ArchDocument } from '../document.js';
import { origin, propertyRange } from '../written.js';
import type { Lowering } from './context.js';
import { nearest } from './nearest.js';
import { recordedIn } from './recorded.js';

/** A literal as the declared type, or undefined with a problem. */
export function literalValue(lowering: Lowering, document: ArchDocument, literal: ast.Literal, type: ValueType): Value | undefined {
  const text = literal.text;
  const fault = (): undefined => {
    lowering.problemAt(document, literal, undefined, badQuantity(text, type));
    return undefined;
  };
  if (literal.$type === 'TextLiteral') return type === 'string' || type === 'name' ? { type: 'string', value: text, text } : fault();
  if (literal.$type === 'AddressLiteral') {
    if (type === 'string') return { type: 'string', value: text, text };
    if (type !== 'address') return fault();
    if (!parsePrefix(text)) {
      lowering.problemAt(document, literal, undefined, { type: 'bad-address', text, wanted: 'address' });
      return undefined;
    }
    return { type: 'address', value: text, text };
  }
  if (type === 'string') return { type: 'string', value: text, text };
  const quantity = parseQuantity(text);
  if (!quantity) return fault();
  if (quantity.type !== type) return fault();
  if (type === 'share' && (quantity.value < 0 || quantity.value > 1)) return fault();
  return { type: quantity.type, value: quantity.value, text } as Value;
}

/** What an attribute states, as its declared type; undefined with a problem. */
export function attributeValue(lowering: Lowering, document: ArchDocument, node: ast.AttributeStatement, type: ValueType): Value | undefined {
  if (type === 'window') return windowValue(lowering, document, node);
  if (node.every !== undefined) {
    lowering.problemAt(document, node, 'every', { type: 'bad-quantity', text: `${node.key} ${node.value.text} every ${node.every}`, wanted: 'once', units: [] });
    return undefined;
  }
  return literalValue(lowering, document, node.value, type);
}

/** How long and how often, as the share of time that it is. */
function windowValue(lowering: Lowering, document: ArchDocument, node: ast.AttributeStatement): Value | undefined {
  const time = literalValue(lowering, document, node.value, 'duration');
  const every = amount(lowering, document, node, 'every', node.every, 'duration');
  if (time?.type !== 'duration' || (node.every !== undefined && every === undefined)) return undefined;
  const text = node.every === undefined ? time.text : `${time.text} every ${node.every}`;
  if (every !== undefined && time.value < every) return { type: 'window', value: time.value / every, text };
  lowering.problemAt(document, node, every === undefined ? 'value' : 'every', { type: 'bad-quantity', text, wanted: every === undefined ? 'window' : 'shorter', units: [] });
  return undefined;
}

export function badQuantity(text: string, wanted: string): { type: 'bad-quantity'; text: string; wanted: string; units: string[]; candidate?: string } {
  const units = wanted in UNITS ? Object.keys(UNITS[wanted as QuantityType]) : [];
  const number = /^\d+(\.\d+)?/.exec(text)?.[0];
  const written = number === undefined ? '' : text.slice(number.length);
  const same = units.find((unit) => unit.toLowerCase() === written.toLowerCase());
  const unit = same ?? (written === '' ? onlyOne(units) : nearest(written, units, 1)[0]);
  const candidate = number === undefined || unit === undefined ? undefined : number + unit;
  const better = candidate !== text && !(wanted === 'share' && Number(number) > 100);
  return { type: 'bad-quantity', text, wanted, units, ...(candidate !== undefined && better ? { candidate } : {}) };
}

function onlyOne<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}

/** A property of a statement as a quantity of this type, in base units. */
export function amount(lowering: Lowering, document: ArchDocument, node: AstNode, property: string, text: string | undefined, type: QuantityType | 'number', index?: number): number | undefined {
  if (text === undefined) return undefined;
  const quantity = parseQuantity(text);
  const fits = quantity?.type === type && !(type === 'share' && quantity.value > 1);
  if (!fits) {
    lowering.problemAt(document, node, property, badQuantity(text, type), index);
    return undefined;
  }
  return quantity.value;
}

export function integer(lowering: Lowering, document: ArchDocument, node: AstNode, property: string, text: string | undefined, low = 0, high = Number.MAX_SAFE_INTEGER): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isInteger(value) && value >= low && value <= high) return value;
  lowering.problemAt(document, node, property, { type: 'bad-quantity', text, wanted: high === Number.MAX_SAFE_INTEGER ? `whole${low}` : `${low}-${high}`, units: [] });
  return undefined;
}

/** Times that were measured, each equally often. */
function measured(lowering: Lowering, document: ArchDocument, node: ast.Distribution, file: string): Distribution | undefined {
  if (node.shape !== 'samples') {
    lowering.problemAt(document, node, 'shape', { type: 'unknown-word', word: node.shape ?? '', on: 'distribution', candidates: ['samples'], choices: ['samples'] });
    return undefined;
  }
  const values = recordedIn(lowering, document, node, file);
  return values && { type: 'samples', values };
}

/** exp(sqrt(ln 2) · 2.3263): written out, since `Math.exp` may differ in its last bit from machine to machine. */
const P99_BY_MEDIAN = 6.936599367121396;

export function distribution(lowering: Lowering, document: ArchDocument, node: ast.Distribution): Distribution | undefined {
  if (node.file !== undefined) return measured(lowering, document, node, node.file);
  const first = amount(lowering, document, node, 'first', node.first, 'duration');
  if (first === undefined) return undefined;
  const second = (type: 'duration' | 'number'): number | undefined => amount(lowering, document, node, 'second', node.second, type);
  const shape = node.shape ?? (node.more.length > 0 ? 'samples' : 'constant');
  switch (shape) {
    case 'constant': return { type: 'constant', value: first };
    case 'exponential': return { type: 'exponential', mean: first };
    case 'uniform': {
      const high = second('duration');
      return { type: 'uniform', low: high === undefined ? 0 : first, high: high ?? first };
    }
    case 'lognormal': {
      const at = second('duration');
      const percentile = Number((node.parameter ?? 'p99').slice(1)) / 100;
      // Without a percentile, a coefficient of variation of 1 is taken: sigma² = ln 2.
      return { type: 'lognormal', median: first, percentile, at: at ?? first * P99_BY_MEDIAN };
    }
    case 'samples': return { type: 'samples', values: [first, ...node.more.flatMap((_, index) => amount(lowering, document, node, 'more', node.more[index], 'duration', index) ?? [])] };
    case 'hyperexponential': return { type: 'hyperexponential', mean: first, scv: second('number') ?? 4 };
    default:
      lowering.problemAt(document, node, 'shape', { type: 'unknown-word', word: shape, on: 'distribution', candidates: nearest(shape, SHAPES), choices: SHAPES });
      return { type: 'constant', value: first };
  }
}

const SHAPES = ['constant', 'exponential', 'uniform', 'lognormal', 'hyperexponential'];

/** A bare address; a prefix length is kept where it is allowed. */
export function addressUse(lowering: Lowering, document: ArchDocument, node: AstNode, property: string, index: number, text: string): AddressUse | undefined {
  const prefix = parsePrefix(text);
  if (!prefix) {
    lowering.problemAt(document, node, property, { type: 'bad-address', text, wanted: 'address' }, index);
    return undefined;
  }
  return {
    address: formatAddress({ family: prefix.family, value: prefix.host }),
    ...(text.includes('/') ? { length: prefix.length } : {}),
    origin: origin(document, node, propertyRange(node, property, index)),
  };
}

export function plainAddress(lowering: Lowering, document: ArchDocument, node: AstNode, property: string, text: string): string | undefined {
  const ip = parseAddress(text);
  if (ip) return formatAddress(ip);
  lowering.problemAt(document, node, property, { type: 'bad-address', text, wanted: 'address' });
  return undefined;
}

export function prefixText(lowering: Lowering, document: ArchDocument, node: AstNode, property: string, index: number, text: string): string | undefined {
  const prefix = parsePrefix(text);
  if (prefix) return formatPrefix(prefix);
  lowering.problemAt(document, node, property, { type: 'bad-address', text, wanted: 'prefix' }, index);
  return undefined;
}

const TRANSPORTS = ['tcp', 'udp', 'icmp'] as const;
const ALL_PORTS = { low: 0, high: 65_535 };

/** `tcp/443`, `udp/53`, `tcp/8000-8010`, `icmp`, `https`, `http/8080`, `mysql`; undefined with a problem where it is none. */
export function portMatches(lowering: Lowering, document: ArchDocument, node: AstNode, property: string, index: number, text: string): PortMatch[] {
  const compact = text.replace(/\s+/gu, '');
  const [name, numbers] = compact.split('/') as [string, string | undefined];
  const bad = (): PortMatch[] => {
    lowering.problemAt(document, node, property, { type: 'bad-address', text: compact, wanted: 'port' }, index);
    return [];
  };
  let range: { low: number; high: number } | undefined;
  if (numbers !== undefined) {
    range = portRange(numbers);
    if (!range) return bad();
  }
  if ((TRANSPORTS as readonly string[]).includes(name)) {
    const protocol = name as PortMatch['protocol'];
    if (protocol === 'icmp' && range) return bad();
    return [{ protocol, ...(range ?? ALL_PORTS), text: compact }];
  }
  if (/^\d/.test(name)) return bad();
  const known = lowering.model.protocols[name]?.ports ?? lowering.model.software[name]?.ports;
  if (!known || known.length === 0) {
    const candidates = nearest(name, [...TRANSPORTS, ...Object.keys(lowering.model.protocols), ...Object.keys(lowering.model.software)]);
    lowering.problemAt(document, node, property, { type: 'unknown-name', name, target: 'protocol', candidates }, index);
    return [];
  }
  const target = lowering.model.protocols[name] ? 'protocol' as const : 'software' as const;
  const at = propertyRange(node, property, index);
  lowering.reference(target, name, document, { start: at.start, end: { line: at.start.line, character: at.start.character + name.length } });
  if (range) return [{ protocol: known[0]!.protocol, ...range, name, text: compact }];
  return known.map((port) => ({ ...port, name, text: compact }));
}

export function portRange(text: string): { low: number; high: number } | undefined {
  const match = /^(\d+)(?:-(\d+))?$/.exec(text.replace(/\s+/gu, ''));
  if (!match) return undefined;
  const low = Number(match[1]);
  const high = match[2] === undefined ? low : Number(match[2]);
  return low <= high && high <= 65_535 ? { low, high } : undefined;
}

/** A list of ports; undefined where none was written. */
export function portList(lowering: Lowering, document: ArchDocument, node: AstNode, property: string, texts: readonly string[]): PortMatch[] | undefined {
  if (texts.length === 0) return undefined;
  return texts.flatMap((text, index) => portMatches(lowering, document, node, property, index, text));
}
