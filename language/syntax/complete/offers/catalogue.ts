/** Kinds, software, attributes and capabilities: what the library and the user's own files declare. */
import type { AttributeDeclaration, Kind, Model, Software } from '../../../model/model.js';
import type { Place } from '../place.js';
import type { Offer } from '../proposal.js';

interface Described {
  name: string;
  label?: string;
  description?: string;
}

function described(each: Described, kind: Offer['kind'], rank: number, detail = each.label): Offer {
  return { label: each.name, kind, rank, ...(detail ? { detail } : {}), ...(each.description ? { documentation: each.description } : {}) };
}

/** Kinds that elements are made of. What every element or cable has is no kind to choose. */
const ABSTRACT = new Set(['element', 'cable']);

/** Those of the user's own and those in use come first. */
export function kindOffers({ model }: Place, rank = 1): Offer[] {
  const used = new Set(Object.values(model.elements).map((element) => element.kind));
  return Object.values(model.kinds).filter((kind) => !ABSTRACT.has(kind.name))
    .map((kind) => described(kind, 'kind', !kind.library || used.has(kind.name) ? rank : rank + 0.5));
}

/** Kinds of this role. */
export function kindsOfRole({ model }: Place, role: Kind['role']): Offer[] {
  return Object.values(model.kinds).filter((kind) => kind.role === role).map((kind) => described(kind, 'kind', 1));
}

/** Software; first what is made for the kind around. */
export function softwareOffers({ model, kind }: Place): Offer[] {
  const wanted = kind && kind.role !== 'compute' ? new Set(kind.ancestors.filter((name) => !ABSTRACT.has(name))) : undefined;
  const fits = (software: Software): boolean => wanted !== undefined && software.is.some((name) => wanted.has(name));
  return Object.values(model.software).filter((each) => !isSystem(each)).map((each) => described(each, 'software', fits(each) ? 0 : 1, [each.label, ...each.is.slice(0, 1)].filter((part) => part).join(' · ')));
}

function isSystem(software: Software): boolean {
  return software.is.includes('operating-system');
}

export function systemOffers({ model }: Place): Offer[] {
  return Object.values(model.software).filter(isSystem).map((each) => described(each, 'software', 1));
}

export function baseOffers(place: Place): Offer[] {
  return [...kindOffers(place), ...Object.values(place.model.software).map((each) => described(each, 'software', 2))];
}

/** What the enclosing block may state: of its kind, its software, or of links. */
export function attributeOffers(place: Place, rank: number): Offer[] {
  const declared = Object.values(declaredAttributes(place));
  const stated = new Set(place.element ? Object.keys(place.element.attributes) : []);
  return declared.map((each) => described(each, 'attribute', stated.has(each.name) ? rank + 2 : rank, each.type));
}

export function declaredAttributes({ model, kind, element, block }: Place): Record<string, AttributeDeclaration> {
  const everywhere = model.kinds['element']?.attributes ?? {};
  switch (block.owner?.type) {
    case 'Link': return model.kinds['cable']?.attributes ?? {};
    case 'Element': case 'Refine': case 'InstanceStatement': case 'KindDeclaration': {
      const software = Object.assign({}, ...(element?.software ?? []).map(({ name }) => model.software[name]?.attributes ?? {})) as Record<string, AttributeDeclaration>;
      return { ...everywhere, ...(kind ?? kindInHand(model, block.owner))?.attributes, ...software };
    }
    case 'Group': case 'Header': case 'SoftwareDeclaration': case 'ProtocolDeclaration': return everywhere;
    default: return {};
  }
}

function kindInHand(model: Model, owner: { type: string; name?: string }): Kind | undefined {
  return owner.type === 'KindDeclaration' && owner.name !== undefined && Object.hasOwn(model.kinds, owner.name) ? model.kinds[owner.name] : undefined;
}

/** All words that some declaration gives for a list: capabilities, licences, icons. */
export function collected(model: Model, property: 'provides' | 'licence' | 'icon'): Offer[] {
  const words = new Set<string>();
  for (const each of Object.values(model.software)) {
    const value = each[property];
    for (const word of typeof value === 'string' ? [value] : value ?? []) words.add(word);
  }
  if (property === 'icon') for (const each of Object.values(model.kinds)) if (each.icon) words.add(each.icon);
  return [...words].sort().map((label): Offer => ({ label, kind: 'value', rank: 1 }));
}

/** Tags that are in use. */
export function tagOffers({ model }: Place): Offer[] {
  const tags = new Set([model.elements, model.groups, model.links, model.flows].flatMap((parts) => Object.values(parts).flatMap((part) => part.metadata.tags)));
  return [...tags].sort().map((label): Offer => ({ label, kind: 'value', rank: 1 }));
}
