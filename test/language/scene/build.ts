/** Builds models by hand, so that the drawing is tested without the grammar. Origins count lines in the order of the calls. */
import type {
  Element, ElementNetwork, Endpoint, Flow, Group, GroupMode, Id, Link, LinkEnd, Model, PortMatch, Role, Thing, View,
} from '#language/model/model.js';
import type { Origin } from '#language/model/origin.js';

const ROLES: Record<string, Role> = {
  internet: 'place', site: 'place', region: 'place', zone: 'place', vpc: 'place', vlan: 'place', rack: 'place', users: 'actor', mobile: 'actor', pc: 'compute', server: 'compute',
  vm: 'compute', container: 'compute', app: 'service', dns: 'service', database: 'database', l2switch: 'switch', l3switch: 'router', router: 'router',
  firewall: 'filter', waf: 'filter', loadbalancer: 'balancer', nas: 'storage', part: 'part', 'internet-gateway': 'router',
};

export interface ElementOptions {
  in?: Id; label?: string; software?: string[]; ip?: string[]; subnet?: string; vlan?: number; on?: Id[]; tags?: string[];
  interfaces?: { on: Id; ip?: string; jack?: string }[]; mounts?: Id[]; vip?: string; role?: Role;
}

export class ModelBuilder {
  readonly model: Model;
  #line = 0;

  constructor(label?: string) {
    this.model = {
      root: 'file:///test.arch', files: ['file:///test.arch'], architecture: { label, metadata: { tags: [], meta: {} } }, kinds: {}, software: {}, protocols: {},
      elements: {}, groups: {}, securityGroups: {}, links: {}, flows: {}, expectations: [], sequences: [], scenarios: [], jobs: [], views: [], references: [], problems: [],
    };
  }

  origin(): Origin {
    const line = this.#line++;
    const range = { start: { line, character: 0 }, end: { line, character: 10 } };
    return { uri: 'file:///test.arch', range, extent: range };
  }

  #thing(id: Id, options: { in?: Id; label?: string; tags?: string[]; vip?: string }): Thing {
    return {
      id, name: id.slice(id.lastIndexOf('.') + 1), label: options.label, parent: options.in, metadata: { tags: options.tags ?? [], meta: {} }, attributes: {}, requires: [],
      vips: options.vip ? [{ address: options.vip, origin: this.origin() } as Thing['vips'][number]] : [], replications: [], backups: [], balances: [], origin: this.origin(),
    };
  }

  /** The id is the parent's and the name. */
  element(kind: string, name: string, options: ElementOptions = {}): Id {
    const id = options.in ? `${options.in}.${name}` : name;
    const role = options.role ?? ROLES[kind] ?? 'compute';
    const origin = this.origin();
    const network: ElementNetwork = {
      vlan: options.vlan, subnets: options.subnet ? [{ prefix: options.subnet, origin }] : [], addresses: (options.ip ?? []).map((address) => ({ address, origin }) as never),
      interfaces: (options.interfaces ?? []).map((each) => ({ on: { place: each.on }, address: each.ip ? ({ address: each.ip, origin } as never) : undefined, jack: each.jack, origin })),
      gateways: [], routes: [], routing: [], rules: [], stateless: false, securityGroups: [], nat: [], spanningTreeOff: false, transparent: false,
    };
    const parent = options.in ? this.model.elements[options.in] : undefined;
    this.model.elements[id] = {
      ...this.#thing(id, options), kind, is: [kind, role, 'element'], roles: [role], instance: undefined,
      hosts: options.on ?? (parent && !parent.roles.includes('place') ? [parent.id] : []), poweredBy: [],
      software: (options.software ?? []).map((software) => ({ name: software, origin })), mounts: (options.mounts ?? []).map((target) => ({ target, origin })), network,
    } as Element;
    return id;
  }

  /** `KIND NAME count N MODE`. */
  counted(kind: string, name: string, count: number, mode: GroupMode, options: ElementOptions = {}): Id {
    const { vip, ...each } = options;
    const members: Id[] = [];
    for (let index = 1; index <= count; index += 1) {
      const id = this.element(kind, `${name}#${index}`, { ...each, ip: options.ip ? [options.ip[index - 1]!] : undefined });
      this.model.elements[id]!.instance = { group: options.in ? `${options.in}.${name}` : name, index };
      members.push(id);
    }
    return this.group(name, mode, members, { in: options.in, label: options.label, vip, counted: true });
  }

  group(name: string, mode: GroupMode, members: Id[], options: { in?: Id; label?: string; vip?: string; counted?: boolean; need?: number } = {}): Id {
    const id = options.in ? `${options.in}.${name}` : name;
    this.model.groups[id] = {
      ...this.#thing(id, options), mode, need: options.need ?? 1, members: members.map((member) => ({ id: member, origin: this.origin() })), counted: options.counted ?? false,
    } as Group;
    return id;
  }

  replicate(group: Id, from: Id, to: Id, lag?: number): void {
    this.model.groups[group]!.replications.push({ from, to, mode: lag === undefined ? 'sync' : 'async', lag, origin: this.origin() });
  }

  endpoint(id: Id): Endpoint {
    return { type: 'ids', ids: [id], text: id, origin: this.origin() };
  }

  port(text: string): PortMatch {
    return { protocol: 'tcp', low: 80, high: 80, text, name: text };
  }

  flow(from: Id, to: Id, over?: string, options: Partial<Flow> = {}): Id {
    let id = options.name ?? `${from} -> ${to}`;
    while (this.model.flows[id]) id += "'";
    this.model.flows[id] = {
      title: options.label ?? id, from: [this.endpoint(from)], to: [this.endpoint(to)], ports: over ? [this.port(over)] : undefined, optional: false, async: false, tls: false,
      via: [], needs: [], chain: { id, index: 0 }, metadata: { tags: [], meta: {} }, origin: this.origin(), ...options, id,
    };
    return id;
  }

  link(a: Id, b: Id, options: Partial<Omit<Link, 'a' | 'b'>> & { a?: Partial<LinkEnd>; b?: Partial<LinkEnd> } = {}): Id {
    const { a: endA, b: endB, ...rest } = options;
    let id = options.name ?? `${a} -- ${b}`;
    while (this.model.links[id]) id += "'";
    this.model.links[id] = {
      id, a: { element: a, origin: this.origin(), ...endA }, b: { element: b, origin: this.origin(), ...endB }, medium: 'ethernet', attributes: {}, metadata: { tags: [], meta: {} }, origin: this.origin(), ...rest,
    } as Link;
    return id;
  }

  vlan(number: number): { number: number; text: string; origin: Origin } {
    return { number, text: String(number), origin: this.origin() };
  }

  view(name: string, view: Partial<View>): void {
    this.model.views.push({ name, show: [], collapse: [], hide: { ids: [], tags: [] }, highlight: { ids: [], tags: [] }, near: [], rank: [], origin: this.origin(), ...view });
  }
}
