/**
 * Random architectures for the drawing: nested places and VLANs, groups of all modes, filters, devices, cables, trunks
 * and tunnels, mounts, security groups, flows in any direction, with names short and long, Korean and English.
 */
import type { Finding } from '#language/model/finding.js';
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
const SOFTWARE = ['nginx', 'mysql', 'haproxy', 'postgresql'];
const LABELS = [undefined, undefined, '임상연구자 포털 서비스', 'Application server with a long name', '데이터베이스', 'A', '<script>alert(1)</script>', '통합인증/권한관리시스템', '고객 DB Active', '애플리케이션 서버 Application server', '결제-게이트웨이-primary', '아주 길어서 두 줄로도 다 들어가지 않을 만큼 긴 이름을 가진 통합 고객 관리 시스템'];

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
  for (let n = 0; n < placeCount; n += 1) places.push(b.element(pick(['zone', 'zone', 'site', 'vlan', 'rack']), `zone${n}`, { in: pick(places), subnet: `10.0.${n}.0/24`, label: pick(LABELS), vlan: chance(0.2) ? 10 * (n + 1) : undefined }));
  const count = 2 + Math.floor(random() * 14);
  for (let n = 0; n < count; n += 1) {
    const home = pick(places);
    const kind = pick(KINDS);
    const options = { in: home, label: pick(LABELS), software: chance(0.5) ? [pick(SOFTWARE)] : undefined, ip: chance(0.5) ? [`10.0.9.${n + 1}`, `10.0.9.${n + 101}`, `10.0.9.${n + 151}`, `10.0.9.${n + 171}`, `10.0.9.${n + 191}`] : undefined };
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
    if (chance(0.1)) { b.link(from, to, { tunnel: 'ipsec', label: pick([undefined, 'IPsec 터널 VPN tunnel']) } as object); continue; }
    b.link(from, to, { medium: pick(['ethernet', 'ethernet', 'ethernet', 'fc', 'wifi']), a: { jack: chance(0.5) ? `g1/0/${n}` : undefined, trunk, access }, b: { jack: chance(0.3) ? `eth${n}` : undefined, trunk, access } });
  }
  for (const id of elements) {
    if (chance(0.06) && !b.model.elements[id]!.roles.includes('place')) b.model.elements[id]!.mounts.push({ target: pick(elements), origin: b.origin(), path: chance(0.5) ? '/var/lib/data' : undefined } as never);
    if (chance(0.1)) b.model.elements[id]!.network.securityGroups.push({ id: 'guard', origin: b.origin() } as never);
  }
  return b.model;
}

/** Findings at random parts of the model, so that badges are drawn too. */
export function randomFindings(model: Model, seed: number): Finding[] {
  const random = randomOf(seed + 7919);
  const parts = [...Object.keys(model.elements), ...Object.keys(model.links), ...Object.keys(model.flows), ...Object.keys(model.groups)];
  const severities = ['error', 'warning', 'info', 'hint'] as const;
  return Array.from({ length: Math.floor(random() * parts.length) }, (_, index) => ({
    rule: `rule-${index % 5}`, severity: severities[Math.floor(random() * 4)]!, subjects: [parts[Math.floor(random() * parts.length)]!], related: [], fixes: [], key: String(index),
  }) as unknown as Finding);
}
