/** A binary heap of numbers by their cost: what a search looks at next. Equal costs come out in the order they went in. */
export declare class Heap {
    #private;
    get size(): number;
    push(item: number, cost: number): void;
    pop(): number;
}
