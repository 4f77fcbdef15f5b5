/** What other parts ask of intent: one import for rules. */
export { unsupportedSteps, type UnsupportedStep } from './unsupported-steps.js';
