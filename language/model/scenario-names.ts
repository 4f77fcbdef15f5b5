/** Scenarios by name: their title, and a number where several have the same. */
import type { Scenario } from './model.js';

export function nameOfScenario(scenarios: readonly Scenario[], index: number): string {
  const { title } = scenarios[index]!;
  const before = scenarios.slice(0, index).filter((each) => each.title === title).length;
  return before === 0 ? title : `${title} #${before + 1}`;
}

export function findScenario(scenarios: readonly Scenario[], name: string): Scenario | undefined {
  return scenarios.find((_, index) => nameOfScenario(scenarios, index) === name);
}
