/** What a device does with traffic that is not its own: bridge frames, route packets, or nothing. */
import type { Element } from '../../model/model.js';
import { hasRole, isA } from '../../model/queries.js';

function hasAddressedInterface(element: Element): boolean {
  return element.network.interfaces.some((each) => each.address);
}

export function isLayer3Switch(element: Element): boolean {
  return hasRole(element, 'router') && (isA(element, 'l3switch') || hasRole(element, 'switch'));
}

/** Ends connections (balancers, proxies, bastions) unless it is transparent. */
export function endsConnections(element: Element): boolean {
  return !element.network.transparent
    && (hasRole(element, 'balancer') || isA(element, 'proxy') || isA(element, 'bastion'));
}

function isTransparentBalancer(element: Element): boolean {
  return element.network.transparent && (hasRole(element, 'balancer') || isA(element, 'proxy') || isA(element, 'bastion'));
}

/** Forwards packets between its interfaces (layer 3). */
export function routes(element: Element): boolean {
  if (hasRole(element, 'router')) return true;
  return (hasRole(element, 'filter') || isTransparentBalancer(element)) && hasAddressedInterface(element);
}

/** Forwards frames between its links (layer 2): a switch, or a filter in the line. */
export function bridges(element: Element): boolean {
  if (routes(element)) return false;
  return hasRole(element, 'switch') || hasRole(element, 'filter') || isTransparentBalancer(element);
}

/** A firewall or a waf: denies what it does not allow, also when it says nothing. */
export function deniesByDefault(element: Element): boolean {
  return isA(element, 'firewall') || isA(element, 'waf');
}

/** Reads tags. What repeats bits (layer 1) knows no VLANs, and a filter in the line passes tags as they come, whatever is written at the other end of its cables. */
export function knowsVlans(element: Element | undefined): boolean {
  return element === undefined || !(bridges(element) && !hasRole(element, 'switch')) && !['hub', 'repeater', 'modem'].some((kind) => isA(element, kind));
}
