/** The one renderer: a laid-out scene becomes an SVG string, for the preview, the command line, Markdown and export. */
import type { Icon } from './icons.generated.js';
import type { LaidOutEdge, LaidOutScene } from './laid-out.js';
import { say } from './names.js';
import type { PartState, SvgOptions } from './theme.js';
import { edgeMarkup } from './svg/edge.js';
import { linked } from './svg/link.js';
import { legendMarkup } from './svg/legend.js';
import { escape } from './svg/markup.js';
import { nodeMarkup } from './svg/node.js';
import { stylesheet } from './svg/stylesheet.js';
import { cutTo } from './wrap.js';

const HEADING = 40;

/** Icons by name. One that is not among them is left out of the picture. */
export type Icons = Readonly<Record<string, Icon>>;

export function drawSvg(scene: LaidOutScene, icons: Icons, options: SvgOptions = {}): string {
  const theme = options.theme ?? 'light';
  const prefix = (options.prefix ?? 'lintel-').replace(/[^\w-]/gu, '');
  const interactive = options.interactive ?? theme === 'vscode';
  const top = options.heading ? HEADING : 0;
  const id = `${prefix}picture`;
  const parents = new Set(scene.nodes.map((node) => node.parent));
  const statesOf = (id: string): readonly PartState[] => (options.states && Object.hasOwn(options.states, id) ? options.states[id]! : []);
  const edgesOf = touching(scene.edges);
  const drawn = scene.nodes.map((node, index) => ({
    open: parents.has(node.id), markup: linked(node.id, options.links, nodeMarkup(node, { prefix, index, open: parents.has(node.id), edges: edgesOf.get(node.id) ?? [], states: statesOf(node.id), interactive, icons })),
  }));
  const edges = scene.edges.map((edge, index) => linked(edge.parts.length === 1 ? edge.parts[0]!.id : undefined, options.links, edgeMarkup(edge, { prefix, index, states: statesOf(edge.id), interactive, icons })));
  const label = say('scene.picture', { title: scene.title, show: scene.show, nodes: scene.nodes.length, edges: scene.edges.length });
  return `<svg xmlns="http://www.w3.org/2000/svg" id="${id}" class="lintel-picture" width="${scene.width}" height="${scene.height + top}" viewBox="0 ${-top} ${scene.width} ${scene.height + top}" role="graphics-document" aria-label="${escape(label)}">`
    + (!(options.styled ?? !interactive) ? '' : `<style>${stylesheet(theme, `#${id}`, differs(scene))}</style>`)
    + `<defs><pattern id="${prefix}stripes" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="stripes" d="M0 0V8"/></pattern></defs>`
    + (options.background ?? !interactive ? `<rect class="ground" x="0" y="${-top}" width="${scene.width}" height="${scene.height + top}"/>` : '')
    + (options.heading ? `<text class="heading" x="24" y="-8">${escape(cutTo(scene.title, scene.width - 48, 18, 'bold').text)}</text>` : '')
    + `<g class="grounds">${drawn.filter((each) => each.open).map((each) => each.markup).join('')}</g>`
    + `<g class="edges">${edges.join('')}</g>`
    + `<g class="nodes">${drawn.filter((each) => !each.open).map((each) => each.markup).join('')}</g>`
    + (scene.legend ? legendMarkup(scene.legend) : '')
    + '</svg>\n';
}

function differs({ nodes, edges }: LaidOutScene): boolean {
  return [...nodes, ...edges].some(({ change }) => change !== undefined);
}

function touching(edges: readonly LaidOutEdge[]): Map<string, LaidOutEdge[]> {
  const found = new Map<string, LaidOutEdge[]>();
  for (const edge of edges) {
    for (const id of new Set([edge.from, edge.to])) {
      const known = found.get(id);
      if (known) known.push(edge);
      else found.set(id, [edge]);
    }
  }
  return found;
}
