/** Groups of nodes that reach each other in a directed graph (Tarjan 1972, without recursion), in time linear in nodes and edges. */

/** @returns the groups of all that is reached from the roots; whoever is led to comes before whoever leads there. */
export function strongComponents<K>(roots: Iterable<K>, nextOf: (node: K) => readonly K[]): K[][] {
  const index = new Map<K, number>();
  const low = new Map<K, number>();
  const open: K[] = [];
  const isOpen = new Set<K>();
  const components: K[][] = [];
  const stack: { node: K; next: readonly K[]; at: number }[] = [];
  const enter = (node: K): void => {
    low.set(node, index.size);
    index.set(node, index.size);
    open.push(node);
    isOpen.add(node);
    stack.push({ node, next: nextOf(node), at: 0 });
  };
  for (const root of roots) {
    if (!index.has(root)) enter(root);
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      if (top.at < top.next.length) {
        const next = top.next[top.at++]!;
        if (!index.has(next)) enter(next);
        else if (isOpen.has(next)) low.set(top.node, Math.min(low.get(top.node)!, index.get(next)!));
        continue;
      }
      stack.pop();
      const before = stack.at(-1);
      if (before) low.set(before.node, Math.min(low.get(before.node)!, low.get(top.node)!));
      if (low.get(top.node) !== index.get(top.node)) continue;
      const component = open.splice(open.lastIndexOf(top.node));
      for (const node of component) isOpen.delete(node);
      components.push(component);
    }
  }
  return components;
}
