/** What forms offer before anything is typed: kinds, a free name, ports, the next free jack. */
import type { Id, Model, PortMatch } from '#language/model/model.js';
import { memberElements, part } from '#language/model/queries.js';

export interface Suggestion {
  value: string;
  label?: string;
}

/** Kinds of the catalogue: those that this architecture uses first, the most used foremost; then all others by name. */
export function kindsFor(model: Model): Suggestion[] {
  const used = new Map<string, number>();
  for (const { kind } of Object.values(model.elements)) used.set(kind, (used.get(kind) ?? 0) + 1);
  const count = (name: string): number => used.get(name) ?? 0;
  // What everything extends is no kind of anything.
  return Object.values(model.kinds).filter(({ ancestors }) => ancestors.length > 1)
    .sort((a, b) => count(b.name) - count(a.name) || (a.name < b.name ? -1 : 1))
    .map(({ name, label }) => (label === undefined ? { value: name } : { value: name, label }));
}

/** The kind's own name, with a number where it is taken: `server`, `server2`. */
export function freshName(model: Model, into: Id | undefined, kind: string): string {
  const taken = (name: string): boolean => part(model, into === undefined ? name : `${into}.${name}`) !== undefined;
  for (let number = 1; ; number++) {
    const name = number === 1 ? kind : `${kind}${number}`;
    if (!taken(name)) return name;
  }
}

/** What an element or the members of a group listen on, by name where software or the catalogue has one for just that port. */
export function openPorts(model: Model, to: Id): string[] {
  const names = memberElements(model, to).flatMap((id) => {
    const { ports, defaultPorts, software = [] } = model.elements[id] ?? {};
    const sources = [...software.flatMap((use) => model.software[use.name] ?? []), ...Object.values(model.protocols)];
    return (ports ?? defaultPorts ?? []).map((port) => (port.name === undefined ? sources.find((each) => isJust(each.ports, port))?.name : undefined) ?? port.text);
  });
  return [...new Set(names)];
}

function isJust(ports: readonly PortMatch[] | undefined, { protocol, low, high }: PortMatch): boolean {
  const [only, ...more] = ports ?? [];
  return only !== undefined && more.length === 0 && only.protocol === protocol && only.low === low && only.high === high;
}

/** What the target listens on, then the protocols of the catalogue that have a port. */
export function portsFor(model: Model, to: Id): Suggestion[] {
  const first = openPorts(model, to);
  const known = Object.values(model.protocols).filter(({ ports }) => ports.length > 0).map(({ name, ports }): Suggestion => ({ value: name, label: ports.map(({ protocol, low }) => `${protocol}/${low}`).join(', ') }));
  return [...first.map((value) => ({ value })), ...known.filter(({ value }) => !first.includes(value))];
}

/** One more than the last that is plugged in: `g1/0/2` after `g1/0/1`; undefined where the element names no jacks. */
export function nextJack(model: Model, id: Id): string | undefined {
  const ends = Object.values(model.links).flatMap(({ a, b }) => [a, b]).filter((end) => end.element === id).map((end) => end.jack);
  const used = [...ends, ...model.elements[id]?.network.interfaces.map((face) => face.jack) ?? []].filter((jack) => jack !== undefined);
  const last = used.at(-1);
  if (last === undefined) return undefined;
  const [, stem, number] = /^(.*?)(\d+)$/u.exec(last) ?? [];
  if (number === undefined) return undefined;
  for (let next = Number(number) + 1; ; next++) if (!used.includes(`${stem}${next}`)) return `${stem}${next}`;
}
