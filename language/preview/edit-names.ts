/** An edit of the picture in a few words, as it is said when it can be taken back: "rename lb to balancer". */
import { text, word } from '../messages/word.js';
import type { PictureEdit } from '../model/edit.js';
import type { Id, Model } from '../model/model.js';
import { nameOf } from '../scene/names.js';

export function nameOfEdit(model: Model, edit: PictureEdit): string {
  const name = (id: Id): string => nameOf(model, id);
  switch (edit.type) {
    case 'rename': return word(text('undo.rename', { name: name(edit.id), to: edit.name }));
    case 'label': return word(text('undo.label', { name: name(edit.id) }));
    case 'delete': return word(text('undo.delete', { name: name(edit.id) }));
    case 'add-element': return word(text('undo.add-element', { name: edit.label ?? edit.name }));
    case 'add-flow': return word(text('undo.add-flow', { from: name(edit.from), to: name(edit.to) }));
    case 'add-link': return word(text('undo.add-link', { from: name(edit.a.element), to: name(edit.b.element) }));
  }
}
