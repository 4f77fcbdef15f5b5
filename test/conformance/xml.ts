/** The few questions that a reader asks of an XML element. */
import { XmlElement } from '@rgrove/parse-xml';

/** What a reader does not take: never a silent misreading. */
export class UnsupportedError extends Error {
  override name = 'UnsupportedError';
}

export function childrenOf(element: XmlElement): XmlElement[] {
  return element.children.filter((child) => child instanceof XmlElement);
}

export function attributeOf(element: XmlElement, name: string): string {
  const value = element.attributes[name];
  if (value === undefined) throw new UnsupportedError(`<${element.name}> without ${name}`);
  return value;
}
