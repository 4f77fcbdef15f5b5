/**
 * The style of each part of a picture, as its stylesheet says: the part of CSS that our pictures use, which is selectors
 * of names, classes and ids, as descendants and children. A rule with anything else (`:focus-visible`, media) concerns
 * screens, and is left out.
 */
import { classesOf, descendants, type SvgElement } from './read-svg.js';

export type Style = Readonly<Record<string, string>>;

interface Step { name?: string; ids: string[]; classes: string[]; child: boolean }
interface Rule { steps: Step[]; weight: number; declarations: [string, string][] }

/** What children have from their parents. */
const INHERITED = new Set([
  'fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'stroke-opacity', 'fill-opacity', 'fill-rule', 'color', 'font-size', 'font-weight', 'text-anchor', 'visibility',
]);
const PRESENTATION = new Set([...INHERITED, 'opacity', 'display', 'text-decoration']);

export class Cascade {
  private readonly rules: Rule[];
  private readonly known = new Map<SvgElement, Style>();

  constructor(root: SvgElement) {
    const sheets = [...descendants(root)].filter(({ name }) => name === 'style').map(({ text }) => text);
    this.rules = sheets.flatMap(rulesOf).sort((a, b) => a.weight - b.weight);
  }

  styleOf(element: SvgElement): Style {
    const known = this.known.get(element);
    if (known) return known;
    const style: Record<string, string> = {};
    if (element.parent) for (const [name, value] of Object.entries(this.styleOf(element.parent))) if (INHERITED.has(name)) style[name] = value;
    for (const [name, value] of Object.entries(element.attributes)) if (PRESENTATION.has(name)) style[name] = value;
    for (const rule of this.rules) if (matches(element, rule.steps)) for (const [name, value] of rule.declarations) style[name] = value;
    for (const [name, value] of declarationsOf(element.attributes['style'] ?? '')) style[name] = value;
    this.known.set(element, style);
    return style;
  }
}

function rulesOf(sheet: string): Rule[] {
  const found: Rule[] = [];
  for (const [, selectors, body] of sheet.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    const declarations = declarationsOf(body!);
    for (const selector of selectors!.split(',')) {
      const steps = stepsOf(selector.trim());
      if (steps) found.push({ steps, weight: weightOf(steps), declarations });
    }
  }
  return found;
}

function declarationsOf(body: string): [string, string][] {
  return body.split(';').flatMap((each): [string, string][] => {
    const cut = each.indexOf(':');
    return cut < 0 ? [] : [[each.slice(0, cut).trim(), each.slice(cut + 1).trim()]];
  });
}

/** Undefined where the selector asks for more than a still picture can answer. */
function stepsOf(selector: string): Step[] | undefined {
  const steps: Step[] = [];
  let child = false;
  for (const word of selector.replace(/\s*>\s*/g, ' > ').split(/\s+/)) {
    if (word === '>') { child = true; continue; }
    if (!/^(\*|[a-z][\w-]*)?([.#][\w-]+)*$/i.test(word) || word === '') return undefined;
    const name = /^[a-z][\w-]*/i.exec(word)?.[0];
    const part = (sign: string): string[] => [...word.matchAll(new RegExp(`\\${sign}([\\w-]+)`, 'g'))].map((match) => match[1]!);
    steps.push({ ...(name === undefined ? {} : { name }), ids: part('#'), classes: part('.'), child });
    child = false;
  }
  return steps.length > 0 ? steps : undefined;
}

function weightOf(steps: readonly Step[]): number {
  return steps.reduce((sum, { ids, classes, name }) => sum + ids.length * 10_000 + classes.length * 100 + (name === undefined ? 0 : 1), 0);
}

function matches(element: SvgElement, steps: readonly Step[]): boolean {
  const step = steps.at(-1)!;
  if (!fits(element, step)) return false;
  const before = steps.slice(0, -1);
  if (before.length === 0) return true;
  for (let above = element.parent; above; above = above.parent) {
    if (matches(above, before)) return true;
    if (step.child) return false;
  }
  return false;
}

function fits(element: SvgElement, { name, ids, classes }: Step): boolean {
  if (name !== undefined && name !== element.name) return false;
  if (ids.some((id) => element.attributes['id'] !== id)) return false;
  const own = classesOf(element);
  return classes.every((each) => own.includes(each));
}
