/** Units behind a number that is being typed, and common values where none is yet. */
import type { QuantityType, ValueType } from '../../../model/values.js';
import { trailOf, type Expected } from '../grammar-walk.js';
import type { Place } from '../place.js';
import type { Offer } from '../proposal.js';
import { declaredAttributes } from './catalogue.js';
import { FIGURES } from './words.js';

const UNITS: Record<QuantityType, readonly string[]> = {
  duration: ['ms', 's', 'm', 'h', 'd'], rate: ['/s', '/m', '/h'], size: ['kB', 'MB', 'GB', 'TB', 'KiB', 'MiB', 'GiB', 'TiB'],
  bandwidth: ['kbps', 'Mbps', 'Gbps'], share: ['%'],
};
const COMMON: Record<QuantityType, readonly string[]> = {
  duration: ['100ms', '1s', '30s', '5m', '1h'], rate: ['10/s', '100/s'], size: ['1MB', '16GB', '1TB'], bandwidth: ['100Mbps', '1Gbps', '10Gbps'], share: ['50%', '99%', '99.9%'],
};

const BY_PROPERTY: Record<string, QuantityType> = {
  'FlowShare.value': 'share', 'FlowTimeout.value': 'duration', 'VrrpStatement.every': 'duration', 'HeartbeatStatement.every': 'duration',
  'HeartbeatStatement.timeout': 'duration', 'FailoverStatement.within': 'duration', 'ReplicateStatement.lag': 'duration', 'BackupStatement.every': 'duration',
  'AttributeStatement.every': 'duration',
  'BalanceCheck.every': 'duration', 'BalanceCheck.timeout': 'duration', 'BalancePassive.failTimeout': 'duration', 'BalanceSlowStart.time': 'duration', 'Event.at': 'duration', 'Load.rate': 'rate', 'Load.moments': 'duration',
  'Load.for': 'duration', 'Load.size': 'size', 'Distribution.first': 'duration', 'Distribution.second': 'duration',
};
const OF_BLOCK: Record<string, Record<string, ValueType>> = {
  Scenario: { warmup: 'duration' }, Stage: { memory: 'size' },
};

export function quantityOffers(expected: Expected, place: Place): Offer[] {
  const type = typeOf(expected, place);
  if (type === undefined) return [];
  const digits = /^[0-9]+(\.[0-9]+)?/.exec(place.context.prefix)?.[0];
  if (digits === undefined) return COMMON[type].map((label, index): Offer => ({ label, kind: 'value', detail: type, rank: 1 + index / 10 }));
  return UNITS[type].map((unit, index): Offer => ({ label: digits + unit, kind: 'unit', detail: type, rank: index / 10 }));
}

function typeOf(expected: Expected, place: Place): QuantityType | undefined {
  const known = BY_PROPERTY[`${expected.type}.${expected.property}`];
  if (known) return known;
  const trail = trailOf(expected.walked);
  if (expected.outer.includes('ExpectFigure.value')) {
    const figure = trail.findLast((each) => each.property === 'figure')?.token.image;
    return quantity(FIGURES[figure ?? '']);
  }
  return quantity(attributeType(expected, place));
}

/** Of the attribute whose value is being written, or was. */
function attributeType(expected: Expected, place: Place): ValueType | undefined {
  const key = trailOf(expected.walked).findLast((each) => each.type === 'AttributeStatement' && each.property === 'key')?.token.image;
  if (key === undefined) return undefined;
  const declared = declaredAttributes(place);
  return Object.hasOwn(declared, key) ? declared[key]!.type : OF_BLOCK[place.block.owner?.type ?? '']?.[key];
}

/** Only a window comes round again; nothing else goes on with `every`. */
export function comesRound(expected: Expected, place: Place): boolean {
  return attributeType(expected, place) === 'window';
}

function quantity(type: ValueType | undefined): QuantityType | undefined {
  // A window begins with how long it is.
  if (type === 'window') return 'duration';
  return type !== undefined && type in UNITS ? type as QuantityType : undefined;
}
