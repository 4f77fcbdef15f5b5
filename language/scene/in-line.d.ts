import type { Flow, Model } from '../model/model.js';
import type { Way } from './options.js';
export declare class InLine {
    #private;
    constructor(model: Model);
    /** Landmarks (or the group that they form) that every wired way from each source to each target passes, in order. */
    of(flow: Flow): Way[];
}
