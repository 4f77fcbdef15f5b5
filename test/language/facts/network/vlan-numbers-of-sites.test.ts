/** VLAN numbers are used again in every site: what is written in one site never speaks of the other's VLAN. */
import assert from 'node:assert/strict';
import { carriage, dialKey } from '#language/facts/network/index.js';
import { domains } from '#language/facts/network/domains.js';
import { interfaces } from '#language/facts/network/interfaces.js';
import { Facts } from '#language/facts/query.js';
import { port } from '../../../support/model-builder.js';
import { readModel } from '../../../support/read-model.js';

const site = (name: string, net: number): string => `site ${name} {
  vlan office 10 { subnet 10.${net}.10.0/24 }
  vlan servers 20 { subnet 10.${net}.20.0/24 }
  l3switch core { interface office 10.${net}.10.1  interface servers 10.${net}.20.1 }
  l2switch sw
  link core -- sw trunk 10, 20
  pc pc1 { ip 10.${net}.10.11 }
  server srv { ip 10.${net}.20.11 }
  link sw -- pc1 access 10
  link sw -- srv access 20
}`;

describe('VLAN numbers that two sites use', () => {
  it('keep to their site: a segment is only in the places that are written at its devices', () => {
    const facts = new Facts(readModel(`${site('seoul', 1)}\n${site('busan', 2)}`));
    const wires = facts.ask(domains);
    const places = (id: string): string[] => facts.ask(interfaces).of.get(id)!.flatMap((made) => wires.of(made)).flatMap((domain) => [...wires.places(domain)]);
    assert.deepEqual(places('seoul.pc1'), ['seoul.office']);
    assert.deepEqual(places('busan.srv'), ['busan.servers']);
    const reach = (from: string, to: string): string => facts.ask(carriage, dialKey({ from, to, port: port('tcp/80') })).trace.disposition;
    assert.equal(reach('seoul.pc1', 'seoul.srv'), 'accepted');
    assert.notEqual(reach('seoul.pc1', 'busan.srv'), 'accepted');
  });

  it('mean the VLAN of the device at whose port they stand, where a cable runs between sites', () => {
    const model = readModel(`${site('seoul', 1)}\n${site('busan', 2)}
link busan.sw -- extra access 20
link seoul.sw -- busan.sw trunk 10
server extra`);
    const { links } = model;
    assert.equal(links['busan.sw -- extra']!.a.access!.place, 'busan.servers');
    assert.deepEqual([links['seoul.sw -- busan.sw']!.a.trunk![0]!.place, links['seoul.sw -- busan.sw']!.b.trunk![0]!.place], ['seoul.office', 'busan.office']);
  });
});
