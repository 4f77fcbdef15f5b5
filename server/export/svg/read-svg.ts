/** A picture's own SVG as a tree: what is drawn from it elsewhere (PDF) starts from the very same markup. */
import { parseXml, XmlElement, XmlText } from '@rgrove/parse-xml';

export interface SvgElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: SvgElement[];
  /** The text directly in it. */
  text: string;
  parent: SvgElement | undefined;
}

/** @throws where the text is no XML. */
export function readSvg(svg: string): SvgElement {
  const { root } = parseXml(svg);
  if (!root) throw new Error('an SVG without an element');
  return plain(root, undefined);
}

function plain(element: XmlElement, parent: SvgElement | undefined): SvgElement {
  const text = element.children.map((child) => (child instanceof XmlText ? child.text : '')).join('');
  const made: SvgElement = { name: element.name, attributes: element.attributes, children: [], text, parent };
  for (const child of element.children) if (child instanceof XmlElement) made.children.push(plain(child, made));
  return made;
}

export function* descendants(element: SvgElement): Generator<SvgElement, void, void> {
  yield element;
  for (const child of element.children) yield* descendants(child);
}

/** Everything that is set in type; tooltips are not. */
export function textOf(root: SvgElement): string {
  return [...descendants(root)].filter(({ name }) => name === 'text' || name === 'tspan').map(({ text }) => text).join('');
}

export function classesOf(element: SvgElement): string[] {
  return (element.attributes['class'] ?? '').split(/\s+/).filter((each) => each !== '');
}
