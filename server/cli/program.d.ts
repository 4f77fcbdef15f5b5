/** All commands joined to one program; nothing here but composition and the words of its help. */
import { Command } from 'commander';
import type { Context } from './context.js';
export declare function programOf(context: Context): Command;
