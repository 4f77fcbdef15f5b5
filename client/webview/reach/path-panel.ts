/** The way beside the picture: over which port, how it ends, and both directions hop by hop, each with its line. */
import { text, word } from '#language/messages/word.js';
import type { Id } from '#language/model/model.js';
import type { Origin } from '#language/model/origin.js';
import { make } from '../ui/dom.js';
import type { PortChoice } from './path-ports.js';
import type { PathEnd, PathHop, PathView } from './path-view.js';

export type Leg = 'request' | 'reply';

export interface PathPanelActions {
  over(key: string): void;
  swap(): void;
  /** Show this direction in the picture. */
  leg(leg: Leg): void;
  /** A hop is looked at, from 1; undefined: none. */
  hop(leg: Leg, number: number | undefined): void;
  /** A hop was chosen: show the element, and the line that decided. */
  show(element: Id, origin: Origin | undefined): void;
  close(): void;
}

const say = (id: Parameters<typeof text>[0], params?: Parameters<typeof text>[1]): string => word(text(id, params));

/** Of a panel: its title, and a button that leaves. */
export function panelHead(title: string, close: () => void): HTMLElement {
  const leave = make('button', { type: 'button', className: 'icon leave', title: say('reach.close'), aria: { label: say('reach.close') } }, '✕');
  leave.addEventListener('click', close);
  return make('header', {}, make('h2', {}, title), leave);
}

export function pathPanel(view: PathView, ports: readonly PortChoice[], overKey: string, shown: Leg, actions: PathPanelActions): Node[] {
  const { from, to, reachable, verdict, question } = view;
  const over = make('select', { aria: { label: say('reach.over') } }, ...ports.map(({ port, key, asked }) => {
    const name = port.text === key || port.name === undefined ? key : `${port.text} (${key})`;
    return new Option(asked ? say('reach.over-asked', { port: name }) : name, key, key === overKey, key === overKey);
  }));
  over.addEventListener('change', () => actions.over(over.value));
  const swap = make('button', { type: 'button', className: 'icon', title: say('reach.swap'), aria: { label: say('reach.swap') } }, '⇄');
  swap.addEventListener('click', actions.swap);
  const outcome = say(reachable ? 'reach.verdict-yes' : 'reach.verdict-no', { from, to, port: question.port.text, verdict });
  return [
    panelHead(say('reach.path', { from, to }), actions.close),
    make('div', { className: 'row' }, make('label', {}, `${say('reach.over')} `, over), swap),
    make('p', { className: `verdict ${reachable ? 'yes' : 'no'}`, role: 'status' }, outcome),
    ...(view.unknown === undefined ? [] : [make('p', {}, view.unknown)]),
    ...(view.end ? endNodes(view, view.end, 'reach.ends', actions) : []),
    ...view.failing.flatMap((each) => endNodes(view, each, 'reach.some-fail', actions)),
    ...legNodes('request', view.request, shown, actions),
    ...legNodes('reply', view.reply, shown, actions),
  ];
}

function endNodes(view: PathView, end: PathEnd, title: 'reach.ends' | 'reach.some-fail', actions: PathPanelActions): Node[] {
  const name = [...view.request, ...view.reply].find((hop) => hop.element === end.element)?.name ?? end.element;
  const line = make('button', { type: 'button', className: 'line', title: placeText(end.origin) }, say(title, { name, reply: end.reply ? 'yes' : 'no' }), make('small', {}, end.said), make('small', { className: 'todo' }, end.todo));
  line.addEventListener('click', () => actions.show(end.element, end.origin));
  return [make('div', { className: 'end' }, line)];
}

function legNodes(leg: Leg, hops: readonly PathHop[], shown: Leg, actions: PathPanelActions): Node[] {
  if (hops.length === 0) return [];
  const toggle = make('button', { type: 'button', className: 'leg', title: say('reach.show-leg', { leg }), aria: { pressed: String(shown === leg) } }, say(`reach.${leg}`));
  toggle.addEventListener('click', () => actions.leg(leg));
  return [make('h3', {}, toggle), make('ol', { className: `hops ${shown === leg ? 'shown' : ''}` }, ...hops.map((hop) => hopNode(leg, hop, actions)))];
}

function hopNode(leg: Leg, hop: PathHop, actions: PathPanelActions): Node {
  const { number, element, name, layer, action, said, origin } = hop;
  const layerName = say('cli.trace.layer', { layer });
  const line = make('button', { type: 'button', className: 'line', data: { action }, aria: { label: say('reach.hop', { number, name, layer: layerName, said }) } },
    make('span', { className: 'number', aria: { hidden: 'true' } }, String(number)),
    make('span', { className: 'what' }, make('b', {}, name), ' ', make('span', { className: 'layer', title: layerName }, `L${layer}`), make('small', {}, said), origin ? make('small', { className: 'place' }, placeText(origin)) : undefined));
  line.addEventListener('click', () => actions.show(element, origin));
  for (const event of ['focus', 'pointerenter']) line.addEventListener(event, () => actions.hop(leg, number));
  return make('li', {}, line);
}

/** `shop.arch:12`. */
export function placeText({ uri, range }: Origin): string {
  const file = uri.slice(uri.lastIndexOf('/') + 1);
  return say('reach.place', { file: decoded(file), line: String(range.start.line + 1) });
}

function decoded(file: string): string {
  try {
    return decodeURIComponent(file);
  } catch {
    return file;
  }
}
