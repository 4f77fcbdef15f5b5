/** What the catalogue knows: kinds, software, protocols, attributes, of the library and of one's own. */
import type { AttributeDeclaration, Kind, Model, PortMatch, ProtocolName, Software } from '#language/model/model.js';
import { text, word } from '#language/messages/word.js';
import { Facts, paragraphs, plain, plainParams } from './markdown.js';

export function kindText(kind: Kind, { kinds }: Model): string {
  const general = kinds['element']?.attributes ?? {};
  // What every element may say is told by completion; here stands what is special.
  const attributes = Object.keys(kind.attributes).filter((name) => kind.name === 'element' || !Object.hasOwn(general, name));
  const ancestors = kind.ancestors.filter((name) => name !== kind.name);
  const facts = new Facts()
    .add(ancestors, 'editor.hover.extends', { names: ancestors })
    .add(kind.role, 'editor.hover.role', { roles: kind.role, count: 1 })
    .add(kind.layer, 'editor.hover.layer', { layer: kind.layer ?? 0 });
  portFacts(facts, kind.ports);
  facts.add(attributes, 'editor.hover.attributes', { names: attributes, count: attributes.length });
  return paragraphs(title(kind), kind.description, facts.list());
}

export function softwareText(software: Software): string {
  const facts = new Facts()
    .add(software.is, 'editor.hover.is', { names: software.is })
    .add(software.roles, 'editor.hover.role', { roles: software.roles, count: software.roles.length })
    .add(software.layer, 'editor.hover.layer', { layer: software.layer ?? 0 });
  portFacts(facts, software.ports);
  facts
    .add(software.os, 'editor.hover.os', { names: software.os ?? [] })
    .add(software.provides, 'editor.hover.provides', { names: software.provides ?? [] })
    .add(software.licence, 'editor.hover.licence', { names: software.licence })
    .add(software.vendor, 'editor.hover.vendor', { name: software.vendor ?? '' });
  return paragraphs(title(software), software.description, facts.list());
}

export function protocolText(protocol: ProtocolName): string {
  const facts = new Facts()
    .add(protocol.ports, 'editor.hover.protocol', { ports: portTexts(protocol.ports) })
    .add(protocol.layer, 'editor.hover.layer', { layer: protocol.layer ?? 0 })
    .add(protocol.encrypted, 'editor.hover.encrypted')
    .add(protocol.administrative, 'editor.hover.administrative');
  return paragraphs(title(protocol), protocol.description, facts.list());
}

/** Attributes of one name in several kinds are told one after another, each text once. */
export function attributeText(model: Model, name: string): string | undefined {
  const declared = [...Object.values(model.kinds), ...Object.values(model.software)]
    .flatMap((each) => (Object.hasOwn(each.attributes, name) ? [each.attributes[name]!] : []));
  const texts = [...new Set(declared.map(oneAttribute))];
  return texts.length > 0 ? texts.join('\n\n') : undefined;
}

function oneAttribute({ type, description }: AttributeDeclaration): string {
  return paragraphs(word(text('editor.hover.attribute', { type })), description);
}

export function portFacts(facts: Facts, ports: readonly PortMatch[] | undefined): void {
  if (ports?.length === 0) facts.add(true, 'editor.hover.no-ports');
  else facts.add(ports, 'editor.hover.ports', { ports: portTexts(ports ?? []) });
}

/** With its number, where only a name was written: `https (tcp/443)` is `tcp/443`. */
export function portTexts(ports: readonly PortMatch[]): string[] {
  return [...new Set(ports.map(({ protocol, low, high }) => {
    if (low === 0 && high === 65_535) return protocol;
    return low === high ? `${protocol}/${low}` : `${protocol}/${low}-${high}`;
  }))];
}

export function title({ label, name }: { label?: string; name: string }): string {
  return label === undefined ? `**${plain(name)}**` : word(text('editor.hover.title', plainParams({ label, name })));
}
