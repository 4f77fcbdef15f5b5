/** The icon of an element: what it or its kind asks for, else the nearest of its kinds, else that of its role. */
import { icons, type IconName } from './icons.generated.js';
import type { Element, Model, Role } from '../model/model.js';

const OF_ROLE: Record<Role, IconName> = {
  place: 'place', actor: 'users', compute: 'server', service: 'service', database: 'database', switch: 'switch', router: 'router', filter: 'firewall',
  balancer: 'loadbalancer', storage: 'storage', processing: 'processing', device: 'device', part: 'part',
};

function known(name: string | undefined): name is IconName {
  return name !== undefined && Object.hasOwn(icons, name);
}

export function iconOf(model: Model, element: Element): IconName {
  const asked = [element.icon, model.kinds[element.kind]?.icon, element.kind, ...element.is].find(known);
  return asked ?? OF_ROLE[element.roles[0] ?? 'compute'] ?? 'element';
}
