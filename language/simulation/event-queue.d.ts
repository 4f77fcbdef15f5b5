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
export declare class EventQueue {
    private times;
    private sequence;
    private kinds;
    private firsts;
    private seconds;
    private count;
    private next;
    /** The event that `pop` took out. */
    time: number;
    kind: number;
    first: number;
    second: number;
    get size(): number;
    /** When the next event happens; Infinity where none does. */
    get head(): number;
    push(time: number, kind: number, first: number, second: number): void;
    /** Takes the next event out and shows it in the fields; false where there is none. */
    pop(): boolean;
    snapshot(): QueuedEvents;
    static from(queued: QueuedEvents): EventQueue;
    private move;
    private grow;
}
