/** Why a picture could not be written in the wanted form; worded where it is told. */
import { word } from '#language/messages/word.js';
import type { Text } from '#language/model/finding.js';

export class ExportFault extends Error {
  override name = 'ExportFault';

  constructor(readonly text: Text) {
    super(word(text));
  }
}
