/** Operating systems: which one an element runs under, and whether software runs on it. */
import type { Element, Id, Software } from '../../model/model.js';
import { hasRole, isA } from '../../model/queries.js';
import type { Origin } from '../../model/origin.js';
import { query, type Facts } from '../query.js';

export interface OperatingSystem {
  name: string;
  /** Where it is written. */
  origin: Origin;
}

/**
 * The operating system that an element states, else that of what it runs on. A virtual machine has one of its own,
 * whatever its host has; a container shares the kernel of a Linux host, while on another system a Linux runs in between.
 */
export const systemOf = query('software.system', (facts, id: Id): OperatingSystem | undefined => {
  const seen = new Set<Id>();
  const passed: Element[] = [];
  for (let current: Id | undefined = id; current !== undefined && !seen.has(current);) {
    seen.add(current);
    const element: Element | undefined = facts.elements[current];
    if (!element) return undefined;
    const own = element.os ?? element.software.find(({ name }) => facts.read('software')[name]?.is.includes('operating-system'));
    if (own) return passed.some((each) => isA(each, 'container')) && !isSystem(facts, own.name, 'linux') ? undefined : own;
    if (hasRole(element, 'compute') && !isA(element, 'container')) return undefined;
    passed.push(element);
    current = element.hosts[0];
  }
  return undefined;
});

/** True where the one is the other, or of its family: `ubuntu` is `linux`. */
function isSystem(facts: Facts, name: string, family: string): boolean {
  return name === family || (facts.read('software')[name]?.is.includes(family) ?? false);
}

/** False only where both are known and apart. A family of which one member will do (`os unix` for AIX) leaves it open. */
export function runsOn(facts: Facts, software: Software, system: string): boolean {
  if (software.os === undefined) return true;
  if (software.os.some((each) => isSystem(facts, system, each) || isSystem(facts, each, system))) return true;
  // A system of the user's own that says nothing of what it is.
  return !(facts.read('software')[system]?.is.includes('operating-system') ?? false);
}
