/**
 * Takes the drawing into the page. It comes as text from our own renderer, with every label escaped; still nothing in
 * it may run or load: whatever could is left out here, and the page's policy would refuse it too.
 */
const FORBIDDEN = 'script, foreignObject, iframe, image, use[href]:not([href^="#"]), animate, set';

/** Styles of the drawing on the page; a new drawing replaces those of the one before. */
const sheet = new CSSStyleSheet();

export function adoptSvg(source: string): SVGSVGElement | undefined {
  const parsed = new DOMParser().parseFromString(source, 'image/svg+xml');
  const root = parsed.documentElement;
  if (root.nodeName !== 'svg' || parsed.querySelector('parsererror')) return undefined;
  for (const element of parsed.querySelectorAll(FORBIDDEN)) element.remove();
  for (const element of parsed.querySelectorAll('*')) {
    for (const { name, value } of [...element.attributes]) {
      const loads = /^(xlink:)?href$/i.test(name) && !value.startsWith('#');
      if (/^on/i.test(name) || loads) element.removeAttribute(name);
    }
  }
  takeStyles(parsed);
  return document.importNode(root, true) as unknown as SVGSVGElement;
}

/** The page's policy refuses style elements; as a constructed sheet the same rules hold. Imports never load from one. */
function takeStyles(parsed: Document): void {
  const styles = [...parsed.querySelectorAll('style')];
  sheet.replaceSync(styles.map((style) => style.textContent ?? '').join('\n'));
  for (const style of styles) style.remove();
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet);
}
