/**
 * Names over the model, by the rule that lowering resolves them with: the innermost enclosing scope first, then, if
 * unambiguous, anywhere. Edits write the shortest name that means its id at a place; completion lists what a name may be.
 */
import type { Id, Model } from '../model/model.js';

interface Named {
  id: Id;
  parent?: Id;
}

export class NamesInScope {
  private readonly children = new Map<Id, Map<string, Id[]>>();
  private readonly anywhere = new Map<string, Id[]>();
  private readonly parents = new Map<Id, Id | undefined>();

  constructor(private readonly model: Model) {
    const { elements, groups, securityGroups, links } = model;
    for (const part of [elements, groups, securityGroups].flatMap((each): Named[] => Object.values(each))) this.add(part);
    for (const link of Object.values(links)) if (link.name !== undefined) this.add(link);
  }

  private add({ id, parent }: Named): void {
    if (this.parents.has(id)) return;
    this.parents.set(id, parent);
    const name = lastSegment(id);
    const siblings = this.childrenOf(parent);
    siblings.set(name, [...siblings.get(name) ?? [], id]);
    this.anywhere.set(name, [...this.anywhere.get(name) ?? [], id]);
  }

  private childrenOf(id: Id | undefined): Map<string, Id[]> {
    const key = id ?? '';
    let found = this.children.get(key);
    if (!found) this.children.set(key, (found = new Map<string, Id[]>()));
    return found;
  }

  /** The ids directly inside, in source order. */
  inside(id: Id | undefined): Id[] {
    return [...this.children.get(id ?? '')?.values() ?? []].flat();
  }

  /** Everything that has a name. */
  all(): Id[] {
    return [...this.parents.keys()];
  }

  /** The scopes around a place, innermost first; undefined is the top of the architecture. */
  scopes(id: Id | undefined): (Id | undefined)[] {
    const found: (Id | undefined)[] = [];
    for (let scope = this.bodyOf(id); scope !== undefined && !found.includes(scope); scope = this.parents.get(scope)) found.push(scope);
    return [...found, undefined];
  }

  /** A counted element's block is read for each instance; the first stands for all. */
  private bodyOf(id: Id | undefined): Id | undefined {
    const group = id === undefined ? undefined : this.model.groups[id];
    return group?.counted ? group.members[0]?.id ?? id : id;
  }

  /** What a written path means inside the block of `scope`; undefined where nothing or several things. */
  resolve(path: string, scope: Id | undefined): Id | undefined {
    const segments = path.split('.');
    for (const each of this.scopes(scope)) {
      const found = this.descend([each], segments);
      if (found.length > 0) return found.length === 1 ? found[0] : undefined;
    }
    const starts = this.anywhere.get(segments[0]!) ?? [];
    const found = segments.length === 1 ? starts : starts.flatMap((each) => this.descend([each], segments.slice(1)));
    return found.length === 1 ? found[0] : undefined;
  }

  private descend(from: readonly (Id | undefined)[], segments: readonly string[]): Id[] {
    let current: readonly (Id | undefined)[] = from;
    for (const segment of segments) current = current.flatMap((each) => this.children.get(each ?? '')?.get(segment) ?? []);
    return current.filter((each) => each !== undefined);
  }

  /** The shortest name that means this id inside the block of `scope`. */
  shortest(id: Id, scope: Id | undefined): string {
    if (!this.parents.has(id)) return id;
    const segments = id.split('.');
    for (let length = 1; length < segments.length; length++) {
      const path = segments.slice(-length).join('.');
      if (this.resolve(path, scope) === id) return path;
    }
    return id;
  }
}

function lastSegment(id: Id): string {
  return id.slice(id.lastIndexOf('.') + 1);
}

const cache = new WeakMap<Model, NamesInScope>();

export function namesInScope(model: Model): NamesInScope {
  let found = cache.get(model);
  if (!found) cache.set(model, (found = new NamesInScope(model)));
  return found;
}
