/** A binary heap of numbers by their cost: what a search looks at next. Equal costs come out in the order they went in. */
export class Heap {
  readonly #items: number[] = [];
  readonly #costs: number[] = [];
  readonly #turns: number[] = [];
  #turn = 0;

  get size(): number {
    return this.#items.length;
  }

  push(item: number, cost: number): void {
    const turn = this.#turn++;
    let at = this.#items.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      // Whatever is here already came before; so of equal costs it stays above.
      if (this.#costs[parent]! <= cost) break;
      this.#copy(parent, at);
      at = parent;
    }
    this.#put(at, item, cost, turn);
  }

  pop(): number {
    const top = this.#items[0]!;
    const [item, cost, turn] = [this.#items.pop()!, this.#costs.pop()!, this.#turns.pop()!];
    const size = this.#items.length;
    if (size === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && this.#before(child + 1, this.#costs[child]!, this.#turns[child]!)) child += 1;
      if (!this.#before(child, cost, turn)) break;
      this.#copy(child, at);
      at = child;
    }
    this.#put(at, item, cost, turn);
    return top;
  }

  #before(at: number, cost: number, turn: number): boolean {
    return this.#costs[at]! < cost || (this.#costs[at] === cost && this.#turns[at]! < turn);
  }

  #copy(from: number, to: number): void {
    this.#put(to, this.#items[from]!, this.#costs[from]!, this.#turns[from]!);
  }

  #put(at: number, item: number, cost: number, turn: number): void {
    this.#items[at] = item;
    this.#costs[at] = cost;
    this.#turns[at] = turn;
  }
}
