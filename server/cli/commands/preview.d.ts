import type { AddCommand } from '../context.js';
export declare const addPreview: AddCommand;
