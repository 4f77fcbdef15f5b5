/** Time, as whoever runs a server has it. */
export type Cancel = () => void;

export interface Scheduler {
  after(milliseconds: number, run: () => void): Cancel;
  /** As soon as what has arrived meanwhile, such as a key stroke, has been dealt with. */
  soon(run: () => void): Cancel;
  /** Milliseconds from any fixed point; only differences are read. */
  now(): number;
}
