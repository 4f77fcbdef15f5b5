/**
 * The drawn parts of a picture by id: boxes by their node's id, lines by their edge's and by the flows and links that
 * they draw. States become classes (`is-failed` …), which the styles show.
 */
import type { Id } from '#language/model/model.js';
import type { LaidOutEdge, LaidOutNode, LaidOutScene } from '#language/scene/laid-out.js';
import type { PartState } from '#language/scene/theme.js';

export interface Part {
  /** The model id that a click on it means. */
  id: Id;
  group: SVGGElement;
  node?: LaidOutNode;
  edge?: LaidOutEdge;
}

export class Parts {
  private readonly byGroup = new Map<Element, Part>();
  private readonly byId = new Map<Id, Part[]>();
  private readonly byEdge = new Map<string, Part>();

  constructor(svg: SVGSVGElement, private readonly scene: LaidOutScene) {
    const nodes = new Map(scene.nodes.map((node) => [node.id, node]));
    const edges = new Map(scene.edges.map((edge) => [edge.id, edge]));
    for (const group of svg.querySelectorAll<SVGGElement>('g[data-id]')) {
      const id = group.dataset['id']!;
      const [node, edge] = [nodes.get(id), edges.get(id)];
      if (node) this.add({ id: node.id, group, node }, [node.id]);
      else if (edge) this.add({ id: edge.parts[0]?.id ?? edge.id, group, edge }, [edge.id, ...edge.parts.map((part) => part.id)]);
    }
  }

  private add(part: Part, ids: readonly Id[]): void {
    this.byGroup.set(part.group, part);
    if (part.edge) this.byEdge.set(part.edge.id, part);
    for (const id of ids) this.byId.set(id, [...(this.byId.get(id) ?? []), part]);
  }

  get all(): Iterable<Part> {
    return this.byGroup.values();
  }

  /** The box of an id, where it is drawn by one of its own. */
  node(id: Id): Part | undefined {
    return this.byId.get(id)?.find((part) => part.node);
  }

  /** The line of an edge, by the edge's own id. */
  line(id: string): Part | undefined {
    return this.byEdge.get(id);
  }

  get size(): number {
    return this.byGroup.size;
  }

  /** What draws an id: itself, else the box that stands for it. */
  drawing(id: Id): readonly Part[] {
    const own = this.byId.get(id);
    if (own) return own;
    const stand = Object.hasOwn(this.scene.stands, id) ? this.byId.get(this.scene.stands[id]!) : undefined;
    return stand ?? [];
  }

  /** The innermost part that was hit. */
  hit(target: EventTarget | null): Part | undefined {
    const group = target instanceof Element ? target.closest('g[data-id]') : null;
    return group ? this.byGroup.get(group) ?? this.hit(group.parentElement) : undefined;
  }

  /**
   * Standby members that serve now are drawn as what serves.
   * @param serving of groups the member that serves; a primary that is none of them stands by in its turn.
   */
  promote(promoted: ReadonlySet<Id>, serving?: ReadonlyMap<Id, Id | undefined>): void {
    const servers = new Set(serving?.values());
    for (const { group, node } of this.byGroup.values()) {
      if (!node) continue;
      if (!node.standby) {
        const around = serving && [...serving.keys()].find((id) => id === node.parent);
        if (around !== undefined && node.form !== 'frame') group.classList.toggle('standby', serving?.get(around) !== undefined && !servers.has(node.id));
        else if (!serving) group.classList.remove('standby');
        continue;
      }
      const waits = !promoted.has(node.id) && !servers.has(node.id);
      group.classList.toggle('standby', waits);
      for (const mark of group.querySelectorAll<SVGElement>('.mark')) {
        // While a scenario is played each member's role stands at its edge.
        if (mark.textContent === node.standby.word) mark.style.display = waits && !serving ? '' : 'none';
      }
    }
  }

  /** Gives these ids, and no others, a state. */
  mark(state: PartState, ids: Iterable<Id>): void {
    const wanted = new Set<Element>();
    for (const id of ids) for (const part of this.drawing(id)) wanted.add(part.group);
    for (const { group } of this.byGroup.values()) group.classList.toggle(`is-${state}`, wanted.has(group));
  }
}
