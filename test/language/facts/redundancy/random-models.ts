/** Random small architectures with everything that the structure function knows: hosts, feeds, places, groups in groups, needs in circles, networks. */
import fc from 'fast-check';
import type { GroupMode, Id, Model } from '#language/model/model.js';
import { addElement, addFlow, addGroup, addLink, attribute, emptyModel, origin, type Ways } from './models.js';
import type { PathGraph } from '#language/facts/network/types.js';

export interface RandomModel {
  model: Model;
  ways: (from: Id, to: Id) => Ways | null | undefined;
}

/** Draws everything from one list of numbers, so that shrinking shortens the model. */
export class Dice {
  private at = 0;
  constructor(private readonly numbers: readonly number[]) {}
  below(n: number): number { return n <= 0 ? 0 : this.next() % n; }
  chance(percent: number): boolean { return this.next() % 100 < percent; }
  pick<T>(list: readonly T[]): T { return list[this.below(list.length)]!; }
  some<T>(list: readonly T[], most: number): T[] {
    return [...new Set(Array.from({ length: 1 + this.below(most) }, () => this.pick(list)))];
  }
  private next(): number { return this.numbers[this.at++ % this.numbers.length]!; }
}

function pathGraph(dice: Dice, from: Id, to: Id, devices: readonly Id[], links: readonly Id[]): PathGraph {
  const inner = dice.below(4);
  const nodes: PathGraph['nodes'] = [{ element: from }, { element: to }];
  for (let i = 0; i < inner; i++) nodes.push(devices.length > 0 && dice.chance(70) ? { element: dice.pick(devices) } : {});
  const edges: PathGraph['edges'] = [];
  for (let i = 0; i < 2 + inner * 2; i++) {
    const link = links.length > 0 && dice.chance(60) ? { link: dice.pick(links) } : {};
    edges.push({ from: dice.below(nodes.length), to: dice.below(nodes.length), ...link });
  }
  return { nodes, edges, source: 0, sink: 1 };
}

function build(numbers: readonly number[]): RandomModel {
  const dice = new Dice(numbers);
  const model = emptyModel();
  const places: Id[] = [];
  for (let i = 0; i < dice.below(3); i++) {
    addElement(model, `place${i}`, ['place'], {
      parent: places.length > 0 && dice.chance(50) ? dice.pick(places) : undefined,
      attributes: dice.chance(50) ? { availability: attribute('share', 0.9) } : {},
    });
    places.push(`place${i}`);
  }
  addElement(model, 'user', ['actor']);
  const machines: Id[] = [];
  for (let i = 0; i < 2 + dice.below(5); i++) {
    addElement(model, `m${i}`, ['compute'], {
      parent: places.length > 0 && dice.chance(30) ? dice.pick(places) : undefined,
      hosts: machines.length > 0 && dice.chance(30) ? dice.some(machines, 2) : [],
      poweredBy: machines.length > 0 && dice.chance(20) ? [{ anyOf: dice.some(machines, 2), origin: origin() }] : [],
    });
    machines.push(`m${i}`);
  }
  const stores: Id[] = [];
  for (let i = 0; i < dice.below(3); i++) stores.push(addElement(model, `nas${i}`, ['storage'], { parent: places.length > 0 && dice.chance(30) ? dice.pick(places) : undefined }).id);
  if (stores.length > 1 && dice.chance(50)) stores.push(addGroup(model, 'stores', stores.slice(), { mode: dice.pick<GroupMode>(['active-active', 'active-standby']), need: 1 }).id);
  for (const machine of machines) if (stores.length > 0 && dice.chance(30)) model.elements[machine]!.mounts = dice.some(stores, 2).map((target) => ({ target, origin: origin() }));
  const devices: Id[] = [];
  for (let i = 0; i < dice.below(3); i++) devices.push(addElement(model, `r${i}`, ['router']).id);
  const links: Id[] = [];
  for (let i = 0; i < dice.below(3); i++) links.push(addLink(model, `r${i}`, 'm0', { id: `link${i}` }).id);
  const ends: Id[] = [...machines];
  for (let i = 0; i < dice.below(4); i++) {
    const members = dice.some(ends, 3);
    const mode = dice.pick<GroupMode>(['active-active', 'active-standby', 'quorum']);
    addGroup(model, `g${i}`, members, {
      mode,
      need: mode === 'active-standby' ? 1 : 1 + dice.below(members.length),
      failover: dice.chance(40) ? { automatic: dice.chance(50), within: dice.chance(50) ? 30 : undefined, origin: origin() } : undefined,
    });
    ends.push(`g${i}`);
  }
  addFlow(model, 'user -> first', ['user'], dice.some(ends, 2));
  const flows: Id[] = ['user -> first'];
  for (let i = 0; i < dice.below(6); i++) {
    addFlow(model, `flow${i}`, dice.some(ends, 2), dice.some(ends, 2), {
      optional: dice.chance(15),
      access: dice.pick([undefined, undefined, 'reads', 'writes'] as const),
      needs: dice.chance(20) ? [{ id: dice.pick([...ends, ...flows]), origin: origin() }] : [],
    });
    flows.push(`flow${i}`);
  }
  const known = new Map<string, Ways | null | undefined>();
  for (const from of [...machines, 'user']) {
    for (const to of [...machines, ...stores]) {
      const kind = dice.below(10);
      known.set(`${from}>${to}`, kind < 5 ? undefined : kind === 5 ? null : {
        forward: pathGraph(dice, from, to, devices, links),
        ...(dice.chance(60) ? { back: pathGraph(dice, to, from, devices, links) } : {}),
      });
    }
  }
  return { model, ways: (from, to) => known.get(`${from}>${to}`) };
}

export const randomModels = fc.array(fc.nat(9999), { minLength: 20, maxLength: 400 }).map((numbers) => Object.assign(build(numbers), { toString: () => 'random model' }));
