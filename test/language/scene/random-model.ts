/** Random architectures for the drawing: nested places, groups, filters, devices, cables and flows in any direction. */
import type { Id, Model } from '#language/model/model.js';
import { ModelBuilder } from './build.js';

/** A small generator of its own (mulberry32), so that a seed names a picture. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const KINDS = ['server', 'database', 'loadbalancer', 'firewall', 'waf', 'l3switch', 'l2switch', 'router', 'nas', 'app', 'dns', 'pc'];
const LABELS = [undefined, undefined, '임상연구자 포털 서비스', 'Application server with a long name', '데이터베이스', 'A', '<script>alert(1)</script>', '통합인증/권한관리시스템'];

export function randomModel(seed: number): Model {
  const random = randomOf(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const chance = (share: number): boolean => random() < share;
  const b = new ModelBuilder(`Random ${seed}`);
  const places: (Id | undefined)[] = [undefined];
  const things: Id[] = [];
  const world = chance(0.8) ? b.element('internet', 'world') : undefined;
  if (world) for (let n = 0; n < 1 + Math.floor(random() * 3); n += 1) things.push(b.element('users', `users${n}`, { in: world, label: pick(LABELS) }));
  const placeCount = Math.floor(random() * 6);
  for (let n = 0; n < placeCount; n += 1) places.push(b.element('zone', `zone${n}`, { in: pick(places), subnet: `10.0.${n}.0/24`, label: pick(LABELS) }));
  const count = 2 + Math.floor(random() * 14);
  for (let n = 0; n < count; n += 1) {
    const home = pick(places);
    const kind = pick(KINDS);
    const options = { in: home, label: pick(LABELS), software: chance(0.5) ? [pick(['nginx', 'mysql', 'haproxy'])] : undefined, ip: chance(0.5) ? [`10.0.9.${n + 1}`, `10.0.9.${n + 101}`, `10.0.9.${n + 151}`, `10.0.9.${n + 171}`, `10.0.9.${n + 191}`] : undefined };
    if (chance(0.3)) {
      const size = 2 + Math.floor(random() * 4);
      const mode = pick(['active-active', 'active-standby', 'quorum'] as const);
      const group = b.counted(kind, `e${n}`, size, mode, { ...options, vip: chance(0.4) ? `10.0.8.${n}` : undefined });
      things.push(group);
      const members = b.model.groups[group]!.members.map((member) => member.id);
      if (chance(0.5)) things.push(pick(members));
      if (chance(0.3)) for (const member of members.slice(1)) b.replicate(group, members[0]!, member, 0.2);
    } else {
      const id = b.element(kind, `e${n}`, options);
      things.push(id);
      if (chance(0.12)) for (let inner = 0; inner < 2; inner += 1) things.push(b.element('part', `p${inner}`, { in: id }));
    }
  }
  if (chance(0.5) && places.length > 2) {
    // Twin places: what stands in both forms groups.
    const twins = [places[1]!, places[2]!].map((home, index) => ['db', 'web'].map((name) => b.element(name === 'db' ? 'database' : 'server', `${name}-twin${index}`, { in: home })));
    for (const [index, name] of ['db', 'web'].entries()) {
      const members = twins.map((twin) => twin[index]!);
      const group = b.group(`${name}-twins`, name === 'db' ? 'active-standby' : 'active-active', members);
      things.push(group, members[0]!);
      if (name === 'db') b.replicate(group, members[0]!, members[1]!, chance(0.5) ? 1 : undefined);
    }
    if (chance(0.7)) b.flow('web-twins', 'db-twins', 'mysql', { access: chance(0.5) ? 'writes' : 'reads' });
  }
  const ends = [...things, ...places.filter((id): id is Id => id !== undefined && chance(0.3)), ...(world ? [world] : [])];
  const flows = Math.floor(random() * count * 1.5);
  for (let n = 0; n < flows; n += 1) {
    const [from, to] = [pick(things), pick(ends)];
    if (from !== to) b.flow(from, to, pick(['https', 'mysql', 'tcp/8000-8010', undefined]), { async: chance(0.2), optional: chance(0.15), label: pick([undefined, undefined, '조회 요청', 'a rather long label of a flow that must be cut somewhere']) });
  }
  const elements = Object.keys(b.model.elements);
  const links = Math.floor(random() * count);
  for (let n = 0; n < links; n += 1) {
    const [from, to] = [pick(elements), pick(elements)];
    if (from === to) continue;
    const trunk = chance(0.3) ? [b.vlan(10), b.vlan(20)] : undefined;
    const access = !trunk && chance(0.4) ? b.vlan(pick([10, 20, 30])) : undefined;
    b.link(from, to, { medium: pick(['ethernet', 'ethernet', 'ethernet', 'fc', 'wifi']), a: { jack: chance(0.5) ? `g1/0/${n}` : undefined, trunk, access }, b: { jack: chance(0.3) ? `eth${n}` : undefined, trunk, access } });
  }
  return b.model;
}
