// Writes schemas/lintel.schema.json, by which editors complete and check lintel.json: it names every rule. With --check it
// only compares and exits 1 on drift.
import { tsImport } from 'tsx/esm/api';
import { writeOrCompare } from './write-or-compare.mjs';

const { allRules } = await tsImport('../language/check/check.ts', import.meta.url);
const { word } = await tsImport('../language/messages/word.ts', import.meta.url);

const rules = Object.fromEntries(allRules.map(({ id, severity, title }) => [id, { $ref: '#/definitions/severity', description: `${word(title)}. ${severity} unless set here.` }]));

const schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'lintel:schemas/lintel.schema.json',
  title: 'lintel.json',
  description: 'Settings of a project, found upward from the file that is checked.',
  type: 'object',
  properties: {
    $schema: { type: 'string' },
    rules: { type: 'object', description: 'Severity of rules by name; off silences a rule.', properties: rules, additionalProperties: false },
  },
  additionalProperties: false,
  definitions: { severity: { enum: ['error', 'warning', 'info', 'hint', 'off'] } },
};

writeOrCompare([{ path: 'schemas/lintel.schema.json', content: `${JSON.stringify(schema, undefined, 2)}\n` }]);
