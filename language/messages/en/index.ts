/** Every text that a user sees, in English. One file an area, so that a second language is a second folder. */
import { capacity } from './capacity.js';
import { check } from './check.js';
import { cli } from './cli.js';
import { diff } from './diff.js';
import { edit } from './edit.js';
import { editor } from './editor.js';
import { exporting } from './export.js';
import { intent } from './intent.js';
import { jobs } from './jobs.js';
import { markdown } from './markdown.js';
import { model } from './model.js';
import { network } from './network.js';
import { playback } from './playback.js';
import { reach } from './reach.js';
import { redundancy } from './redundancy.js';
import { security } from './security.js';
import { scene } from './scene.js';
import { simulation } from './simulation.js';
import { storage } from './storage.js';
import { preview } from './preview.js';
import { undo } from './undo.js';

export const english = { ...capacity, ...check, ...cli, ...diff, ...edit, ...editor, ...exporting, ...intent, ...jobs, ...markdown, ...model, ...network, ...playback, ...reach, ...redundancy, ...scene, ...security, ...simulation, ...storage, ...preview, ...undo } as const;

export type MessageId = keyof typeof english;
