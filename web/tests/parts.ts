// What units.mjs tests without a page.
export { timings } from "../src/api";
export { parserOf } from "../src/editor/languages";
export { lookUp } from "../src/editor/assist";
export { callables, chosenEntry } from "../src/editor/outline";
export { parseArgument } from "../src/ui/arguments";
export { de } from "../src/i18n/de";
export { en } from "../src/i18n/en";
export { words as tourDe } from "../src/tour/de";
export { words as tourEn } from "../src/tour/en";
export { steps } from "../src/tour/steps";
export { hashOf, readHash } from "../src/links";
