/** What the selected part says of itself: what it is, who owns it, its description, where more is written. */
import { text, word } from '#language/messages/word.js';
import type { Id, Metadata, Model } from '#language/model/model.js';
import { part } from '#language/model/queries.js';
import { isWebAddress } from '#language/protocol/check-messages.js';
import { make } from './dom.js';

export class About {
  readonly root = make('section', { className: 'about' });

  constructor(private readonly open: (href: string) => void) {}

  show(model: Model | undefined, id: Id | undefined): void {
    const named = model && id !== undefined ? part(model, id) : undefined;
    if (!model || id === undefined || !named) return this.root.replaceChildren();
    const { metadata } = named;
    const name = named.label ?? named.name ?? id;
    const rows = this.rows(model, id, metadata);
    this.root.replaceChildren(
      make('h2', {}, name),
      ...(metadata.description ? [make('p', {}, metadata.description)] : []),
      make('dl', {}, ...rows.flatMap(([term, said]) => [make('dt', {}, term), make('dd', {}, said)])),
    );
  }

  private rows(model: Model, id: Id, metadata: Metadata): [string, string | Node][] {
    const rows: [string, string | Node | undefined][] = [
      [word(text('preview.about-name')), id],
      [word(text('preview.about-kind')), kindOf(model, id)],
      ...groupRows(model, id),
      [word(text('preview.about-software')), model.elements[id]?.software.map((use) => model.software[use.name]?.label ?? use.name).join(', ')],
      [word(text('preview.about-address')), addressesOf(model, id)],
      [word(text('preview.about-technology')), metadata.technology],
      [word(text('preview.about-owner')), metadata.owner],
      [word(text('preview.about-tags')), metadata.tags.join(', ')],
      [word(text('preview.about-doc')), metadata.doc === undefined ? undefined : this.link(metadata.doc)],
      ...Object.entries(metadata.meta),
    ];
    return rows.filter((row): row is [string, string | Node] => row[1] !== undefined && row[1] !== '');
  }

  /** Only web addresses can be followed; anything else is shown as the text that it is. */
  private link(href: string): string | Node {
    if (!isWebAddress(href)) return href;
    const line = make('button', { type: 'button', className: 'line link', role: 'link' }, href);
    line.addEventListener('click', () => this.open(href));
    return line;
  }
}

/** Of a group, or an element of which there are several: how it stands together, and who they are. */
function groupRows(model: Model, id: Id): [string, string][] {
  const group = model.groups[id];
  if (!group) return [];
  const size = group.members.length;
  const named = (member: Id): string => { const it = part(model, member); return it?.label ?? it?.name ?? member; };
  return [
    [word(text('preview.about-mode')), word(text(`scene.mode.${group.mode}.long`, { size, need: group.need }))],
    [word(text('preview.about-members')), group.members.map((member) => named(member.id)).join(', ')],
    [word(text('preview.about-vip')), group.vips.map(({ address }) => address).join(', ')],
  ];
}

function kindOf(model: Model, id: Id): string | undefined {
  const kind = model.elements[id]?.kind;
  return kind === undefined ? undefined : model.kinds[kind]?.label ?? kind;
}

function addressesOf(model: Model, id: Id): string | undefined {
  const network = model.elements[id]?.network;
  if (!network) return undefined;
  const own = [...network.addresses, ...network.interfaces.flatMap((each) => each.address ?? [])].map((use) => use.address);
  return [...own, ...network.subnets.map((subnet) => subnet.prefix)].join(', ');
}
