import type { AddCommand } from '../context.js';
export declare const addCheck: AddCommand;
