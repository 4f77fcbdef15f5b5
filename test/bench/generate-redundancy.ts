/** Models of a given size for benchmarks of redundancy, put together in code so that reading text costs nothing. The same size always gives the same model. */
import type { Model } from '#language/model/model.js';
import { addElement, addFlow, addGroup, attribute, emptyModel } from '../language/facts/redundancy/models.js';

const usually = { availability: attribute('share', 0.999) };

function withUser(): Model {
  const model = emptyModel();
  addElement(model, 'u', ['actor']);
  return model;
}

/** A group of two, each of which needs a chain of half the elements. */
export function chains(elements: number): Model {
  const model = withUser();
  const length = Math.floor(elements / 2);
  for (const side of ['a', 'b']) {
    for (let i = 0; i < length; i++) addElement(model, `${side}${i}`, ['compute'], { attributes: usually });
    for (let i = 0; i + 1 < length; i++) addFlow(model, `${side}${i} on`, [`${side}${i}`], [`${side}${i + 1}`]);
  }
  addGroup(model, 'both', ['a0', 'b0']);
  addFlow(model, 'service', ['u'], ['both']);
  return model;
}

/** One group of two needs the next, and so on; every tenth tier is a single element. */
export function tiers(elements: number): Model {
  const model = withUser();
  const tier: string[] = [];
  for (let left = elements, i = 0; left > 0; i++) {
    const members = i % 10 === 9 || left === 1 ? [`t${i}`] : [`t${i}a`, `t${i}b`];
    for (const id of members) addElement(model, id, ['compute'], { attributes: usually });
    if (members.length > 1) addGroup(model, `t${i}`, members);
    tier.push(`t${i}`);
    left -= members.length;
  }
  tier.forEach((id, i) => addFlow(model, `to ${id}`, [i === 0 ? 'u' : tier[i - 1]!], [id]));
  return model;
}

/** Hosts with nine machines each in racks of twenty, and a service over three machines of every nine, two of which are needed. */
export function fleet(elements: number): Model {
  const model = withUser();
  const hosts = Math.max(3, Math.ceil(elements / 10.5));
  for (let i = 0; i * 20 < hosts; i++) addElement(model, `rack${i}`, ['place'], { attributes: usually });
  for (let i = 0; i < hosts; i++) addElement(model, `host${i}`, ['compute'], { attributes: usually, parent: `rack${Math.floor(i / 20)}` });
  for (let i = 0; i < hosts * 9; i++) addElement(model, `vm${i}`, ['compute'], { attributes: usually, hosts: [`host${i % hosts}`] });
  for (let i = 0; i < hosts; i++) {
    addGroup(model, `group${i}`, [0, 1, 2].map((j) => `vm${i * 9 + j}`), { mode: 'quorum', need: 2 });
    addFlow(model, `service${i}`, ['u'], [`group${i}`]);
  }
  return model;
}
