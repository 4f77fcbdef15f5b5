/** `--over`: the same words as in a file, the catalogue of the file included. */
import { text } from '#language/messages/word.js';
import type { Model, PortMatch } from '#language/model/model.js';
import { portRange } from '#language/syntax/lower/values.js';
import { Fault } from './fault.js';

const ANY = { low: 0, high: 65_535 };
export const ICMP: PortMatch = { protocol: 'icmp', ...ANY, text: 'icmp' };

/** Without a text: icmp. Of a catalogue name with several ports, the first. */
export function portOver(written: string | undefined, model: Model): PortMatch {
  if (written === undefined) return ICMP;
  const compact = written.replaceAll(/\s+/g, '');
  const [name = '', numbers] = compact.split('/', 2);
  const range = numbers === undefined ? undefined : portRange(numbers);
  const known = transport(name) ?? catalogue(name, model);
  const bad = !known || (numbers !== undefined && !range) || (known.protocol === 'icmp' && range);
  if (bad) throw new Fault(text('cli.fault.bad-port', { text: written }));
  return { ...known, ...range, text: compact };
}

function transport(name: string): PortMatch | undefined {
  return name === 'tcp' || name === 'udp' || name === 'icmp' ? { protocol: name, ...ANY, text: name } : undefined;
}

function catalogue(name: string, model: Model): PortMatch | undefined {
  const ports = Object.hasOwn(model.protocols, name) ? model.protocols[name]!.ports : Object.hasOwn(model.software, name) ? model.software[name]!.ports : undefined;
  return ports?.[0] && { ...ports[0], name };
}

/** As JSON says it: a number, a range, or null where there is none or any will do. */
export function overJson({ protocol, low, high }: PortMatch): { protocol: string; port: number | string | null } {
  if (protocol === 'icmp' || (low === ANY.low && high === ANY.high)) return { protocol, port: null };
  return { protocol, port: low === high ? low : `${low}-${high}` };
}
