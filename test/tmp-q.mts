import { readModel } from './support/read-model.js';
import { Facts } from '#language/facts/query.js';
import { availabilityReport } from '#language/facts/redundancy/report.js';
import { word } from '#language/messages/word.js';
for (const text of [
  'users u  server h count 2  vm a on h  flow u -> a as s',
  'users u  server h count 2  vm a count 4 on h  flow u -> a as s',
  'users u  device f count 2  server a { powered-by f }  flow u -> a as s',
  'users u  server a count 2 active-standby  flow u -> a as s  expect s survives loss of any 1 server expect availability of s >= 99.9999%',
  'users u  server a { mtbf 100h }  flow u -> a as s',
  'users u  rack r1 { server a }  rack r2 { server b } group g active-active { members a, b }  flow u -> g as s  expect s survives loss of any 1 rack',
  'users u  server a count 3 quorum 2 flow u -> a as s',
]) {
  const m = readModel(text);
  console.log(text, JSON.stringify(m.problems.map(p=>p.type)), Object.values(m.elements).map(e => `${e.id}:${e.hosts}:${JSON.stringify(e.poweredBy.map(p=>p.anyOf))}`).join(' '));
  const f = new Facts(m);
  for (const s of availabilityReport(f)) console.log('   ', s.name, s.availability, s.cutSets.map(c => c.join(' ')).join('; '), s.assumptions.map(word));
}
