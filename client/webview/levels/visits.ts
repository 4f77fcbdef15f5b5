/** What the reader chose to see, in order, to go back to and forward again, as in a browser. */
import type { Choice } from '#language/protocol/picture.js';

/** Further back nobody goes; what is remembered across reloads must stay small. */
const MOST = 40;

export interface Visited {
  choices: Choice[];
  /** Which of them is seen now. */
  at: number;
}

export class Visits {
  private choices: Choice[] = [];
  private at = -1;

  /** Back after a reload. Whatever is not whole begins anew. */
  restore(visited: Visited | undefined): void {
    if (!visited || visited.choices.length === 0 || visited.choices.length > MOST || visited.at >= visited.choices.length) return;
    [this.choices, this.at] = [[...visited.choices], visited.at];
  }

  get state(): Visited {
    return { choices: [...this.choices], at: Math.max(0, this.at) };
  }

  get here(): Choice | undefined {
    return this.choices[this.at];
  }

  /** Something else is chosen: what lay ahead is gone. The same again is no step. */
  go(choice: Choice): void {
    if (this.here && same(this.here, choice)) return;
    this.choices = [...this.choices.slice(0, this.at + 1), choice].slice(-MOST);
    this.at = this.choices.length - 1;
  }

  canGo(steps: -1 | 1): boolean {
    return this.choices[this.at + steps] !== undefined;
  }

  /** The choice before or after this one, which is then the one that is seen. */
  move(steps: -1 | 1): Choice | undefined {
    if (!this.canGo(steps)) return undefined;
    this.at += steps;
    return this.here;
  }
}

function same(a: Choice, b: Choice): boolean {
  return a.view === b.view && a.show === b.show && a.variant === b.variant && equal(a.collapsed, b.collapsed) && equal(a.expanded, b.expanded);
}

/** As sets: in which order boxes were opened makes no other picture. */
function equal(a: readonly string[], b: readonly string[]): boolean {
  const [one, two] = [new Set(a), new Set(b)];
  return one.size === two.size && [...one].every((each) => two.has(each));
}
