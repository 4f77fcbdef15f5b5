/** What a page carries, checked before it is believed: pages are passed on, and cut off, by others. */
import { aChoice, aModel, aNamed, anOffered, anOrigin, aScene, aFinding, someIcons } from './check-picture.js';
import type { Embedded } from './embedded.js';
import { aCount, aText, listOf, shape, tableOf, type Check } from './shape.js';

const aState = shape({ model: aModel, origins: tableOf(anOrigin), findings: listOf(aFinding), views: listOf(aNamed), automatic: listOf(anOffered) });
const aPicture = shape({ choice: aChoice, state: aCount, scene: aScene });
const embedded: Check = shape({ uri: aText, variants: listOf(aNamed), states: listOf(aState), icons: someIcons, pictures: listOf(aPicture) });
const whole: Check = (value) => embedded(value) && refers(value as Embedded);
const version = shape({ version: (value) => value === 1 });

function refers({ states, pictures }: Embedded): boolean {
  return pictures.length > 0 && pictures.every(({ state }) => state < states.length);
}

export const isEmbedded = (value: unknown): value is Embedded => version(value) && whole(value);
