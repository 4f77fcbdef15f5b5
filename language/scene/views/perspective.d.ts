import type { Id, Model, View } from '../../model/model.js';
import type { Show } from '../scene.js';
export interface Perspective {
    /** The written view, or what an automatic one amounts to as a view; undefined for the overview. */
    view: View | undefined;
    /** Which view it is, as choices name it; undefined for the overview. */
    key: string | undefined;
    /** True of a view that nobody wrote. */
    automatic: boolean;
    /** What a neighbourhood is around: the one part of the picture that stands out. */
    centre?: Id;
    /** Of automatic views; written ones have their label. */
    title?: string;
    show: Show;
    /** All that may be drawn; undefined: everything. */
    scope: ReadonlySet<Id> | undefined;
    /** Containers around the whole picture, which are not drawn: the breadcrumbs name them. */
    unwrapped: ReadonlySet<Id>;
}
export declare function perspectiveOf(model: Model, key: string | undefined, show: Show | undefined): Perspective;
