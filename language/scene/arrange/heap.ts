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
    let at = this.#items.length;
    this.#items.push(item);
    this.#costs.push(cost);
    this.#turns.push(this.#turn++);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#before(at, parent)) break;
      this.#swap(at, parent);
      at = parent;
    }
  }

  pop(): number {
    const top = this.#items[0]!;
    const last = this.#items.length - 1;
    this.#swap(0, last);
    this.#items.pop();
    this.#costs.pop();
    this.#turns.pop();
    for (let at = 0; ;) {
      const left = 2 * at + 1;
      if (left >= last) return top;
      const least = left + 1 < last && this.#before(left + 1, left) ? left + 1 : left;
      if (!this.#before(least, at)) return top;
      this.#swap(at, least);
      at = least;
    }
  }

  #before(a: number, b: number): boolean {
    return this.#costs[a]! < this.#costs[b]! || (this.#costs[a] === this.#costs[b] && this.#turns[a]! < this.#turns[b]!);
  }

  #swap(a: number, b: number): void {
    for (const list of [this.#items, this.#costs, this.#turns]) [list[a], list[b]] = [list[b]!, list[a]!];
  }
}
