/**
 * Reads fault trees of the Open-PSA Model Exchange Format: gates, basic and house events, parameters, nested components,
 * model data. A name is looked for in the container it is used in, then outwards, then among all public names. What is
 * declared twice counts as declared last, and house events are false unless said otherwise, as the format has it.
 */
import { parseXml, XmlElement } from '@rgrove/parse-xml';
import { valueOf } from './expressions.js';
import type { Connective, FaultTree, Formula } from './fault-tree.js';
import { UnsupportedError, attributeOf, childrenOf } from '../xml.js';

const CONNECTIVES: ReadonlySet<string> = new Set<Connective>(['and', 'or', 'not', 'xor', 'iff', 'imply', 'nand', 'nor', 'atleast', 'cardinality']);
const DEFINITIONS: Readonly<Record<string, Kind>> = {
  'define-gate': 'gate', 'define-basic-event': 'event', 'define-house-event': 'house', 'define-parameter': 'parameter',
};
const IGNORED = new Set(['label', 'attributes']);

type Kind = 'gate' | 'event' | 'house' | 'parameter';
interface Definition { name: string; kind: Kind; element: XmlElement; container: string }

export function readFaultTree(text: string): FaultTree {
  const { root } = parseXml(text);
  if (root?.name !== 'opsa-mef') throw new UnsupportedError(`no Open-PSA model: <${root?.name ?? ''}>`);
  return new Reader(root).tree();
}

class Reader {
  private readonly definitions = new Map<string, Definition>();
  /** Definitions that can be used from everywhere, by their own names. */
  private readonly everywhere = new Map<string, Definition>();
  private readonly tree_: FaultTree = { gates: new Map(), houses: new Map(), events: new Map(), tops: [] };

  constructor(root: XmlElement) {
    this.collect(root, '', true);
  }

  tree(): FaultTree {
    const { gates, houses, events, tops } = this.tree_;
    const used = new Set<string>();
    for (const { name, kind, element, container } of this.definitions.values()) {
      const [content] = childrenOf(element).filter((child) => !IGNORED.has(child.name));
      if (kind === 'house') houses.set(name, content !== undefined && attributeOf(content, 'value') === 'true');
      else if (kind === 'event') events.set(name, content && valueOf(content, (parameter) => this.parameter(parameter, container)));
      else if (kind === 'gate') {
        if (!content) throw new UnsupportedError(`gate ${name} without a formula`);
        gates.set(name, this.formula(content, container, used));
      }
    }
    tops.push(...[...gates.keys()].filter((gate) => !used.has(gate)));
    return this.tree_;
  }

  private collect(element: XmlElement, container: string, isPublic: boolean): void {
    for (const child of childrenOf(element)) {
      const kind = DEFINITIONS[child.name];
      const open = child.attributes['role'] !== 'private' && (isPublic || child.attributes['role'] === 'public');
      if (kind) {
        const short = attributeOf(child, 'name');
        const definition = { name: container + short, kind, element: child, container };
        this.definitions.set(definition.name, definition);
        if (open) this.everywhere.set(short, definition);
      } else if (child.name === 'define-component') this.collect(child, `${container}${attributeOf(child, 'name')}.`, open);
      else if (child.name === 'define-fault-tree' || child.name === 'model-data') this.collect(child, container, true);
      else if (!IGNORED.has(child.name)) throw new UnsupportedError(`<${child.name}>`);
    }
  }

  private formula(element: XmlElement, container: string, used: Set<string>): Formula {
    const inputs = (): Formula[] => childrenOf(element).map((child) => this.formula(child, container, used));
    if (CONNECTIVES.has(element.name)) return connective(element, inputs());
    switch (element.name) {
      case 'constant': return { type: 'constant', value: attributeOf(element, 'value') === 'true' };
      case 'gate':
      case 'event':
      case 'basic-event':
      case 'house-event': return this.use(element, container, used);
      default: throw new UnsupportedError(`formula <${element.name}>`);
    }
  }

  private use(element: XmlElement, container: string, used: Set<string>): Formula {
    const written = attributeOf(element, 'name');
    const name = this.find(written, container)?.name ?? written;
    const type = element.name === 'event' ? element.attributes['type'] : element.name;
    if (!this.definitions.has(name)) {
      if (type === 'gate') throw new UnsupportedError(`gate ${written} is not defined`);
      if (type === 'house-event') this.tree_.houses.set(name, false);
      else if (!this.tree_.events.has(name)) this.tree_.events.set(name, undefined);
    }
    used.add(name);
    return { type: 'event', name };
  }

  private parameter(name: string, container: string): XmlElement {
    const element = this.find(name, container)?.element;
    const [content] = element ? childrenOf(element).filter((child) => !IGNORED.has(child.name)) : [];
    if (!content) throw new UnsupportedError(`parameter ${name} is not defined`);
    return content;
  }

  /** A name, or the path of one, from the inside out. */
  private find(written: string, container: string): Definition | undefined {
    for (let outer = container; ; outer = outer.replace(/[^.]+\.$/, '')) {
      const found = this.definitions.get(outer + written);
      if (found) return found;
      if (outer === '') return this.everywhere.get(written);
    }
  }
}

function connective(element: XmlElement, inputs: Formula[]): Formula {
  const of = element.name as Connective;
  const bound = (name: string): number => (of === 'cardinality' || (of === 'atleast' && name === 'min') ? Number(attributeOf(element, name)) : 0);
  const right = of === 'not' ? inputs.length === 1 : of === 'imply' ? inputs.length === 2 : inputs.length > 0;
  if (!right) throw new UnsupportedError(`<${of}> with ${inputs.length} inputs`);
  return { type: 'connective', of, min: bound('min'), max: bound('max'), inputs };
}
