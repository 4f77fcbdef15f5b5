/** Repairs as intents. Rules and the preview say what should change; only `syntax/edits` knows how that is written. */
import type { Origin } from './origin.js';
import type { Id } from './model.js';

export type EditIntent =
  /** Replace a written name, address or quantity at its place. */
  | { type: 'replace'; at: Origin; by: string }
  /** Remove a whole statement. */
  | { type: 'remove'; at: Origin }
  /** Take a whole statement, its doc comment included, to the place before another one of the same block. */
  | { type: 'move'; at: Origin; before: Origin }
  /** Add statements to the block of an element, group, security group, link or flow (one is opened where there is none), or at the end of a file (`into` undefined). `inside` names a statement without an id instead, such as a `balance`. */
  | { type: 'add'; into?: Id; block?: 'inbound'; inside?: Origin; statements: Statement[]; /** insert before this statement of the block instead of at its end */ before?: Origin }
  /** Set or replace an attribute-like statement: `gateway 10.0.0.1`. */
  | { type: 'set'; on: Id; word: string; value: string }
  /** Give an element, group, link or flow this label; none where it is empty. */
  | { type: 'label'; on: Id; label: string }
  /** Give an element a count and mode. */
  | { type: 'count'; on: Id; count: number; mode?: string }
  /** Insert a statement behind this one, on a line of its own; behind a part of a statement, such as an end of a link, the text as it is. */
  | { type: 'insert-after'; at: Origin; text: string }
  | Addition;

/** What a picture adds. It is written where its like stands already: behind the last one of its block. */
export type Addition =
  /** Into the block of another element, or at the top of the root file. */
  | { type: 'add-element'; into?: Id; kind: string; name: string; label?: string }
  /** Into the innermost block around both ends that has flows, or links, of its own; else to the top of the root file. */
  | { type: 'add-flow'; from: Id; to: Id; over?: string }
  | { type: 'add-link'; a: LinkPoint; b: LinkPoint };

/** What somebody does in a picture. */
export type PictureEdit = Addition
  | { type: 'rename'; id: Id; name: string }
  /** Empty: no label any more. */
  | { type: 'label'; id: Id; label: string }
  | { type: 'delete'; id: Id };

/** An end of a cable: an element or place, and the jack that it is plugged into. */
export interface LinkPoint {
  element: Id;
  jack?: string;
}

/** A statement to be written; names are ids, and are shortened to what is unambiguous at the place of insertion. */
export type Statement =
  | { type: 'rule'; action: 'allow' | 'deny'; from?: (Id | { literal: string })[]; to?: (Id | { literal: string })[]; over?: string[] }
  | { type: 'route'; prefix: string; via: Id | { literal: string } }
  | { type: 'element'; kind: string; name: string; label?: string; statements: Statement[] }
  | { type: 'link'; a: Id | LinkPoint; b: Id | LinkPoint; settings?: string }
  | { type: 'flow'; from: Id; to: Id; over?: string }
  | { type: 'word'; word: string; value: string };
