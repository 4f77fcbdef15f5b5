/** The icon of an element: the mark of the product that it runs, else what it or its kind asks for, else the nearest of its kinds, else that of its role. */
import { type IconName } from './icons.generated.js';
import type { Element, Model } from '../model/model.js';
export declare function iconOf(model: Model, element: Element): IconName;
