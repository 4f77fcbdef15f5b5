import type { AddCommand } from '../context.js';
export declare const addTest: AddCommand;
