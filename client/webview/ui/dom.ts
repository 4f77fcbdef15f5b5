/** Makes elements. Texts become text nodes, never markup, whatever they contain. */
export type Child = Node | string | undefined;

type Properties<E extends HTMLElement> = Partial<Omit<E, 'style' | 'dataset' | 'children'>> & { aria?: Record<string, string>; data?: Record<string, string>; role?: string };

export function make<K extends keyof HTMLElementTagNameMap>(tag: K, properties: Properties<HTMLElementTagNameMap[K]> = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const { aria = {}, data = {}, role, ...rest } = properties as Properties<HTMLElement>;
  const element = document.createElement(tag);
  Object.assign(element, rest);
  if (role) element.setAttribute('role', role);
  for (const [name, value] of Object.entries(aria)) element.setAttribute(`aria-${name}`, value);
  for (const [name, value] of Object.entries(data)) element.dataset[name] = value;
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** A drawing of 16 × 16 for a button, from one path. */
export function icon(path: string): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const shape = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  shape.setAttribute('d', path);
  svg.append(shape);
  return svg;
}

export const ICONS = {
  play: 'M4 2.5v11l9-5.5z',
  pause: 'M4 2.5h3v11H4zM9 2.5h3v11H9z',
  step: 'M3 2.5v11l7-5.5zM11 2.5h2v11h-2z',
  restart: 'M2 2.5h2v11H2zM9 2.5v11L4.5 8zM14 2.5v11L9.5 8z',
  stepBack: 'M13 2.5v11L6 8zM3 2.5h2v11H3z',
  charts: 'M2 2h1.5v10.5H14V14H2zM5 10.5l3-4 2 2 3.2-4.6 1.2.9L10.2 10.7 8.1 8.6 6.2 11.3z',
  follow: 'M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm0 1.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 5.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z',
  fit: 'M2 2h4v1.5H3.5V6H2zM10 2h4v4h-1.5V3.5H10zM2 10h1.5v2.5H6V14H2zM12.5 10H14v4h-4v-1.5h2.5z',
  zoomIn: 'M7.25 3h1.5v4.25H13v1.5H8.75V13h-1.5V8.75H3v-1.5h4.25z',
  zoomOut: 'M3 7.25h10v1.5H3z',
  break: 'M9.5 1 3 9h4l-1 6 7-8.5H8.5z',
  search: 'M7 2a5 5 0 1 0 3 9l3.2 3.2 1-1L11 10a5 5 0 0 0-4-8zm0 1.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z',
  undo: 'M6 2.5 2 6.5l4 4V8h4a2.75 2.75 0 0 1 0 5.5H7V15h3a4.25 4.25 0 0 0 0-8.5H6z',
  redo: 'M10 2.5l4 4-4 4V8H6a2.75 2.75 0 0 0 0 5.5h3V15H6a4.25 4.25 0 0 1 0-8.5h4z',
  save: 'M7.25 2h1.5v6l2-2 1 1L8 10.75 4.25 7l1-1 2 2zM3 12.5h10V14H3z',
} as const;

export function button(path: string, title: string, press: () => void): HTMLButtonElement {
  const made = make('button', { type: 'button', title, className: 'icon', aria: { label: title } }, icon(path));
  made.addEventListener('click', press);
  return made;
}

/** Changes a button's drawing and meaning. */
export function redraw(target: HTMLButtonElement, path: string, title: string): void {
  if (target.title === title) return;
  target.title = title;
  target.setAttribute('aria-label', title);
  target.querySelector('path')?.setAttribute('d', path);
}
