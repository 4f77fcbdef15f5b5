/** The files of one run as a project: opened once, each architecture analysed when its command asks. */
import { Project, type Analysis } from '#language/project/project.js';
import type { Given } from './inputs.js';
/** @throws Fault when asked for a file whose settings cannot be understood. */
export declare function openProject(given: readonly Given[]): Project;
/** The one architecture that a command was asked about: a file with variants must be told which. */
export declare function analyseOne(project: Project, given: Given): Analysis;
/** The architecture in the variant that was named, else in each that it has. */
export declare function analyseAll(project: Project, given: Given): Analysis[];
export declare function requireVariant(given: Given, names: readonly string[]): void;
/** The roots among the given files; one that names a variant is always its own. */
export declare function rootsOf(project: Project, given: readonly Given[]): Given[];
