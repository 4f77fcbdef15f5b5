/** A part that leads somewhere. The address stands outside the part's own group, so that its styles know nothing of it. */
import type { Id } from '../../model/model.js';
export declare function linked(id: Id | undefined, links: Readonly<Record<Id, string>> | undefined, markup: string): string;
