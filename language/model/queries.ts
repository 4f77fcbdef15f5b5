/** Small questions that every reader of the model asks. */
import type { Element, Flow, Group, Id, Link, Model, Role, SecurityGroup, Thing } from './model.js';

/** True where the element's kind, or software on it, is `name` or extends it. */
export function isA(element: Element, name: string): boolean {
  return element.is.includes(name);
}

export function hasRole(element: Element, role: Role): boolean {
  return element.roles.includes(role);
}

export function isPlace(element: Element | undefined): boolean {
  return element !== undefined && element.roles.includes('place');
}

export function isInternet(element: Element | undefined): boolean {
  return element !== undefined && element.is.includes('internet');
}

export function thing(model: Model, id: Id): Thing | undefined {
  return model.elements[id] ?? model.groups[id];
}

/** Whatever carries this id. */
export function part(model: Model, id: Id): Element | Group | SecurityGroup | Link | Flow | undefined {
  return model.elements[id] ?? model.groups[id] ?? model.links[id] ?? model.flows[id] ?? model.securityGroups[id];
}

/** The element and everything that contains it, innermost first. */
export function* ancestry(model: Model, id: Id): Generator<Element> {
  let current: Id | undefined = id;
  const seen = new Set<Id>();
  while (current !== undefined && !seen.has(current)) {
    seen.add(current);
    const element: Element | undefined = model.elements[current];
    if (element) yield element;
    current = element?.parent ?? model.groups[current]?.parent;
  }
}

/** True where `inner` is `outer` or stands somewhere inside it. */
export function isWithin(model: Model, inner: Id, outer: Id): boolean {
  for (const element of ancestry(model, inner)) if (element.id === outer) return true;
  return false;
}

/** Members of a group, groups inside it resolved to their elements, in order, each once. An element is its own only member. */
export function memberElements(model: Model, id: Id): Id[] {
  const found: Id[] = [];
  const seen = new Set<Id>();
  const visit = (each: Id): void => {
    if (seen.has(each)) return;
    seen.add(each);
    const group = model.groups[each];
    if (group) group.members.forEach((member) => visit(member.id));
    else if (model.elements[each]) found.push(each);
  };
  visit(id);
  return found;
}

/** The groups that have this element or group as a direct member. */
export function groupsOf(model: Model, id: Id): Group[] {
  return Object.values(model.groups).filter((group) => group.members.some((member) => member.id === id));
}

/** Elements directly inside, in source order. */
export function children(model: Model, id: Id | undefined): Element[] {
  return Object.values(model.elements).filter((element) => element.parent === id);
}

/** The name as users say it: the label where there is one. */
export function display(model: Model, id: Id): string {
  return part(model, id)?.label ?? id;
}
