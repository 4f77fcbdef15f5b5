/** A text of the catalogue, worded at once: most of what the command line says has no place to travel to. */
import { type MessageId } from '#language/messages/word.js';
import type { Text } from '#language/model/finding.js';
export declare function say(id: MessageId, params?: Text['params']): string;
