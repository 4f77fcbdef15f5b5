import type { SceneAnswer, SceneRequest } from '#language/protocol/server.js';
import type { PictureSource } from '../preview/server.js';
import type { Given } from './inputs.js';
export declare class FilePictures implements PictureSource {
    private readonly given;
    readonly uri: string;
    private readonly listeners;
    private readonly watch;
    private project;
    private version;
    constructor(given: Given);
    scene(request: SceneRequest): Promise<SceneAnswer>;
    onChange(listener: () => void): () => void;
    close(): void;
    private draw;
    /** Whatever was saved, imported files and settings included: what rests on it is read again. */
    private changed;
    /** Files that are imported but missing are watched too: they may be about to come. */
    private follow;
}
