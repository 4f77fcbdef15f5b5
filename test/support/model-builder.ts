/**
 * Models for tests without a word of `.arch`: each call adds one part, and lines are counted so that every part has an
 * origin of its own. What a test does not say is left at the model's neutral values.
 */
import type {
  Element, Endpoint, FilterRule, Flow, Group, GroupMode, Id, Link, LinkEnd, Model, NatRule, PortMatch, Role, Route, VlanUse,
} from '#language/model/model.js';
import type { Origin } from '#language/model/origin.js';

const KINDS: Record<string, { roles: Role[]; is: string[]; layer?: number }> = {
  internet: { roles: ['place'], is: ['internet', 'place'] },
  zone: { roles: ['place'], is: ['zone', 'place'] },
  site: { roles: ['place'], is: ['site', 'place'] },
  vpc: { roles: ['place'], is: ['vpc', 'place'] },
  vlan: { roles: ['place'], is: ['vlan', 'place'] },
  users: { roles: ['actor'], is: ['users'] },
  pc: { roles: ['compute'], is: ['pc'] },
  server: { roles: ['compute'], is: ['server'] },
  vm: { roles: ['compute'], is: ['vm'] },
  app: { roles: ['service'], is: ['app', 'service'] },
  database: { roles: ['database'], is: ['database'] },
  loadbalancer: { roles: ['balancer'], is: ['loadbalancer'] },
  proxy: { roles: ['service'], is: ['proxy', 'service'] },
  router: { roles: ['router'], is: ['router'], layer: 3 },
  l3switch: { roles: ['router'], is: ['l3switch', 'router'], layer: 3 },
  'nat-gateway': { roles: ['router'], is: ['nat-gateway', 'router'], layer: 3 },
  l2switch: { roles: ['switch'], is: ['l2switch', 'switch'], layer: 2 },
  hub: { roles: ['switch'], is: ['hub', 'switch'], layer: 1 },
  firewall: { roles: ['filter'], is: ['firewall', 'filter'], layer: 4 },
  waf: { roles: ['filter'], is: ['waf', 'filter'], layer: 7 },
  ids: { roles: ['filter'], is: ['ids', 'filter'], layer: 7 },
  san: { roles: ['storage'], is: ['san'] },
};

export type EndText = string | { any: true };

export interface ElementWords {
  in?: Id;
  on?: Id;
  label?: string;
  ip?: string | string[];
  subnet?: string | string[];
  vlan?: number;
  /** `place-or-link address/length`; the address may be left out. */
  interface?: string[];
  gateway?: string | string[];
  /** `prefix via address|element`, `prefix blackhole`; `metric N` may follow. */
  route?: string[];
  routing?: string;
  /** `allow a -> b over tcp/80`; ends may be lists with commas. */
  rules?: string[];
  default?: 'allow' | 'deny';
  stateless?: boolean;
  inbound?: string[];
  inboundStateless?: boolean;
  use?: string[];
  /** `dnat ADDR [over P] -> TARGET [over P]`, `masquerade SRC [-> DST]`, `snat SRC [-> DST] to ADDR`. */
  nat?: string[];
  ports?: string[];
  tags?: string[];
  transparent?: boolean;
  software?: string;
  roles?: Role[];
}

export class ModelBuilder {
  readonly model: Model = {
    root: 'file:///test.arch', files: ['file:///test.arch'], architecture: { metadata: { tags: [], meta: {} } },
    kinds: {}, software: {}, protocols: {}, elements: {}, groups: {}, securityGroups: {}, links: {}, flows: {},
    expectations: [], sequences: [], scenarios: [], jobs: [], views: [], references: [], problems: [],
  };
  private line = 0;

  origin(): Origin {
    const line = this.line++;
    const range = { start: { line, character: 0 }, end: { line, character: 10 } };
    return { uri: 'file:///test.arch', range, extent: range };
  }

  element(kind: string, id: Id, words: ElementWords = {}): this {
    const known = KINDS[kind];
    if (!known) throw new Error(`no kind ${kind}`);
    const list = (value: string | string[] | undefined): string[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
    const parent = words.in;
    const host = words.on ?? (parent !== undefined && !this.model.elements[parent]?.roles.includes('place') ? parent : undefined);
    const address = (text: string): { address: string; length?: number; origin: Origin } => {
      const [plain, length] = text.split('/');
      return { address: plain!, ...(length ? { length: Number(length) } : {}), origin: this.origin() };
    };
    const rules = (texts: string[] | undefined): FilterRule[] => (texts ?? []).map((text) => this.rule(text));
    const element: Element = {
      id, name: id.split('.').at(-1)!, kind, is: [...known.is, 'element', ...(words.software ? [words.software] : [])],
      roles: [...known.roles, ...(words.roles ?? [])], ...(known.layer ? { layer: known.layer } : {}),
      ...(parent === undefined ? {} : { parent }), ...(words.label ? { label: words.label } : {}),
      metadata: { tags: words.tags ?? [], meta: {} }, attributes: {}, requires: [], vips: [], replications: [], backups: [], balances: [],
      hosts: host === undefined ? [] : [host], poweredBy: [], software: [], mounts: [], origin: this.origin(),
      ...(words.ports ? { ports: words.ports.map(port) } : {}),
      network: {
        ...(words.vlan === undefined ? {} : { vlan: words.vlan }),
        subnets: list(words.subnet).map((prefix) => ({ prefix, origin: this.origin() })),
        addresses: list(words.ip).map(address),
        interfaces: (words.interface ?? []).map((text) => {
          const [on, where] = text.split(' ') as [string, string | undefined];
          const use = where === undefined ? undefined : address(where);
          return { on: this.model.links[on] ? { link: on } : { place: on }, ...(use ? { address: use } : {}), origin: use?.origin ?? this.origin() };
        }),
        gateways: list(words.gateway).map((text) => (/^[0-9a-f:.]+$/.test(text) && /[.:]/.test(text) ? { address: text, origin: this.origin() } : { element: text, origin: this.origin() })),
        routes: (words.route ?? []).map((text) => this.route(text)),
        routing: words.routing ? [{ protocol: words.routing, origin: this.origin() }] : [],
        rules: rules(words.rules),
        ...(words.default ? { defaultAction: { action: words.default, origin: this.origin() } } : {}),
        stateless: words.stateless ?? false,
        ...(words.inbound ? { inbound: { rules: rules(words.inbound), stateless: words.inboundStateless ?? false, origin: this.origin() } } : {}),
        securityGroups: (words.use ?? []).map((each) => ({ id: each, origin: this.origin() })),
        nat: (words.nat ?? []).map((text) => this.nat(text)),
        spanningTreeOff: false, transparent: words.transparent ?? false,
      },
    };
    this.model.elements[id] = element;
    return this;
  }

  /** `count` members `id#1` …, and the group over them. */
  counted(kind: string, id: Id, count: number, mode: GroupMode, each: (index: number) => ElementWords, group: { vip?: string } = {}): this {
    const members: Id[] = [];
    for (let index = 1; index <= count; index++) {
      this.element(kind, `${id}#${index}`, each(index));
      members.push(`${id}#${index}`);
    }
    return this.group(id, mode, members, group);
  }

  group(id: Id, mode: GroupMode, members: Id[], words: { vip?: string; in?: Id } = {}): this {
    const group: Group = {
      id, name: id, mode, need: 1, members: members.map((member) => ({ id: member, origin: this.origin() })), counted: false,
      ...(words.in === undefined ? {} : { parent: words.in }),
      metadata: { tags: [], meta: {} }, attributes: {}, requires: [], replications: [], backups: [], balances: [],
      vips: words.vip ? [{ address: words.vip, origin: this.origin() }] : [], origin: this.origin(),
    };
    this.model.groups[id] = group;
    return this;
  }

  securityGroup(id: Id, rules: string[], stateless = false): this {
    this.model.securityGroups[id] = {
      id, name: id, rules: rules.map((text) => this.rule(text)), stateless, metadata: { tags: [], meta: {} }, origin: this.origin(),
      members: Object.values(this.model.elements).filter((element) => element.network.securityGroups.some((use) => use.id === id)).map((element) => element.id),
    };
    return this;
  }

  /** `a access 10`, `b:g1 trunk 10, 20 native 10`. */
  link(a: string, b: string, words: { as?: string; tunnel?: string; medium?: Link['medium'] } = {}): this {
    const [from, to] = [this.end(a), this.end(b)];
    const id = words.as ?? `${from.element} -- ${to.element}`;
    this.model.links[id] = {
      id, ...(words.as ? { name: words.as } : {}), a: from, b: to, medium: words.medium ?? 'ethernet', attributes: {},
      metadata: { tags: [], meta: {} }, origin: this.origin(), ...(words.tunnel ? { tunnel: words.tunnel } : {}),
    };
    return this;
  }

  flow(from: string, to: string, over?: string, words: Partial<Flow> = {}): this {
    const id = words.name ?? `${from} -> ${to}`;
    this.model.flows[id] = {
      id, title: id, from: this.ends(from), to: this.ends(to), ...(over ? { ports: over.split(',').map((each) => port(each.trim())) } : {}),
      optional: false, async: false, tls: false, via: [], needs: [], chain: { id, index: 0 }, metadata: { tags: [], meta: {} }, origin: this.origin(), ...words,
    };
    return this;
  }

  endpoint(text: string): Endpoint {
    const name = text.trim();
    const origin = this.origin();
    if (name === 'any') return { type: 'any', text: name, origin };
    if (/^[0-9a-f:.]+(\/\d+)?$/.test(name) && /[.:]/.test(name)) return { type: 'address', prefix: name, text: name, origin };
    return { type: 'ids', ids: [name], text: name, origin };
  }

  private ends(text: string): Endpoint[] {
    return text.split(',').map((each) => this.endpoint(each));
  }

  private end(text: string): LinkEnd {
    const [, name, jack, rest] = /^([^\s:]+)(?::(\S+))?\s*(.*)$/.exec(text)!;
    const vlan = (written: string): VlanUse => {
      const place = Number.isNaN(Number(written)) ? written : undefined;
      const number = place === undefined ? Number(written) : this.model.elements[place]?.network.vlan ?? 0;
      return { number, text: written, origin: this.origin(), ...(place ? { place } : {}) };
    };
    const access = /access (\S+)/.exec(rest!)?.[1];
    const trunk = /trunk ([^n]+?)\s*(?:native|$)/.exec(rest!)?.[1];
    const native = /native (\S+)/.exec(rest!)?.[1];
    return {
      element: name!, origin: this.origin(), ...(jack ? { jack } : {}),
      ...(access ? { access: vlan(access) } : {}),
      ...(trunk ? { trunk: trunk.split(',').map((each) => vlan(each.trim())) } : {}),
      ...(native ? { native: vlan(native) } : {}),
    };
  }

  private route(text: string): Route {
    const [, prefix, rest] = /^(\S+) (.*)$/.exec(text)!;
    const metric = /metric (\d+)/.exec(rest!)?.[1];
    const via = /via (\S+)/.exec(rest!)?.[1];
    const target: Route['via'] = via === undefined ? { blackhole: true }
      : /^[0-9a-f:.]+$/.test(via) && /[.:]/.test(via) ? { address: via }
        : this.model.links[via] ? { link: via } : { element: via };
    return { prefix: prefix!, via: target, origin: this.origin(), ...(metric ? { metric: Number(metric) } : {}) };
  }

  private rule(text: string): FilterRule {
    const [, action, from, to, over, source] = /^(allow|deny)\s*(.*?)\s*(?:->\s*(.*?))?\s*(?:over (.*?))?\s*(?:from port (\d+))?$/.exec(text)!;
    return {
      action: action as 'allow' | 'deny', text, origin: this.origin(),
      ...(from ? { from: this.ends(from) } : {}), ...(to ? { to: this.ends(to) } : {}),
      ...(over ? { ports: over.split(',').map((each) => port(each.trim())) } : {}),
      ...(source ? { sourcePorts: [port(`tcp/${source}`), port(`udp/${source}`)] } : {}),
    };
  }

  private nat(text: string): NatRule {
    const origin = this.origin();
    const dnat = /^dnat (\S+)(?: over (\S+))? -> (\S+)(?: over (\S+))?$/.exec(text);
    if (dnat) {
      return {
        type: 'dnat', text, origin, address: dnat[1]!, to: this.endpoint(dnat[3]!),
        ...(dnat[2] ? { ports: [port(dnat[2])] } : {}), ...(dnat[4] ? { toPorts: [port(dnat[4])] } : {}),
      };
    }
    const snat = /^snat (\S+)(?: -> (\S+))? to (\S+)$/.exec(text);
    if (snat) return { type: 'snat', text, origin, from: this.ends(snat[1]!), ...(snat[2] ? { to: this.ends(snat[2]) } : {}), address: snat[3]! };
    const masquerade = /^masquerade (\S+)(?: -> (\S+))?$/.exec(text)!;
    return { type: 'masquerade', text, origin, from: this.ends(masquerade[1]!), ...(masquerade[2] ? { to: this.ends(masquerade[2]) } : {}) };
  }
}

const NAMES: Record<string, string> = { https: 'tcp/443', http: 'tcp/80', mysql: 'tcp/3306', ssh: 'tcp/22', dns: 'udp/53' };

/** `tcp/443`, `udp/53-60`, `icmp`, `https`, `http/8080`. */
export function port(text: string): PortMatch {
  if (text === 'icmp') return { protocol: 'icmp', low: 0, high: 65_535, text };
  const [name, number] = text.split('/') as [string, string | undefined];
  const known = NAMES[name];
  if (known && number === undefined) return { ...port(known), name, text };
  const protocol = known ? known.split('/')[0] : name;
  const [low, high] = (number ?? '0-65535').split('-');
  return { protocol: protocol as 'tcp' | 'udp', low: Number(low), high: Number(high ?? low), text, ...(known ? { name } : {}) };
}

export function build(): ModelBuilder {
  return new ModelBuilder();
}
