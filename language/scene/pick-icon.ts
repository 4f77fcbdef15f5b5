/** The icon of an element: the mark of the product that it runs, else what it or its kind asks for, else the nearest of its kinds, else that of its role. */
import { icons, products, type IconName } from './icons.generated.js';
import type { Element, Model, Role } from '../model/model.js';

const OF_ROLE: Record<Role, IconName> = {
  place: 'place', actor: 'users', compute: 'server', service: 'service', database: 'database', switch: 'switch', router: 'router', filter: 'firewall',
  balancer: 'loadbalancer', storage: 'storage', processing: 'processing', device: 'device', part: 'part',
};

function known(name: string | undefined): name is IconName {
  return name !== undefined && Object.hasOwn(icons, name);
}

/** Kinds whose own icon says more than the mark of the product that they are a part of. */
const MORE_THAN_A_PRODUCT = new Set(['name-node', 'data-node', 'resource-manager', 'node-manager', 'executor']);

export function iconOf(model: Model, element: Element): IconName {
  const kind = model.kinds[element.kind]?.icon;
  const product = kind !== undefined && MORE_THAN_A_PRODUCT.has(kind) ? undefined : element.software.map(({ name }) => name).find((name) => products.has(name));
  const asked = [product, element.icon, kind, element.kind, ...element.is].find(known);
  return asked ?? OF_ROLE[element.roles[0] ?? 'compute'] ?? 'element';
}
