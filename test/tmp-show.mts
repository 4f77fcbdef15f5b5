import { readFileSync } from 'node:fs';
import { findingsOf, messageOf } from './support/fixture.js';
import { word } from '#language/messages/word.js';
import { readModel } from './support/read-model.js';
import { Facts } from '#language/facts/query.js';
import { availabilityReport } from '#language/facts/redundancy/report.js';
const text = readFileSync(process.argv[2]!, 'utf8');
for (const f of findingsOf(text).findings) { console.log(`${f.origin.range.start.line + 1}:${f.origin.range.start.character + 1} ${f.severity} ${f.rule}: ${messageOf(f)}`); for (const r of f.related) console.log('     related', r.origin.range.start.line + 1, word(r.text)); for (const r of f.path ?? []) console.log('     path', r.origin.range.start.line + 1, word(r.text)); for (const x of f.fixes) console.log('     fix', word(x.title), JSON.stringify(x.edits)); }
for (const s of availabilityReport(new Facts(readModel(text)))) console.log(JSON.stringify({ ...s, assumptions: s.assumptions.map(word) }, null, 1));
