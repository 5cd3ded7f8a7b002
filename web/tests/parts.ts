// What units.mjs tests without a page.
export { timings } from "../src/api";
export { parserOf } from "../src/editor/languages";
export { callables, chosenEntry } from "../src/editor/outline";
export { de } from "../src/i18n/de";
export { en } from "../src/i18n/en";
export { hashOf, readHash } from "../src/links";
