/**
 * The structure function read aloud from the language's page, one state at a time and without any cleverness: the
 * oracle for the circuit, the diagrams and everything that is computed from them.
 */
import type { Flow, Group, Id, Model } from '#language/model/model.js';
import type { PathGraph } from '#language/facts/network/types.js';
import type { Ways } from './models.js';

export class BruteForce {
  private readonly working = new Map<Id, boolean>();

  constructor(
    protected readonly model: Model,
    private readonly ways: (from: Id, to: Id) => Ways | null | undefined,
    protected readonly down: ReadonlySet<Id>,
  ) {}

  /** The greatest fixpoint, found when it is first asked for. */
  private settle(): void {
    if (this.working.size > 0) return;
    for (const id of Object.keys(this.model.elements)) this.working.set(id, true);
    for (let changed = true; changed;) {
      changed = false;
      for (const id of Object.keys(this.model.elements)) {
        const works = this.elementWorks(id);
        if (works !== this.working.get(id)) {
          this.working.set(id, works);
          changed = true;
        }
      }
    }
  }

  works(id: Id): boolean {
    this.settle();
    const group = this.model.groups[id];
    return group ? this.byMode(group, false, (member) => this.works(member)) : this.working.get(id)!;
  }

  service(flow: Flow): boolean {
    this.settle();
    return flow.from.every((end) => end.type === 'ids' && end.ids.every((id) => this.source(flow, id)));
  }

  private source(flow: Flow, id: Id): boolean {
    const group = this.model.groups[id];
    if (group) return this.byMode(group, false, (member) => this.source(flow, member));
    const actor = this.model.elements[id]!.roles.includes('actor');
    return (actor || this.up(id)) && this.asks(flow, id);
  }

  private elementWorks(id: Id): boolean {
    const own = Object.values(this.model.flows).filter((flow) => !flow.optional && flow.from.some((end) => end.type === 'ids' && end.ids.some((each) => this.isOrHas(each, id))));
    return this.up(id) && own.every((flow) => this.asks(flow, id)) && this.model.elements[id]!.mounts.every((mount) => this.mounted(id, mount.target));
  }

  /** What it mounts is up and reached; what is part of the same machine needs no network. */
  private mounted(id: Id, target: Id): boolean {
    const group = this.model.groups[target];
    if (group) return this.byMode(group, false, (member) => this.mounted(id, member));
    return this.up(target) && (this.machine(id) === this.machine(target) || this.carried(id, target));
  }

  private machine(id: Id): Id {
    const [host] = this.model.elements[id]!.hosts;
    return host === undefined ? id : this.machine(host);
  }

  private isOrHas(id: Id, element: Id): boolean {
    return id === element || (this.model.groups[id]?.members.some((member) => this.isOrHas(member.id, element)) ?? false);
  }

  private asks(flow: Flow, from: Id): boolean {
    return flow.to.every((end) => end.type === 'ids' && end.ids.every((id) => this.target(flow, from, id)))
      && flow.needs.every(({ id }) => (this.model.flows[id] ? this.service(this.model.flows[id]) : this.works(id)));
  }

  private target(flow: Flow, from: Id, id: Id): boolean {
    const group = this.model.groups[id];
    if (group) return this.byMode(group, flow.access === 'reads', (member) => this.target(flow, from, member));
    return this.working.get(id)! && (from === id || this.carried(from, id, flow));
  }

  private byMode(group: Group, reads: boolean, good: (id: Id) => boolean): boolean {
    const members = group.members.map((member) => member.id);
    if (reads) return members.some(good);
    const manual = group.failover?.automatic === false && group.failover.within === undefined;
    if (group.mode === 'active-standby') return manual ? good(members[0]!) : members.some(good);
    return members.filter(good).length >= group.need;
  }

  /** @param _flow that asks; undefined for a mount */
  protected carried(from: Id, to: Id, _flow?: Flow): boolean {
    const ways = this.ways(from, to);
    if (ways === null) return false;
    return ways === undefined || [ways.forward, ways.back].every((graph) => !graph || this.connected(graph));
  }

  private connected(graph: PathGraph): boolean {
    const open = (node: number): boolean => graph.nodes[node]!.element === undefined || this.up(graph.nodes[node]!.element!);
    if (!open(graph.source)) return false;
    const seen = new Set([graph.source]);
    for (let grew = true; grew;) {
      grew = false;
      for (const edge of graph.edges) {
        if (seen.has(edge.from) && !seen.has(edge.to) && open(edge.to) && !(edge.link && this.down.has(edge.link))) grew = !!seen.add(edge.to);
      }
    }
    return seen.has(graph.sink);
  }

  up(id: Id): boolean {
    const group = this.model.groups[id];
    if (group) return this.byMode(group, false, (member) => this.up(member));
    const element = this.model.elements[id]!;
    if (element.is.includes('internet')) return true;
    return !this.down.has(id) && element.hosts.every((host) => this.up(host))
      && element.poweredBy.every((entry) => entry.anyOf.some((feed) => this.up(feed)))
      && (element.parent === undefined || this.up(element.parent));
  }
}
