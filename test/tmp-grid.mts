import { readModel } from './support/read-model.js';
import { Facts } from '#language/facts/query.js';
import { figures } from '#language/facts/redundancy/figures.js';
import { structure } from '#language/facts/redundancy/structure.js';
import { rule } from '#language/rules/redundancy/single-point-of-failure.js';
import { carriage } from '#language/facts/network/carriage.js';
import { flowDials } from '#language/facts/network/flow-dials.js';
import { dialKey } from '#language/facts/network/dial.js';
const n = Number(process.argv[2]); const kind = process.argv[3] ?? 'l2switch';
let t = 'users u { ip 10.0.0.2 }\nserver a { ip 10.0.0.1 }\n';
for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) t += `${kind} s${i}x${j}\n`;
for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) { if (i + 1 < n) t += `link s${i}x${j} -- s${i+1}x${j} { availability 99.9% }\n`; if (j + 1 < n) t += `link s${i}x${j} -- s${i}x${j+1} { availability 99.9% }\n`; }
t += `link u -- s0x0\nlink a -- s${n-1}x${n-1}\nflow u -> a over https as s\n`;
function time<T>(what: string, f: () => T): T { const t = performance.now(); const r = f(); console.log(what, Math.round(performance.now() - t), 'ms'); return r; }
const m = time('read', () => readModel(t));
const f = new Facts(m);
const c = time('carriage', () => f.ask(carriage, dialKey(f.ask(flowDials, 's')[0]!)));
console.log(c.trace.disposition, c.forward?.nodes.length, c.forward?.edges.length);
time('structure', () => f.ask(structure));
time('rule', () => console.log([...rule.run(f)].length));
const g = time('figures', () => figures(f, 's')!);
console.log(g.availability, g.bounds, g.cutSets.length, g.importance[3]);
