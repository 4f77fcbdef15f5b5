/** One structure function with what is known of its components: what its figures are computed from. */
import type { Id } from '../../model/model.js';
import type { Facts } from '../query.js';
import type { Gate } from './circuit.js';
import { crewBlocks, type CrewBlock } from './crews.js';
import { maintained } from './maintained.js';
import { reliability } from './reliability.js';
import { componentOf, type Structure } from './structure.js';
import { Weights } from './thresholds.js';

export class Subject {
  /** Single points whose state is independent of all others: they need no place in the diagram. */
  readonly apart: readonly Gate[];
  private readonly counted: ReadonlySet<Gate>;
  readonly points: Id[];
  readonly blocks: CrewBlock[];
  /** Components that wait for each other's repair. */
  readonly dependent: ReadonlySet<Gate>;
  /** Of what stands in a diagram, single components or large thresholds over them. */
  readonly weights = new Weights((variable) => this.down(variable));

  constructor(readonly facts: Facts, readonly from: Structure, readonly root: Gate, points: Id[]) {
    this.points = points;
    this.blocks = facts.ask(crewBlocks);
    const shared = new Set(this.blocks.flatMap((block) => block.members));
    this.apart = points.filter((point) => !shared.has(point)).map((point) => from.selves.get(point)!);
    this.counted = new Set(this.apart);
    this.dependent = new Set([...shared].map((id) => from.selves.get(id)!));
  }

  /** The probability that a variable is false, by itself; a hand-over counts as never under way. */
  down(variable: Gate): number {
    const id = componentOf(this.from.circuit, variable);
    return id === undefined ? 0 : this.facts.ask(reliability, id).unavailability;
  }

  /** Nothing else follows from its state: neither who waits for a repair, nor who hands over. */
  isIndependent(variable: Gate): boolean {
    return !this.isHandover(variable) && !this.isOnlyMaintained(variable) && !this.dependent.has(variable);
  }

  /** Never fails, as places do not, but is taken out of service. */
  isOnlyMaintained(variable: Gate): boolean {
    const id = componentOf(this.from.circuit, variable);
    return id !== undefined && !this.from.failable.has(variable) && this.facts.ask(maintained).has(id);
  }

  isHandover(variable: Gate): boolean {
    return this.from.circuit.gates[variable]!.meaning.type === 'handover';
  }

  /** True for what the figures treat as certain: what cannot fail, and the single points that are counted apart. */
  fixed(variable: Gate): true | undefined {
    if (this.isHandover(variable) || this.isOnlyMaintained(variable)) return undefined;
    return this.from.failable.has(variable) && !this.counted.has(variable) ? undefined : true;
  }
}

