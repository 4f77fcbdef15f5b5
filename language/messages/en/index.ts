/** Every text that a user sees, in English. One file an area, so that a second language is a second folder. */
import { check } from './check.js';
import { cli } from './cli.js';
import { intent } from './intent.js';
import { model } from './model.js';
import { network } from './network.js';
import { redundancy } from './redundancy.js';
import { scene } from './scene.js';
import { preview } from './preview.js';

export const english = { ...check, ...cli, ...intent, ...model, ...network, ...redundancy, ...scene, ...preview } as const;

export type MessageId = keyof typeof english;
