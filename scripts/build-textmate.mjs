/**
 * Writes syntaxes/arch.tmLanguage.json, which colours a file before the language server has read it; its words are
 * those of the grammar. With --check it only compares and exits 1 on drift. A TextMate grammar sees one line at a time and
 * knows no names, so what it cannot tell (an element called like a keyword) it leaves to the semantic tokens.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { tsImport } from 'tsx/esm/api';

const { languageWords } = await tsImport('../language/syntax/keywords.ts', import.meta.url);
const target = new URL('../syntaxes/arch.tmLanguage.json', import.meta.url);
const words = languageWords();

const LETTER = '[\\p{L}_]';
const PART = '[\\p{L}\\p{M}\\p{N}_]';
const NAME = `${LETTER}${PART}*(?:-${PART}+)*`;
const WORD_END = `(?!${PART}|-${PART})`;
const NOT_IN_WORD = `(?<!${PART}|[\\p{L}\\p{M}\\p{N}_]-)`;
/** Where a statement may begin: at a line's start, behind a brace, and behind the two spaces that part statements. */
const STATEMENT = '(?:^|(?<=[{}])|(?<=\\s\\s))\\s*';
const PORT_NUMBER = '[0-9]+(?:-[0-9]+)?';

const anyOf = (list) => list.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).join('|');
const declaring = ['group', 'securitygroup', 'kind', 'protocol', 'variant', 'view', 'job', 'stage'];
const actions = ['fail', 'kill', 'stop', 'recover', 'slow', 'cut', 'partition', 'chaos', 'load'];
const modes = ['active-active', 'active-standby', 'quorum', 'round-robin', 'ip-hash', 'least-connections', 'least-response-time', 'random',
  'automatic', 'manual', 'sync', 'async', 'preempt', 'no-preempt', 'blackhole', 'steady', 'off'];
for (const word of [...declaring, ...actions, ...modes]) {
  if (!words.all.includes(word)) throw new Error(`"${word}" is no keyword (any more)`);
}
// These are common names too, so they count as keywords only where their statement says so.
const fromContext = new Set(['any', 'users', 'links', 'flows', 'all', 'load', ...actions, ...modes]);
const starting = words.starting.filter((word) => word !== 'any');
const inner = words.inner.filter((word) => !fromContext.has(word));

/** A word as a keyword: no end of a path or of an arrow, and not part of a longer word. */
const keyword = (list) => `${NOT_IN_WORD}(?<![.#/:])(?<!-> |-- |, )(${anyOf(list)})${WORD_END}(?!\\s*(?:->|--|[.,#]))`;

const grammar = {
  $schema: 'https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json',
  name: 'Lintel',
  scopeName: 'source.arch',
  fileTypes: ['arch'],
  patterns: [{ include: '#comments' }, { include: '#strings' }, { include: '#statements' }, { include: '#values' }, { include: '#words' }, { include: '#signs' }],
  repository: {
    comments: {
      patterns: [
        {
          name: 'comment.block.documentation.arch', begin: '/\\*\\*(?!/)', end: '\\*/',
          beginCaptures: { 0: { name: 'punctuation.definition.comment.arch' } }, endCaptures: { 0: { name: 'punctuation.definition.comment.arch' } },
        },
        {
          name: 'comment.block.arch', begin: '/\\*', end: '\\*/',
          beginCaptures: { 0: { name: 'punctuation.definition.comment.arch' } }, endCaptures: { 0: { name: 'punctuation.definition.comment.arch' } },
        },
        {
          name: 'comment.line.double-slash.arch', match: `(//)\\s*(lintel-ignore)\\s+([\\p{L}\\p{N}/-]+)(?:\\s+(until)\\s+([0-9-]+))?.*$`,
          captures: {
            1: { name: 'punctuation.definition.comment.arch' }, 2: { name: 'keyword.control.directive.arch' }, 3: { name: 'entity.name.tag.rule.arch' },
            4: { name: 'keyword.control.directive.arch' }, 5: { name: 'constant.numeric.date.arch' },
          },
        },
        { name: 'comment.line.double-slash.arch', match: '(//).*$', captures: { 1: { name: 'punctuation.definition.comment.arch' } } },
      ],
    },
    strings: {
      patterns: [
        {
          name: 'string.quoted.double.arch', begin: '"', end: '("|$)',
          beginCaptures: { 0: { name: 'punctuation.definition.string.begin.arch' } }, endCaptures: { 1: { name: 'punctuation.definition.string.end.arch' } },
          patterns: [{ name: 'constant.character.escape.arch', match: '\\\\.' }],
        },
      ],
    },
    statements: {
      patterns: [
        {
          match: '^\\x{FEFF}?\\s*(language)\\s+([0-9]+)',
          captures: { 1: { name: 'keyword.control.statement.arch' }, 2: { name: 'constant.numeric.arch' } },
        },
        {
          comment: 'attribute retention duration',
          match: `${STATEMENT}(attribute)\\s+(${NAME})(?:\\s+(${NAME}))?`,
          captures: { 1: { name: 'keyword.control.declaration.arch' }, 2: { name: 'variable.other.property.arch' }, 3: { name: 'entity.name.type.arch' } },
        },
        {
          comment: 'group db, kind broker extends service',
          match: `${STATEMENT}(${anyOf(declaring)})\\s+(${NAME})`,
          captures: { 1: { name: 'keyword.control.declaration.arch' }, 2: { name: 'entity.name.declaration.arch' } },
        },
        {
          comment: 'at 10m fail db1',
          match: `${STATEMENT}(at)\\s+([0-9.]+)(\\p{L}+)\\s+(${anyOf(actions)})${WORD_END}`,
          captures: {
            1: { name: 'keyword.control.statement.arch' }, 2: { name: 'constant.numeric.quantity.arch' }, 3: { name: 'keyword.other.unit.arch' },
            4: { name: 'keyword.control.action.arch' },
          },
        },
        {
          comment: 'show links of idc',
          match: `${STATEMENT}(show)\\s+(flows|links|all)${WORD_END}`,
          captures: { 1: { name: 'keyword.control.statement.arch' }, 2: { name: 'constant.language.arch' } },
        },
        { match: `${STATEMENT}${keyword(starting)}`, captures: { 1: { name: 'keyword.control.statement.arch' } } },
        {
          comment: 'workers 200: an attribute, since a literal follows',
          match: `${STATEMENT}(${NAME})(?=\\s+["0-9])`,
          captures: { 1: { name: 'variable.other.property.arch' } },
        },
        {
          comment: 'server web: a kind, since a name follows',
          match: `${STATEMENT}(${NAME})\\s+(${NAME})(?=\\s*(?:$|[{}"]|//|/\\*|\\s\\s|(?:count|on)\\s|[0-9]+\\s*(?:$|["{])))`,
          captures: { 1: { name: 'entity.name.type.arch' }, 2: { name: 'entity.name.declaration.arch' } },
        },
      ],
    },
    values: {
      patterns: [
        { name: 'constant.numeric.address.arch', match: `${NOT_IN_WORD}(?:[0-9]+(?:\\.[0-9]+){2,}|[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,8}(?:\\.[0-9]+){0,3})(?:/[0-9]+)?` },
        {
          comment: 'tcp/443, http/8080, udp/1000-2000',
          match: `(?<=\\sover |\\sport |^port |\\scheck |^check |, )(${NAME})(/)(${PORT_NUMBER})`,
          captures: { 1: { name: 'support.constant.protocol.arch' }, 2: { name: 'punctuation.separator.arch' }, 3: { name: 'constant.numeric.port.arch' } },
        },
        {
          comment: 'over https',
          match: `(?<=\\sover )(${NAME})`,
          captures: { 1: { name: 'support.constant.protocol.arch' } },
        },
        {
          match: `${NOT_IN_WORD}([0-9]+(?:\\.[0-9]+)?)(%|[A-Za-z\\x{B5}\\x{3BC}]+(?:/[A-Za-z]+)?|/[A-Za-z]+)`,
          captures: { 1: { name: 'constant.numeric.quantity.arch' }, 2: { name: 'keyword.other.unit.arch' } },
        },
        { match: `${NOT_IN_WORD}([0-9]+)\\s+(users)${WORD_END}`, captures: { 1: { name: 'constant.numeric.arch' }, 2: { name: 'keyword.other.arch' } } },
        { name: 'constant.numeric.arch', match: `${NOT_IN_WORD}[0-9]+(?:\\.[0-9]+)?` },
      ],
    },
    words: {
      patterns: [
        { comment: 'as NAME', match: `${NOT_IN_WORD}(as)\\s+(${NAME})`, captures: { 1: { name: 'keyword.other.arch' }, 2: { name: 'entity.name.declaration.arch' } } },
        { comment: 'extends web, app', match: `${NOT_IN_WORD}(extends)\\s+(${NAME})`, captures: { 1: { name: 'keyword.other.arch' }, 2: { name: 'entity.name.type.arch' } } },
        {
          comment: 'every database',
          match: `${NOT_IN_WORD}(every)\\s+(${NAME})`, captures: { 1: { name: 'keyword.other.arch' }, 2: { name: 'entity.name.type.arch' } },
        },
        { match: keyword(modes), captures: { 1: { name: 'constant.language.arch' } } },
        { name: 'constant.language.arch', match: `${NOT_IN_WORD}(?<![.#/:])any${WORD_END}(?![.#])` },
        { match: keyword(inner), captures: { 1: { name: 'keyword.other.arch' } } },
        { name: 'variable.other.arch', match: NAME },
      ],
    },
    signs: {
      patterns: [
        { name: 'keyword.operator.arrow.arch', match: '->|<-|--' },
        { name: 'keyword.operator.comparison.arch', match: '>=|<=|>|<|=' },
        { name: 'punctuation.section.block.begin.arch', match: '\\{' },
        { name: 'punctuation.section.block.end.arch', match: '\\}' },
        { name: 'punctuation.separator.arch', match: '[,.:#/-]' },
      ],
    },
  },
};

const text = JSON.stringify(grammar, undefined, 2) + '\n';
if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8').replaceAll('\r\n', '\n') !== text) {
    console.error('syntaxes/arch.tmLanguage.json is out of date: run "node scripts/build-textmate.mjs"');
    process.exit(1);
  }
} else {
  writeFileSync(target, text);
}
