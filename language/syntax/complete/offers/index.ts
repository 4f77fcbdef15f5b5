/** Which offers answer an expected token. */
import type { Expected } from '../grammar-walk.js';
import type { Place } from '../place.js';
import type { Offer } from '../proposal.js';
import { addressOffers } from './addresses.js';
import { attributeOffers, baseOffers, collected, kindOffers, kindsOfRole, softwareOffers, systemOffers, tagOffers } from './catalogue.js';
import { instanceOffers, nameOffers, vlanNumberOffers } from './names.js';
import { portNumberOffers, portOffers } from './ports.js';
import { comesRound, quantityOffers } from './quantities.js';
import { statementOffers } from './statements.js';
import { blockWordOffers, PROPERTIES, wordOffers } from './words.js';

export function offersFor(expected: Expected, place: Place): Offer[] {
  return expected.keyword !== undefined ? keywordOffers(expected, place) : terminalOffers(expected, place);
}

const OPERATORS = new Set(['->', '<-', '--', '>=', '<=', '>', '<', '=']);

function keywordOffers(expected: Expected, place: Place): Offer[] {
  const { keyword = '', type, startsStatement } = expected;
  if (type === 'AttributeStatement' && keyword === 'every' && !comesRound(expected, place)) return [];
  if (OPERATORS.has(keyword)) return [{ label: keyword, kind: 'operator', rank: 0.5 }];
  if (keyword === '{') return [{ label: '{ … }', kind: 'snippet', text: '{\n\t$0\n}', snippet: true, rank: 3 }];
  if (!/^[a-z]/.test(keyword)) return [];
  if (keyword === 'any') return startsStatement ? [] : [{ label: keyword, kind: 'keyword', rank: 2.8 }];
  return startsStatement ? statementOffers(keyword, type, place) : [{ label: keyword, kind: 'keyword', rank: 0.6 }];
}

function terminalOffers(expected: Expected, place: Place): Offer[] {
  switch (expected.terminal) {
    case 'NAME': case 'WORD': case 'ID': return expected.dataRule === 'Port' ? portOffers(expected, place) : namedOffers(expected, place);
    case 'NUMBER': return numberOffers(expected, place);
    case 'QUANTITY': return quantityOffers(expected, place);
    case 'ADDRESS': return addressOffers(expected, place);
    case 'STRING': return REQUIRED_TEXT.has(expected.type) ? [{ label: '"…"', kind: 'snippet', text: '"${1}"', snippet: true, rank: 1 }] : [];
    default: return [];
  }
}

const REQUIRED_TEXT = new Set(['Header', 'Import', 'Sequence', 'Scenario', 'MetaStatement', 'BalanceMatch']);

function numberOffers(expected: Expected, place: Place): Offer[] {
  if (expected.dataRule === 'Port') return portNumberOffers(place);
  if (expected.dataRule === 'Path') return instanceOffers(place);
  if (expected.dataRule === 'VlanName') return /#$/.test(place.before) ? instanceOffers(place) : vlanNumberOffers(place);
  if (expected.type === 'CountPart' || expected.type === 'GroupMode') return ['2', '3'].map((label): Offer => ({ label, kind: 'value', rank: 1 }));
  return [];
}

function namedOffers(expected: Expected, place: Place): Offer[] {
  const use = `${expected.type}.${expected.property}`;
  const special = wordOffers(use) ?? BY_USE[use]?.(place);
  if (special) return special;
  return expected.dataRule === 'Path' || expected.dataRule === 'VlanName' ? nameOffers(expected, place) : [];
}

const values = (words: readonly string[]): Offer[] => words.map((label): Offer => ({ label, kind: 'value', rank: 1 }));

/** Names that are no paths. Where a new name is declared there is nothing to offer. */
const BY_USE: Record<string, (place: Place) => Offer[]> = {
  'Element.kind': (place) => kindOffers(place, place.block.owner?.type === 'Element' && place.kind?.role !== 'place' ? 3 : 1),
  'AttributeStatement.key': (place) => [...attributeOffers(place, place.kind?.role === 'place' ? 3 : 1), ...blockWordOffers(place.block.owner?.type)],
  'KindDeclaration.bases': (place) => kindOffers(place),
  'SoftwareUse.name': softwareOffers,
  'OsStatement.names': systemOffers,
  'IsStatement.names': baseOffers,
  'ProvidesStatement.names': ({ model }) => collected(model, 'provides'),
  'RequiresStatement.names': ({ model }) => collected(model, 'provides'),
  'LicenceStatement.names': ({ model }) => collected(model, 'licence'),
  'IconStatement.icon': ({ model }) => collected(model, 'icon'),
  'TagStatement.names': tagOffers, 'EverySubject.tag': tagOffers, 'TagEndpoint.tag': tagOffers, 'ViewHide.tags': tagOffers, 'ViewHighlight.tags': tagOffers,
  'EverySubject.kind': (place) => [...values(['element', 'service', 'flow']), ...kindOffers(place, 2)],
  'ExpectSurvives.kind': (place) => [...values(['host', 'power', 'link', 'element']), ...kindOffers(place, 2)],
  'ExpectSpread.kind': (place) => [...values(['host', 'power']), ...kindsOfRole(place, 'place'), ...kindsOfRole(place, 'switch')],
  'ExpectHas.property': (place) => [...values(PROPERTIES), ...Object.keys(place.model.kinds['element']?.attributes ?? {}).map((label): Offer => ({ label, kind: 'attribute', rank: 2 }))],
  'Stage.after': ({ model }) => values([...new Set(model.jobs.flatMap((job) => job.stages.map((stage) => stage.name)))]),
};
