/**
 * Future events, earliest first; of events at one moment the one that was put in first (by sequence number), so that a
 * run is the same everywhere. A binary heap in flat arrays: an event is a time, a kind, and two numbers that the kind
 * gives a meaning to.
 */

/** As plain data, for snapshots: events in the order of the heap. */
export interface QueuedEvents {
  next: number;
  times: number[];
  sequence: number[];
  kinds: number[];
  first: number[];
  second: number[];
}

export class EventQueue {
  private times = new Float64Array(1024);
  private sequence = new Float64Array(1024);
  private kinds = new Int32Array(1024);
  private firsts = new Int32Array(1024);
  private seconds = new Int32Array(1024);
  private count = 0;
  private next = 0;

  /** The event that `pop` took out. */
  time = 0;
  kind = 0;
  first = 0;
  second = 0;

  get size(): number { return this.count; }
  /** When the next event happens; Infinity where none does. */
  get head(): number { return this.count > 0 ? this.times[0]! : Infinity; }

  push(time: number, kind: number, first: number, second: number): void {
    if (this.count === this.times.length) this.grow();
    const order = this.next++;
    const { times, sequence } = this;
    let hole = this.count++;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      // A new event has the largest number: at the same moment it stays below.
      if (times[parent]! <= time) break;
      this.move(parent, hole);
      hole = parent;
    }
    times[hole] = time;
    sequence[hole] = order;
    this.kinds[hole] = kind;
    this.firsts[hole] = first;
    this.seconds[hole] = second;
  }

  /** Takes the next event out and shows it in the fields; false where there is none. */
  pop(): boolean {
    if (this.count === 0) return false;
    const { times, sequence } = this;
    this.time = times[0]!;
    this.kind = this.kinds[0]!;
    this.first = this.firsts[0]!;
    this.second = this.seconds[0]!;
    const last = --this.count;
    const time = times[last]!;
    const order = sequence[last]!;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= last) break;
      const right = child + 1;
      if (right < last && (times[right]! < times[child]! || (times[right] === times[child] && sequence[right]! < sequence[child]!))) child = right;
      if (time < times[child]! || (time === times[child] && order < sequence[child]!)) break;
      this.move(child, hole);
      hole = child;
    }
    this.move(last, hole);
    return true;
  }

  snapshot(): QueuedEvents {
    const cut = (array: Float64Array | Int32Array): number[] => Array.from(array.subarray(0, this.count));
    return { next: this.next, times: cut(this.times), sequence: cut(this.sequence), kinds: cut(this.kinds), first: cut(this.firsts), second: cut(this.seconds) };
  }

  static from(queued: QueuedEvents): EventQueue {
    const queue = new EventQueue();
    while (queue.times.length < queued.times.length) queue.grow();
    queue.times.set(queued.times);
    queue.sequence.set(queued.sequence);
    queue.kinds.set(queued.kinds);
    queue.firsts.set(queued.first);
    queue.seconds.set(queued.second);
    queue.count = queued.times.length;
    queue.next = queued.next;
    return queue;
  }

  private move(from: number, to: number): void {
    this.times[to] = this.times[from]!;
    this.sequence[to] = this.sequence[from]!;
    this.kinds[to] = this.kinds[from]!;
    this.firsts[to] = this.firsts[from]!;
    this.seconds[to] = this.seconds[from]!;
  }

  private grow(): void {
    const size = this.times.length * 2;
    const larger = <A extends Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer>>(old: A, made: A): A => {
      made.set(old);
      return made;
    };
    this.times = larger(this.times, new Float64Array(size));
    this.sequence = larger(this.sequence, new Float64Array(size));
    this.kinds = larger(this.kinds, new Int32Array(size));
    this.firsts = larger(this.firsts, new Int32Array(size));
    this.seconds = larger(this.seconds, new Int32Array(size));
  }
}
