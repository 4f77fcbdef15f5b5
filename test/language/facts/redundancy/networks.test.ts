/**
 * Random architectures with real networks (packet filters, gateways that take turns, mounts, racks, supplies, hosts,
 * groups of every mode) in all their states: single points, minimal cut sets and availability against an oracle that
 * pulls the cables of what is down and traces every connection anew.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { carriage } from '#language/facts/network/carriage.js';
import { dialKey } from '#language/facts/network/dial.js';
import { flowDials } from '#language/facts/network/flow-dials.js';
import type { Dial } from '#language/facts/network/types.js';
import { Facts } from '#language/facts/query.js';
import { failable } from '#language/facts/redundancy/failable.js';
import { computeFigures } from '#language/facts/redundancy/figures.js';
import { reliability } from '#language/facts/redundancy/reliability.js';
import { services } from '#language/facts/redundancy/services.js';
import { singlePoints } from '#language/facts/redundancy/single-points.js';
import { structure } from '#language/facts/redundancy/structure.js';
import type { Flow, Id, Link, Model } from '#language/model/model.js';
import { readModel } from '../../../support/read-model.js';
import { BruteForce } from './brute-force.js';
import { addElement, addLink } from './models.js';
import { randomNetworks } from './random-networks.js';

const MOST_COMPONENTS = 14;
const LINKS = 3;
/** What a NAS listens on: NFS and SMB. */
const FILE_PORTS = [2049, 445].map((port) => ({ protocol: 'tcp' as const, low: port, high: port, text: `tcp/${port}` }));

/** The model with these links unplugged: each end keeps a cable, which leads to nothing. */
function unplugged(model: Model, links: readonly Link[]): Model {
  const copy: Model = { ...model, elements: { ...model.elements }, links: { ...model.links } };
  const router = (id: Id): boolean => model.elements[id]!.roles.some((role) => role === 'router' || role === 'filter');
  for (const link of links) {
    const [first, second] = router(link.a.element) ? [link.a, link.b] : [link.b, link.a];
    const [nothing, nowhere] = [0, 1].map((end) => addElement(copy, `nothing ${link.id} ${end}`, ['switch']).id);
    // Interfaces stand on the link by its name: it stays with the router.
    copy.links[link.id] = { ...link, a: first, b: { ...second, element: nothing! } };
    addLink(copy, second.element, nowhere!, { id: `${link.id} loose` });
  }
  return copy;
}

/** What is known of networks with this or that unplugged, for all states of one model. */
class Networks {
  private readonly answers = new Map<string, boolean>();
  private readonly networks = new Map<string, Facts>();

  constructor(readonly model: Model, readonly healthy: Facts) {}

  reached(links: readonly Link[], dial: Dial): boolean {
    const network = links.map((link) => link.id).join('\n');
    const key = `${network}\n\n${dialKey(dial)}`;
    let known = this.answers.get(key);
    if (known === undefined) this.answers.set(key, known = this.network(network, links).ask(carriage, dialKey(dial)).trace.reachable);
    return known;
  }

  private network(key: string, links: readonly Link[]): Facts {
    let facts = this.networks.get(key);
    if (!facts) this.networks.set(key, facts = links.length === 0 ? this.healthy : new Facts(unplugged(this.model, links)));
    return facts;
  }
}

/** One state of the whole, traced. Machines at the ends are judged by the caller: only what lies between is unplugged. */
class Traced extends BruteForce {
  private readonly lost: Link[][];

  constructor(private readonly networks: Networks, down: ReadonlySet<Id>) {
    super(networks.model, () => undefined, down);
    // Whichever of the gateways holds the address: a way over one of them is a way.
    const gateways = this.model.groups['gate']?.members.map((member) => member.id) ?? [''];
    this.lost = gateways.map((one) => this.lostLinks(gateways.filter((each) => each !== one)));
  }

  protected override carried(from: Id, to: Id, flow?: Flow): boolean {
    const dials: Dial[] = flow === undefined ? FILE_PORTS.map((port) => ({ from, to, port }))
      : this.networks.healthy.ask(flowDials, flow.id).filter((dial) => dial.from === from && dial.to === to);
    const reached = (dial: Dial): boolean => this.lost.some((links) => this.networks.reached(links, dial));
    return flow === undefined ? dials.some(reached) : dials.every(reached);
  }

  private lostLinks(idle: readonly Id[]): Link[] {
    const dead = new Set(Object.keys(this.model.elements).filter((id) => idle.includes(id) || (this.isDevice(id) && !this.up(id))));
    return Object.values(this.model.links).filter((link) => this.down.has(link.id) || dead.has(link.a.element) || dead.has(link.b.element));
  }

  private isDevice(id: Id): boolean {
    return this.model.elements[id]!.roles.some((role) => role === 'switch' || role === 'router' || role === 'filter');
  }
}

const near = (actual: number | undefined, expected: number, what: string): void => {
  assert.ok(actual !== undefined && Math.abs(actual - expected) < 1e-12, `${what}: ${actual} instead of ${expected}`);
};

describe('random architectures with networks', function () {
  this.timeout(process.env['LINTEL_RUNS'] ? 0 : 300_000);

  it('have the single points, cut sets and availability of all their states', () => {
    let working = 0;
    let filtered = 0;
    fc.assert(fc.property(randomNetworks, fc.nat(1000), (text, pick) => {
      const model = readModel(text);
      assert.deepEqual(model.problems, [], text);
      const facts = new Facts(model);
      const all = [...facts.ask(failable)];
      const elements = all.filter((id) => facts.elements[id]);
      const links = all.filter((id) => facts.links[id]);
      const some = links.filter((_, i) => (i + pick) % Math.max(1, Math.floor(links.length / LINKS)) === 0);
      const components = [...elements, ...some].slice(0, MOST_COMPONENTS);
      // Of what is left out nothing is down: its cut sets are those of the rest.
      const within = (set: readonly Id[]): boolean => set.every((id) => components.includes(id));
      const q = components.map((id) => facts.ask(reliability, id).unavailability);
      const networks = new Networks(model, facts);
      const flows = facts.ask(services);
      const fails = flows.map(() => new Uint8Array(1 << components.length));
      for (let state = 0; state < 1 << components.length; state++) {
        const traced = new Traced(networks, new Set(components.filter((_, i) => state & (1 << i))));
        flows.forEach((flow, i) => { fails[i]![state] = traced.service(flow) ? 0 : 1; });
      }
      flows.forEach((flow, i) => {
        const name = `${flow.name} of\n${text}\n`;
        const found = computeFigures(facts, facts.ask(structure), flow.id, 4, { nodes: 1e6, steps: 1e7 })!;
        assert.equal(found.works, fails[i]![0] === 0, name);
        if (!found.works) return;
        working++;
        if (text.includes('allow') || text.includes('deny')) filtered++;
        const cuts = minimal(fails[i]!, components.length, 4).map((set) => components.filter((_, at) => set & (1 << at)).join('|')).sort();
        assert.deepEqual(found.cutSets.filter(within).map((set) => [...set].sort((a, b) => components.indexOf(a) - components.indexOf(b)).join('|')).sort(), cuts, name);
        assert.deepEqual(singlePoints(facts, flow.id)!.points.filter((id) => within([id])).sort(), cuts.filter((cut) => !cut.includes('|')), name);
        if (components.length < all.filter((id) => facts.ask(reliability, id).unavailability > 0).length) return;
        const total = fails[i]!.reduce((sum, failed, state) => sum + (failed ? q.reduce((p, each, at) => p * (state & (1 << at) ? each : 1 - each), 1) : 0), 0);
        near(found.unavailability, total, name);
      });
    }), { endOnFailure: true, numRuns: Number(process.env['LINTEL_RUNS'] ?? 12) });
    assert.ok(working > 5 && filtered > 2, `${working} working services, ${filtered} with filters`);
  });
});

/** Failed states that contain no smaller failed state, up to an order. */
function minimal(fails: Uint8Array, components: number, order: number): number[] {
  const found: number[] = [];
  const size = (set: number): number => { let n = 0; for (let left = set; left; left &= left - 1) n++; return n; };
  for (let set = 0; set < fails.length; set++) {
    if (!fails[set] || size(set) > order) continue;
    if (!Array.from({ length: components }, (_, i) => 1 << i).some((bit) => set & bit && fails[set ^ bit])) found.push(set);
  }
  return found;
}
