import { readModel } from './support/read-model.js';
import { Facts } from '#language/facts/query.js';
import { availabilityReport } from '#language/facts/redundancy/report.js';
import { word } from '#language/messages/word.js';
for (const text of [
  'users u { ip 10.0.0.2 } server a { ip 10.0.0.1 mtbf 1000h } link u -- a { mtbf 99996h }  flow u -> a as s',
  'users u  site x { mtbf 9996h device d { } }  flow u -> x.d as s',
  'users u  ec2 a { mtbf 996h }  ec2 b flow u -> a, b as s',
  'users u  group g active-standby { members a, b  failover automatic within 60s  repair crews 1 } ec2 a  ec2 b flow u -> g as s',
]) {
  const m = readModel(text);
  const f = new Facts(m);
  for (const s of availabilityReport(f)) console.log('   ', s.name, s.availability, s.cutSets.map(c => c.join(' ')).join('; '), s.assumptions.map(word));
}
