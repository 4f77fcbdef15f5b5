/** The schemas that are shipped, and SARIF's own, as validators. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

export type SchemaName = 'check' | 'trace' | 'matrix' | 'availability' | 'test' | 'scene' | 'simulate' | 'diff' | 'lintel';

export function schema(name: SchemaName): object {
  return JSON.parse(readFileSync(new URL(`../../../../schemas/${name}.schema.json`, import.meta.url), 'utf8')) as object;
}

/** Parses and validates: the value comes back. */
export function validated<T = unknown>(name: SchemaName, json: string): T {
  const value = JSON.parse(json) as T;
  const ajv = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true });
  assert.ok(ajv.validate(schema(name), value), JSON.stringify(ajv.errors, undefined, 1));
  return value;
}

/** Against the schema of SARIF 2.1.0 with its errata, as Microsoft's SARIF SDK publishes it. */
export function validatedSarif<T>(json: string): T {
  const value = JSON.parse(json) as T;
  sarif ??= sarifValidator();
  assert.ok(sarif(value), JSON.stringify(sarif.errors, undefined, 1));
  return value;
}

let sarif: ReturnType<typeof sarifValidator> | undefined;

function sarifValidator() {
  const file = new URL('../../../../node_modules/@microsoft/sarif-multitool-ts/assets/sarif-2.1.0.schema.json', import.meta.url);
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
  return ajv.compile(JSON.parse(readFileSync(file, 'utf8')) as object);
}
