/**
 * From a model and its findings to the picture of a preview: laid out, drawn, worded. The language server and the
 * command line's preview server both answer with this, so that they show the same.
 */
import { type Revision } from '../diff/index.js';
import type { Facts } from '../facts/query.js';
import type { Finding } from '../model/finding.js';
import type { Id, Model } from '../model/model.js';
import type { Origin } from '../model/origin.js';
import type { Named } from '../protocol/picture.js';
import type { SceneAnswer, SceneRequest } from '../protocol/server.js';
import { type LayOut } from '../scene/index.js';
export interface Drawable {
    model: Model;
    /** Of that model. */
    facts: Facts;
    findings: readonly Finding[];
    /** Which state of the text it is. */
    version: number;
    variants: readonly Named[];
    /** True where the last commit can be asked for. */
    history: boolean;
    /** The architecture that was chosen to be held against; undefined where there is none of that name. */
    base?: Revision | undefined;
    /** The findings are those of an earlier text: those of this one are being looked for. */
    checking?: true;
    /** Where pictures are laid out; here unless given. */
    layOut?: LayOut;
}
export declare function answerScene(request: SceneRequest, drawable: Drawable): Promise<SceneAnswer>;
/** Where each element, group, security group, link and flow was written. */
export declare function originsOf(model: Model): Record<Id, Origin>;
