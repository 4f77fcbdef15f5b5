/** How parts are called in a picture: the label where there is one, instances with their number, times with their unit. */
import { type MessageId } from '../messages/word.js';
import type { Text } from '../model/finding.js';
import type { Id, Model } from '../model/model.js';
export declare function say(id: MessageId, params?: Text['params']): string;
export declare function nameOf(model: Model, id: Id): string;
/** What the whole architecture is called: by its label, else by its file. */
export declare function architectureTitle(model: Model): string;
/** Seconds as users write them: 200ms, 30s, 15min, 24h. */
export declare function duration(seconds: number): string;
/** The first few, and how many more there are. */
export declare function shortList(items: readonly string[], most: number): string;
/** Lines of a tooltip; a bundle of a thousand flows names the first few. */
export declare function tooltip(lines: readonly string[], most?: number): string;
